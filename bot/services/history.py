"""Looking back: the last weeks of sessions, and the reasons behind the present doses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import db.people
import db.plans
import db.sessions
from bot.clock import Clock
from bot.domain import coach
from bot.domain.log import Event
from bot.domain.person import Person
from bot.domain.plan import Plan, PlanState
from bot.domain.programme import Programme
from bot.services.outcomes import ExerciseStanding, Look, Standing, standing_of
from db.engine import Database

WEEKS = 5


@dataclass(frozen=True)
class History:
    """Reading only."""

    db: Database
    clock: Clock
    programme: Programme

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
        return Look(Standing(person, plan), today, monday, sessions, _states(log, self.programme))

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


def _states(log: Sequence[Event], programme: Programme) -> Mapping[date, PlanState]:
    """The plan's state at the end of each day on which something happened, oldest first."""
    plan, states = Plan(), {}
    for event in log:
        changed = coach.apply(plan, event, programme)
        plan = changed if isinstance(changed, Plan) else plan
        states[event.day] = plan.state
    return states
