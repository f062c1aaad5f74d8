"""What people write instead of tapping: the wish that stands in plain words."""

import re
from enum import Enum

from content.texts import N_, Texts


class Wish(Enum):
    """What a plain text asks for."""

    STOP = "stop"
    HELP = "help"
    GO_ON = "go_on"
    THANKS = "thanks"


# Translators: words people write when something hurts or has to stop; small letters, any number of them.
STOP = N_(
    "pain pains painful hurt hurts hurting ache aches aching sore ouch ow stop stopp halt injured injury sos"
)
# Translators: the same, for the first word of a short message: for help, "go on" and "thank you".
WHOLE = {
    Wish.HELP: N_("help ? how info menu commands"),
    Wish.GO_ON: N_("yes no ok okay done ready begin go next continue none 👍"),
    Wish.THANKS: N_("thanks thank thx 🙏 ❤ ❤️ cheers"),
}


def wish_in(text: str, texts: Texts) -> Wish | None:
    """The wish in a text: a word about pain counts anywhere in it, the others at the front of a short one."""
    found = re.findall(r"\w+|[^\w\s]+", text.lower())
    if _either(STOP, texts) & set(found):
        return Wish.STOP
    first, few = found[:1], len(found) <= 4
    return next((wish for wish, words in WHOLE.items() if few and _either(words, texts) & set(first)), None)


def _either(words: str, texts: Texts) -> set[str]:
    """The words in this language and in English, which people everywhere know."""
    return {*words.split(), *texts.gettext(words).split()}
