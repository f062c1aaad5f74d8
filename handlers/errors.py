"""The one place where what went wrong in a handler ends: logged by name, and a kind word to the person."""

from contextvars import ContextVar

import structlog
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import log
from bot.domain.faults import StorageUnavailable
from bot.transport.incoming import Incoming
from handlers.context import Context
from handlers.turn import turn_of
from handlers.views import notices

logger = structlog.get_logger()

storage_failed: ContextVar[bool] = ContextVar("storage_failed", default=False)
"""Set when the update at hand could not take effect, so that the intake brings it again."""


async def on_error(came: object, context: Context) -> None:
    """Note what happened, without texts; tell a lost database to the intake, anything else to the person.

    An answer that Telegram did not take stays owed.
    """
    error = context.error
    if isinstance(error, StorageUnavailable):
        storage_failed.set(True)
        return
    turn = turn_of(came, context) if isinstance(came, Incoming) else None
    who = log.person(turn.user_id) if turn else None
    if isinstance(error, Forbidden) and turn is not None:
        await turn.services.onboarding.reachable(turn.user_id, False)
        return
    if isinstance(error, TelegramError):
        logger.warning("telegram did not take it", person=who, error=type(error).__name__)
    else:
        logger.error("handler failed", person=who, error=type(error).__name__, exc_info=error)
    if turn is None:
        return
    try:
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            await context.owed.bring(turn)
        else:
            await context.show.send(turn.user_id, notices.sorry(turn.texts))
    except TelegramError as second:
        logger.warning("could not say sorry", person=who, error=type(second).__name__)
        await context.owed.bring(turn)
