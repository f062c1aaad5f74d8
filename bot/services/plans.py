"""The plan by one's own wish: pause, come back, choose the training days, see how things stand."""

from dataclasses import dataclass

import db.people
import db.plans
import db.reminders
import db.sessions
from bot.clock import Clock
from bot.domain.log import DaysChosen, PausedByUser, ResumedByUser
from bot.domain.missing import what_is_missing
from bot.domain.person import Person
from bot.domain.plan import EVERY_DAY, Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.services import coaching, planning
from bot.services.outcomes import Standing
from db.engine import Database


@dataclass(frozen=True)
class Plans:
    """Looking at the plan and changing it; each method is one transaction."""

    db: Database
    clock: Clock
    programme: Programme

    async def standing(self, user_id: int, language: str = "en") -> Standing:
        """How the person stands."""
        now = self.clock.now()
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id, language=language)
            plan = await db.plans.get(tx, user_id)
            ahead = await db.reminders.live(tx, user_id)
        missing = what_is_missing(plan, now, person.day(now)) if plan else ()
        return Standing(person, plan, missing, ahead[0].due_at if ahead else None)

    async def pause(self, user_id: int) -> Plan | Refused:
        """Take a break."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan = await coaching.record(
                tx, user_id, PausedByUser(at=now, day=person.day(now)), self.programme
            )
            if isinstance(plan, Plan):
                await planning.plan_anew(tx, person, now)
            return plan

    async def resume(self, user_id: int) -> Plan | Refused:
        """Come back from one's own break."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan = await coaching.record(
                tx, user_id, ResumedByUser(at=now, day=person.day(now), well=True), self.programme
            )
            await planning.plan_next(tx, person, now)
            return plan

    async def toggle_day(self, user_id: int, weekday: int) -> Plan | Refused:
        """Add a weekday to the training days, or take it out."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan = await db.plans.held(tx, user_id)
            weekdays = (plan.weekdays if plan else EVERY_DAY) ^ {weekday}
            event = DaysChosen(at=now, day=person.day(now), weekdays=weekdays)
            return await coaching.record(tx, user_id, event, self.programme)
