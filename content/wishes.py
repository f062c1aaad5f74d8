"""What people write instead of tapping: the wish that stands in plain words."""

import re
from collections.abc import Iterator
from enum import Enum

from content.texts import N_, Texts


class Wish(Enum):
    """What a plain text asks for."""

    ALARM = "alarm"
    STOP = "stop"
    ILL = "ill"
    TIRED = "tired"
    HELP = "help"
    GO_ON = "go_on"
    THANKS = "thanks"


# Translators: words people write when something hurts or has to stop; small letters, any number of them.
STOP = N_(
    "pain pains painful hurt hurts hurting ache aches aching sore ouch ow stop stopp halt injured injury sos"
)
# Translators: words that may tell of something that needs help at once; small letters, any number of them.
ALARM = N_(
    "numb numbness tingling tingle tingles weakness paralysed paralyzed chest breathless unconscious "
    "faint fainted fainting dizzy dizziness collapsed pee peeing urine bladder bowel bowels incontinent fell "
    "accident crash emergency ambulance 112 911 999 dying suicide suicidal"
)
# Translators: words that tell of an illness; small letters, any number of them.
ILL = N_("ill sick flu fever feverish")
ABROAD = (
    "dolor duele duelen schmerz schmerzen rückenschmerzen weh боль болит больно болить douleur dolore dolori "
    "dor dói ból boli bolą bolí ağrı ağrıyor acıyor pijn smärta smerte kipu fáj πονάω πόνος ألم يؤلمني وجع "
    "दर्द 🤕 😖 😣 😩 😫 😭 🆘"
)
"""Pain in the languages that Lumbo does not speak yet, and in faces."""
ABROAD_ANYWHERE = ("mal au", "mal à", "mal di", "fa male", "痛", "疼", "아파")
"""The same, where one word does not tell, or nothing stands between words."""
ANYWHERE = {Wish.ALARM: ALARM, Wish.STOP: STOP, Wish.ILL: ILL}
"""The most pressing first: one such word is enough, wherever it stands."""
# Translators: the same, for the first word of a short message: "tired", help, "go on" and "thank you".
WHOLE = {
    Wish.TIRED: N_("tired exhausted"),
    Wish.HELP: N_("help ? how info menu commands"),
    Wish.GO_ON: N_(
        "yes no ok okay done ready begin go next continue none hello hi hey morning easy right hard 👍"
    ),
    Wish.THANKS: N_("thanks thank thx 🙏 ❤ ❤️ cheers"),
}
# Translators: words that may stand before those of a wish and mean nothing to it, as in "I am tired".
BEFORE = N_("i am m feel a bit so very just")
# Translators: the first word of a short "yes", and of a short "no".
YES, NO = N_("yes yeah yep y ok okay right correct sure 👍"), N_("no nope wrong 👎")


_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
"""A letter held down, as in `ouchhhh`."""


def wish_in(text: str, texts: Texts) -> Wish | None:
    """The wish in a text: alarm, pain and illness count anywhere, others at the front of a short one."""
    written = _STRETCHED.sub(r"\1", text.lower())
    found = re.findall(r"\w+|[^\w\s]", written)
    heard = {*found, *_unswapped(found)}
    pressing = (wish for wish, words in ANYWHERE.items() if _either(words, texts) & heard)
    if wish := next(pressing, None):
        return wish
    if set(ABROAD.split()) & heard or any(each in written for each in ABROAD_ANYWHERE):
        return Wish.STOP
    before = _either(BEFORE, texts) | {"'", "’"}
    first, few = [word for word in found if word not in before][:1], len(text.split()) <= 4
    return next((wish for wish, words in WHOLE.items() if few and _either(words, texts) & set(first)), None)


def _unswapped(found: list[str]) -> Iterator[str]:
    """What the longer words are with two neighbouring letters the other way round: `pian` means pain."""
    for word in found:
        for at in range(len(word) - 1) if len(word) > 3 else ():
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def says_yes(text: str, texts: Texts) -> bool | None:
    """Whether a short text says yes or no; None when it says neither."""
    first = set(re.findall(r"\w+|[^\w\s]", text.lower())[:1]) if len(text.split()) <= 3 else set()
    if _either(NO, texts) & first:
        return False
    return True if _either(YES, texts) & first else None


def _either(words: str, texts: Texts) -> set[str]:
    """The words in this language and in English, which people everywhere know."""
    return {*words.split(), *texts.gettext(words).split()}
