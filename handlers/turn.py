"""One person's turn: who taps or writes, in which language, and the services to ask."""

from dataclasses import dataclass
from functools import lru_cache

from telegram import Update
from telegram.constants import ChatType

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


def turn_of(update: Update, context: Context) -> Turn | None:
    """The turn of an update from a person in a private chat; None for anything else."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.is_bot or chat is None or chat.type != ChatType.PRIVATE or chat.id != user.id:
        return None
    language = (user.language_code or "en")[:16]
    message = update.callback_query.message if update.callback_query else None
    tapped = message.message_id if message else None
    return Turn(user.id, language, texts_for(language), context.services, tapped)
