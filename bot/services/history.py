"""Looking back: the last weeks of sessions, and the reasons behind the present doses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import db.nudges
import db.people
import db.plans
import db.sessions
from bot.clock import Clock
from bot.domain.adherence import Rhythm
from bot.domain.looking_back import first_day, rhythm_of, trace
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.services.diaries import Diaries
from bot.services.outcomes import Standing
from bot.services.past import Look
from bot.services.standings import ExerciseStanding, standing_of
from db.engine import Database

WEEKS = 5


@dataclass(frozen=True)
class History:
    """Reading only."""

    db: Database
    clock: Clock
    programme: Programme
    diaries: Diaries

    async def look_back(self, user_id: int, weeks: int = WEEKS) -> Look:
        """The sessions of the last `weeks` weeks, from a Monday on, and what rested when."""
        now = self.clock.now()
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            today = person.day(now)
            monday = today - timedelta(days=today.weekday(), weeks=weeks - 1)
            plan = await db.plans.get(tx, user_id)
            sessions = await db.sessions.since(tx, user_id, monday)
            log = await db.plans.log(tx, user_id)
            reached = await db.nudges.reached(tx, user_id, first_day(today))
        found = trace(self.diaries.read(user_id, log, self.programme))
        rhythm = rhythm_of(found, today, frozenset(reached))
        return Look(
            Standing(person, plan), today, monday, sessions, found.states, rhythm, found.trained, found.untold
        )

    async def new_week(self, user_id: int) -> Rhythm | None:
        """The rhythm so far, when today is the first day trained of its week; else None."""
        now = self.clock.now()
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            today = person.day(now)
            plan = await db.plans.get(tx, user_id) or Plan()
            monday = today - timedelta(days=today.weekday())
            if [day for day in plan.trained_days if day >= monday] != [today]:
                return None
            log = await db.plans.log(tx, user_id)
            reached = await db.nudges.reached(tx, user_id, first_day(today))
        found = trace(self.diaries.read(user_id, log, self.programme))
        return rhythm_of(found, today, frozenset(reached))

    async def reasons(self, user_id: int) -> Sequence[ExerciseStanding]:
        """How each exercise stands and why, in the order of the programme; empty before there is a plan."""
        now = self.clock.now()
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan = await db.plans.get(tx, user_id)
        if plan is None or plan.started_on is None:
            return []
        day = person.day(now)
        return [standing_of(plan, self.programme, each, day) for each in self.programme.exercises]
