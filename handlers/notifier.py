"""Sends reminders by the bulk lane, and says how each one ended."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot import log
from bot.domain.reminder import Sent
from bot.services.ports import Invitation, Outcome
from bot.transport import bulk
from bot.transport.failure import NotSent, seconds
from bot.transport.limiter import TwoLanes
from bot.transport.request import AiohttpRequest
from handlers.keys import inline
from handlers.screen import Screen
from handlers.turn import texts_for
from handlers.views import reminder

logger = structlog.get_logger()


@dataclass(frozen=True)
class TelegramNotifier:
    """Delivers invitations to one bot's private chats; `url` is the API's address with the token."""

    request: AiohttpRequest
    url: str
    limiter: TwoLanes

    async def turn(self, user_id: int) -> timedelta | None:
        """Wait for a place in the bulk lane; a chat that a 429 holds back is not waited for."""
        try:
            await self.limiter.bulk_turn(user_id)
        except RetryAfter as error:
            return timedelta(seconds=seconds(error))
        return None

    async def invite(self, invitation: Invitation, crossing: AbstractContextManager[None]) -> Outcome:
        """Send one reminder by way of `crossing`; every answer of Telegram becomes an outcome."""
        chat_id = invitation.occurrence.user_id
        screen = reminder.invitation(invitation, texts_for(invitation.language))
        try:
            payload = _payload(chat_id, screen)
            sent = await bulk.send(self.request, self.url, "sendMessage", payload, crossing)
            return Outcome(invitation, Sent.DELIVERED, sent.message_id)
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self.limiter.refused(chat_id, error)
            kind = _kind(error)
            logger.warning("reminder", person=log.person(chat_id), ended=kind, error=type(error).__name__)
            return Outcome(invitation, kind)


def _kind(error: TelegramError) -> Sent:
    if isinstance(error, NotSent | RetryAfter | InvalidToken):  # a revoked token uses up no start
        return Sent.NOT_SENT
    if isinstance(error, Forbidden | ChatMigrated) or "chat not found" in str(error).lower():
        return Sent.UNREACHABLE
    return Sent.REFUSED if isinstance(error, BadRequest) else Sent.UNCLEAR


def _payload(chat_id: int, screen: Screen) -> dict[str, object]:
    return {
        "chat_id": chat_id,
        "text": screen.text,
        "parse_mode": "HTML",
        "disable_notification": screen.silent,
        "reply_markup": inline(screen.rows),
    }
