"""One person's turn: who taps or writes, in which language, and the services to ask."""

from dataclasses import dataclass
from functools import lru_cache

from bot.transport.incoming import Incoming, Tap
from content.texts import Texts
from handlers.context import Context, Services


@dataclass(frozen=True)
class Turn:
    """What every handler of a button, a command or a text is given; `tapped` is the message of the button."""

    user_id: int
    language: str
    texts: Texts
    services: Services
    tapped: int | None = None


@lru_cache(maxsize=32)
def texts_for(language: str) -> Texts:
    """The texts of a language code, read once."""
    return Texts(language)


def turn_of(came: Incoming, context: Context) -> Turn | None:
    """The turn of a person in their private chat; None for anybody else."""
    who = came.sender
    if who is None:
        return None
    tapped = came.tapped.message_id if isinstance(came, Tap) and came.tapped else None
    return Turn(who.id, who.language, texts_for(who.language), context.services, tapped)
