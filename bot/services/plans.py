"""The plan by one's own wish: pause, come back, choose the training days, see how things stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import db.people
import db.plans
import db.reminders
import db.sessions
from bot.clock import Clock
from bot.domain import explaining
from bot.domain.exercise import Equipment
from bot.domain.log import (
    DaysChosen,
    Event,
    LeftOut,
    PausedByUser,
    ReAdded,
    ResumedByUser,
    TierThreeOptedIn,
    VersionChosen,
)
from bot.domain.missing import what_is_missing
from bot.domain.person import Person
from bot.domain.plan import EVERY_DAY, Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refusal, Refused
from bot.domain.safety import TRAINING
from bot.domain.telling import EquipmentNoted, KeptAsIs, NotIll
from bot.services import coaching, moving, planning, stopping
from bot.services.outcomes import Paused, Standing
from bot.services.standings import Equipped, ExerciseStanding, standing_of
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
        missing = what_is_missing(plan, now, person.day(now)) if plan else ()
        return Standing(person, plan, missing)

    async def pause(self, user_id: int, *, ill: bool = False) -> Paused | Refused:
        """Take a break, or be ill; an open session ends with it."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            await planning.heard(tx, person)
            before, message_id = await db.plans.held(tx, user_id), None
            if before is not None and before.state in TRAINING:
                message_id, _ = await stopping.stop_session(tx, person, self.programme, now, begun=False)
            event = PausedByUser(at=now, day=person.day(now), ill=ill)
            plan = await coaching.record(tx, user_id, event, self.programme)
            if isinstance(plan, Refused):
                return plan
            await planning.plan_anew(tx, person, now)
            return Paused(plan, message_id)

    async def not_ill(self, user_id: int) -> Plan | Refused:
        """Take the illness back: the break goes on as one's own, and can be ended at any time."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            await planning.heard(tx, person)
            return await coaching.record(tx, user_id, NotIll(at=now, day=person.day(now)), self.programme)

    async def resume(self, user_id: int, *, well: bool = False) -> Plan | Refused:
        """Come back from one's own break; after illness only when `well` for a whole day."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            await planning.heard(tx, person)
            plan = await coaching.record(
                tx, user_id, ResumedByUser(at=now, day=person.day(now), well=well), self.programme
            )
            await planning.plan_next(tx, person, now)
            return plan

    async def toggle_day(self, user_id: int, weekday: int) -> Plan | Refused:
        """Add a weekday to the training days, or take it out."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan = await db.plans.held(tx, user_id)
            await planning.heard(tx, person)
            weekdays = (plan.weekdays if plan else EVERY_DAY) ^ {weekday}
            event = DaysChosen(at=now, day=person.day(now), weekdays=weekdays)
            return await coaching.record(tx, user_id, event, self.programme)

    async def plan_pattern(self, user_id: int, *, yes: bool) -> Plan | Refused:
        """Plan the weekdays that were trained for two weeks, or leave the days as they are for now."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan, day = await db.plans.held(tx, user_id), person.day(now)
            await planning.heard(tx, person)
            weekdays = explaining.steady_weekdays(plan, day) if plan else None
            if weekdays is None:
                return Refused(Refusal.NOT_NOW)
            event = DaysChosen(at=now, day=day, weekdays=weekdays) if yes else KeptAsIs(at=now, day=day)
            return await coaching.record(tx, user_id, event, self.programme)

    async def equipment(self, user_id: int) -> Mapping[Equipment, bool]:
        """What the person has said to have or not to have."""
        async with self.db.read() as tx:
            plan = await db.plans.get(tx, user_id)
        return plan.equipment if plan else {}

    async def toggle_item(self, user_id: int, item: Equipment) -> Equipped | Refused:
        """Say that a thing is there, or that it is not; nothing said means that it is."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan = await db.plans.held(tx, user_id)
            await planning.heard(tx, person)
            has = plan is not None and plan.equipment.get(item) is False
            event = EquipmentNoted(at=now, day=person.day(now), item=item, has=has)
            noted = await coaching.record(tx, user_id, event, self.programme)
            if isinstance(noted, Refused):
                return noted
            return Equipped(noted.equipment, await moving.refit(tx, person, noted, self.programme, now))

    async def exercise(self, user_id: int, exercise_id: str) -> ExerciseStanding:
        """How one exercise of the programme stands."""
        now = self.clock.now()
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            plan = await db.plans.get(tx, user_id) or Plan()
        return standing_of(plan, self.programme, exercise_id, person.day(now))

    async def choose_version(self, user_id: int, exercise_id: str, *, easier: bool) -> ExerciseStanding:
        """See the easier version of an exercise from now on, or the usual one."""
        return await self._wish(user_id, exercise_id, partial(VersionChosen, easier=easier))

    async def leave_out(self, user_id: int, exercise_id: str) -> ExerciseStanding:
        """Leave an exercise out from now on."""
        return await self._wish(user_id, exercise_id, LeftOut)

    async def take_back(self, user_id: int, exercise_id: str) -> ExerciseStanding:
        """Take an exercise back that was left out, or removed after it hurt."""
        return await self._wish(user_id, exercise_id, ReAdded)

    async def keep(self, user_id: int, exercise_id: str) -> ExerciseStanding:
        """Decline an offer about an exercise for now."""
        return await self._wish(user_id, exercise_id, KeptAsIs)

    async def want(self, user_id: int, exercise_id: str, *, yes: bool) -> ExerciseStanding:
        """Say yes or no to a demanding exercise."""
        return await self._wish(user_id, exercise_id, partial(TierThreeOptedIn, yes=yes))

    async def _wish(self, user_id: int, exercise_id: str, event: Callable[..., Event]) -> ExerciseStanding:
        """How the exercise stands after the wish, and why the wish was refused if it was."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            await planning.heard(tx, person)
            day = person.day(now)
            wish = event(at=now, day=day, exercise_id=exercise_id)
            answer = await coaching.record(tx, user_id, wish, self.programme)
            if isinstance(answer, Refused):
                plan = await db.plans.get(tx, user_id) or Plan()
                return replace(standing_of(plan, self.programme, exercise_id, day), refused=answer.reason)
            changed = await moving.refit(tx, person, answer, self.programme, now)
        return replace(standing_of(answer, self.programme, exercise_id, day), changed=changed)
