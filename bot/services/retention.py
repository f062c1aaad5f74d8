"""Lets go of what is no longer needed, so that only the present coaching is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

import db.people
import db.receipts
import db.reminders
import db.tombstones
from bot.clock import Clock
from db.engine import Database

RECEIPTS_KEPT = timedelta(days=7)
"""Telegram keeps an update for 24 hours at most, so none comes again after that."""

REMINDERS_KEPT = timedelta(days=90)
"""How long a reminder that was sent, skipped or cancelled stays known."""

UNREACHABLE_KEPT = timedelta(days=180)
"""How long somebody who has blocked the bot may come back and find their plan."""

BATCH = 500
logger = structlog.get_logger()


@dataclass(frozen=True)
class Retention:
    """Removes what is over its time, a batch per transaction, so that nobody's tap waits for it."""

    db: Database
    clock: Clock

    async def sweep(self) -> None:
        """Remove everything that is over its time now, and bring the file of tombstones up to date."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            await db.receipts.forget_before(tx, now - RECEIPTS_KEPT)
        await self._forget_reminders(now - REMINDERS_KEPT)
        gone = await self._forget_people(now - UNREACHABLE_KEPT)
        await self.db.tidy()
        if gone:
            logger.info("long unreachable people forgotten", count=gone)
        if not await db.tombstones.mirror(self.db):
            logger.error("the file of tombstones beside the database cannot be written")

    async def _forget_reminders(self, moment: datetime) -> None:
        last: int | None = 0
        while last is not None:
            async with self.db.begin() as tx:
                last = await db.reminders.forget_finished(tx, moment, last, BATCH)

    async def _forget_people(self, moment: datetime) -> int:
        gone = 0
        while True:
            async with self.db.begin() as tx:
                found = await db.people.unreachable_since(tx, moment, BATCH)
                for user_id in found:
                    await db.people.forget(tx, user_id)
            gone += len(found)
            if len(found) < BATCH:
                return gone
