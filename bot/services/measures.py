"""What people tell about themselves beside training: the morning after, the week, their own activities."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import db.people
import db.plans
from bot.clock import Clock
from bot.domain import asking, morning
from bot.domain.asking import Topic
from bot.domain.log import Event
from bot.domain.measures import ActivityDropped, ActivityNamed, ActivityRated, MorningAnswered
from bot.domain.person import Awaiting, Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.domain.rescreening import rescreen_due
from bot.services import coaching, measuring, planning
from bot.services.outcomes import MorningDue
from db.engine import Database


@dataclass(frozen=True)
class Measures:
    """Asking and noting; each method is one transaction."""

    db: Database
    clock: Clock
    programme: Programme

    async def ask_beside(self, user_id: int) -> MorningDue | Topic | None:
        """What may be asked of somebody who is here without training; it counts as put.

        The morning after the last session, once, since a session asks again; else the week or the activities.
        Nothing while the cards of warning signs are to come: they are questions enough.
        """
        now = self.clock.now()
        async with self.db.begin() as tx:
            person, plan = await db.people.get(tx, user_id), await db.plans.held(tx, user_id)
            if person is None or plan is None or rescreen_due(plan, person.day(now), now):
                return None
            if morning.is_unheard(plan):
                due = await measuring.ask_morning(tx, person, self.programme, now)
                if due is not None:
                    return due
            day = person.day(now)
            return await measuring.ask_one(tx, user_id, plan, self.programme, now, day, asking.BESIDE)

    async def morning(self, user_id: int, session_id: int, *, tired: bool) -> Plan | Refused:
        """No new pain since that session; `tired` when muscles are sore from it."""
        return await self._tell(
            user_id, lambda at, day: MorningAnswered(at=at, day=day, session_id=session_id, tired=tired)
        )

    async def name_activity(self, user_id: int, name: str) -> Plan | Refused:
        """One more activity of the person's own; no text is awaited any more."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            await planning.heard(tx, person)
            await db.people.save(tx, replace(person, awaiting=None))
            event = ActivityNamed(at=now, day=person.day(now), name=name)
            return await coaching.record(tx, user_id, event, self.programme)

    async def await_nothing(self, user_id: int) -> None:
        """No typed name of an activity is awaited any more."""
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            if person is not None and person.awaiting is Awaiting.ACTIVITY:
                await db.people.save(tx, replace(person, awaiting=None))

    async def rate_activity(self, user_id: int, number: int, wave: int, score: int) -> Plan | Refused:
        """How well an activity goes, 0-10."""
        return await self._tell(
            user_id, lambda at, day: ActivityRated(at=at, day=day, number=number, wave=wave, score=score)
        )

    async def drop_activity(self, user_id: int, number: int) -> Plan | Refused:
        """Take an activity back."""
        return await self._tell(user_id, lambda at, day: ActivityDropped(at=at, day=day, number=number))

    async def _tell(self, user_id: int, event: Callable[[datetime, date], Event]) -> Plan | Refused:
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            await planning.heard(tx, person)
            return await coaching.record(tx, user_id, event(now, person.day(now)), self.programme)
