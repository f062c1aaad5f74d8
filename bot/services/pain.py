"""Pain: everything stops in the very transaction that hears of it; the answers that follow refine it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import db.people
import db.plans
from bot.clock import Clock
from bot.domain.happening import Place, When
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    EmergencyAnswered,
    Event,
    PainPlaced,
    PainRated,
    PainReported,
    RestartAsked,
    UrgentAnswered,
)
from bot.domain.measures import WeekAveraged, WeekWorst
from bot.domain.missing import what_is_missing
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refusal, Refused
from bot.services import coaching, planning, stopping
from bot.services.outcomes import PainAnswer, PainNoted
from db.engine import Database, Tx


@dataclass(frozen=True)
class PainReports:
    """From the Pain button to the gentle restart; each method is one transaction."""

    db: Database
    clock: Clock
    programme: Programme

    async def report(self, user_id: int, after: int = 0) -> PainNoted | None:
        """Stop the session and its timer, pause the plan, hold the reminders; None without a plan.

        `after` names the session that was asked about on the morning after it.
        """
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            if person is None or await db.plans.held(tx, user_id) is None:
                return None
            await planning.heard(tx, person)
            day = person.day(now)
            message_id, exercise_id = await stopping.stop_session(tx, person, self.programme, now)
            when = When.NEXT_MORNING if after else When.AFTER
            event = PainReported(
                at=now,
                day=day,
                exercise_id=exercise_id,
                when=When.DURING if exercise_id else when,
                session_id=after or None,
            )
            plan = await self._record(tx, user_id, event)
            await planning.plan_after_stop(tx, person, now)
            return PainNoted(plan, what_is_missing(plan, now, day), message_id)

    async def rate(self, user_id: int, nrs: int) -> PainAnswer:
        """0-10 for the pain just reported."""
        return await self._answer(user_id, lambda at, day: PainRated(at=at, day=day, nrs=nrs))

    async def place(self, user_id: int, where: Place) -> PainAnswer:
        """Where the pain just reported is."""
        return await self._answer(user_id, lambda at, day: PainPlaced(at=at, day=day, where=where))

    async def emergency(self, user_id: int, any_sign: bool) -> PainAnswer:
        """The answer to the emergency card."""
        return await self._answer(user_id, lambda at, day: EmergencyAnswered(at=at, day=day, any=any_sign))

    async def urgent(self, user_id: int, any_sign: bool) -> PainAnswer:
        """The answer to the urgent card."""
        return await self._answer(user_id, lambda at, day: UrgentAnswered(at=at, day=day, any=any_sign))

    async def check_in(self, user_id: int, nrs: int) -> PainAnswer:
        """The 0-10 of today while the plan waits."""
        return await self._answer(user_id, lambda at, day: CheckedIn(at=at, day=day, nrs=nrs))

    async def average_of_week(self, user_id: int, sunday: date, nrs: int) -> PainAnswer:
        """The average of the week that ended on `sunday`; it may tell of pain."""
        return await self._answer(
            user_id, lambda at, day: WeekAveraged(at=at, day=day, sunday=sunday, nrs=nrs)
        )

    async def worst_of_week(self, user_id: int, sunday: date, nrs: int) -> PainAnswer:
        """The worst of the week that ended on `sunday`; it may tell of pain."""
        return await self._answer(user_id, lambda at, day: WeekWorst(at=at, day=day, sunday=sunday, nrs=nrs))

    async def consulted(self, user_id: int, yes: bool) -> PainAnswer:
        """Whether a doctor or physiotherapist was spoken to."""
        return await self._answer(user_id, lambda at, day: Consulted(at=at, day=day, yes=yes))

    async def cleared(self, user_id: int, on: date) -> PainAnswer:
        """A clinician examined the person on the local date `on` and said yes."""
        return await self._answer(user_id, lambda at, day: ClearanceConfirmed(at=at, day=day, on=on))

    async def restart(self, user_id: int) -> PainAnswer:
        """Begin again gently, if the safe path is walked."""
        return await self._answer(user_id, lambda at, day: RestartAsked(at=at, day=day))

    async def _answer(self, user_id: int, event: Callable[[datetime, date], Event]) -> PainAnswer:
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            if person is None:
                return None
            await planning.heard(tx, person)
            day = person.day(now)
            before = await db.plans.held(tx, user_id)
            if before is None:
                return Refused(Refusal.NOT_ENROLLED)
            after = await stopping.heard(tx, person, before, event(now, day), self.programme, now)
            if isinstance(after, Refused):
                return after
            return PainNoted(after, what_is_missing(after, now, day))

    async def _record(self, tx: Tx, user_id: int, event: Event) -> Plan:
        plan = await coaching.record(tx, user_id, event, self.programme)
        if isinstance(plan, Refused):
            # Nothing may keep a plan going after pain; what the rules refuse, they refuse because it rests.
            kept = await db.plans.get(tx, user_id)
            assert kept is not None  # noqa: S101  (held above)
            return kept
        return plan
