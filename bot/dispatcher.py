"""Takes due reminders from the database to Telegram, evenly paced, a few at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.domain.reminder import Occurrence
from bot.services.ports import Notifier
from bot.services.reminders import Reminders

AT_ONCE = 5
logger = structlog.get_logger()


@dataclass(frozen=True)
class Dispatcher:
    """One round after another: claim, wait for the pace, start, send, record.

    `turn` waits until the bulk lane allows one more message to a chat.
    """

    reminders: Reminders
    notifier: Notifier
    turn: Callable[[int], Awaitable[None]]
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def tick(self) -> None:
        """Send everything that is due now; a tick during another one does nothing."""
        if self._busy.locked():
            return
        async with self._busy:
            while claimed := await self.reminders.claim():
                for first in range(0, len(claimed), AT_ONCE):
                    await self._send(claimed[first : first + AT_ONCE])

    async def _send(self, few: Sequence[Occurrence]) -> None:
        # The pace is waited for before START, so that no send begins near the end of its lease.
        for occurrence in few:
            await self.turn(occurrence.user_id)
        invitations = await self.reminders.start(few)
        outcomes = await asyncio.gather(*map(self.notifier.invite, invitations))
        if outcomes:
            await self.reminders.record(outcomes)
            logger.info("reminders sent", count=len(outcomes))
