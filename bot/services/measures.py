"""What people tell about themselves beside training: the morning after, the week, their own activities."""

from dataclasses import dataclass

import db.people
from bot.clock import Clock
from bot.domain.measures import MorningAnswered
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.services import coaching, measuring
from bot.services.outcomes import MorningDue
from db.engine import Database


@dataclass(frozen=True)
class Measures:
    """Asking and noting; each method is one transaction."""

    db: Database
    clock: Clock
    programme: Programme

    async def ask_morning(self, user_id: int) -> MorningDue | None:
        """Ask about the morning after the last session, where that is due."""
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            return (
                await measuring.ask_morning(tx, person, self.programme, self.clock.now()) if person else None
            )

    async def morning(self, user_id: int, session_id: int, *, tired: bool) -> Plan | Refused:
        """No new pain since that session; `tired` when muscles are sore from it."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            event = MorningAnswered(at=now, day=person.day(now), session_id=session_id, tired=tired)
            return await coaching.record(tx, user_id, event, self.programme)
