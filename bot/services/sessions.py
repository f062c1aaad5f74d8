"""Training: build today's session, lead through it, close it, ask how it was."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial

import db.people
import db.plans
import db.reminders
import db.sessions
from bot.clock import Clock
from bot.domain import building, explaining, offering, session
from bot.domain.asking import Topic
from bot.domain.exercise import Equipment
from bot.domain.happening import Effort
from bot.domain.log import EffortGiven, PressMastered
from bot.domain.missing import what_is_missing
from bot.domain.person import Person, next_question
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refusal, Refused
from bot.domain.session import SessionState
from bot.domain.telling import EquipmentNoted, UpAnswered
from bot.services import beginning, coaching, measuring, moving, planning
from bot.services.beginning import Wanted
from bot.services.moving import Change
from bot.services.outcomes import (
    Asked,
    CardsDue,
    Closed,
    Gone,
    Rated,
    SessionAnswer,
    Standing,
    Step,
    TrainedToday,
    step_of,
)
from db.engine import Database, Tx


@dataclass(frozen=True)
class Sessions:
    """Everything between Start and the answer how it was; each method is one transaction."""

    db: Database
    clock: Clock
    programme: Programme

    async def start(
        self,
        user_id: int,
        *,
        short: bool = False,
        again: bool = False,
        occurrence_id: int = 0,
        heard: bool = False,
    ) -> SessionAnswer:
        """Open today's session, or go on with the open one; `again` opens another after a finished one.

        The morning after the last session is asked about first, unless that is `heard` or passed over.
        """
        async with self.db.begin() as tx:
            plan = await db.plans.held(tx, user_id)
            person = await db.people.get(tx, user_id) or Person(user_id)
            return await self._enter(tx, person, plan, Wanted(short, again, occurrence_id), heard)

    async def present(self, user_id: int, session_id: int) -> Step | Gone:
        """The step that an open session stands at."""
        async with self.db.read() as tx:
            stored = await db.sessions.get(tx, session_id, owner=user_id)
        return step_of(stored) if stored and stored.session.state is SessionState.OPEN else Gone()

    async def open_now(self, user_id: int) -> Step | None:
        """The person's open session of today, if there is one."""
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id)
            stored = await db.sessions.open_of(tx, user_id)
        current = stored and person and stored.session.day == person.day(self.clock.now())
        return step_of(stored) if stored and current else None

    async def complete(self, user_id: int, session_id: int, cursor: int) -> SessionAnswer:
        """The exercise at `cursor` was done in full."""
        return await self._move(user_id, session_id, lambda one: session.complete(one, cursor))

    async def skip(self, user_id: int, session_id: int, cursor: int, *, begun: bool) -> SessionAnswer:
        """The exercise at `cursor` is left, in part or wholly."""
        return await self._move(user_id, session_id, lambda one: session.skip(one, cursor, begun=begun))

    async def easier(self, user_id: int, session_id: int, cursor: int) -> SessionAnswer:
        """Show the easier version of the exercise at `cursor`."""
        return await self._move(user_id, session_id, lambda one: session.show_easier(one, cursor))

    async def begin_hold(self, user_id: int, session_id: int, cursor: int) -> SessionAnswer:
        """Start the hold timer."""
        now = self.clock.now()
        return await self._move(user_id, session_id, lambda one: session.begin_hold(one, cursor, now))

    async def pause_hold(self, user_id: int, session_id: int, cursor: int) -> SessionAnswer:
        """Let the hold timer rest where it is."""
        now = self.clock.now()
        return await self._move(user_id, session_id, lambda one: session.pause_hold(one, cursor, now))

    async def resume_hold(self, user_id: int, session_id: int, cursor: int) -> SessionAnswer:
        """Let the hold timer go on."""
        now = self.clock.now()
        return await self._move(user_id, session_id, lambda one: session.resume_hold(one, cursor, now))

    async def stop_hold(self, user_id: int, session_id: int, cursor: int) -> SessionAnswer:
        """Put the hold timer away."""
        return await self._move(user_id, session_id, lambda one: session.stop_hold(one, cursor))

    async def keep_message(self, user_id: int, session_id: int, message_id: int) -> None:
        """Note which message is the session's living one."""
        async with self.db.begin() as tx:
            await db.sessions.keep_message(tx, session_id, user_id, message_id)

    async def rate(self, user_id: int, session_id: int, effort: Effort) -> Rated | Refused:
        """Note how the session was; a second answer changes nothing."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person, day = await self._known(tx, user_id)
            await planning.heard(tx, person or Person(user_id))
            event = EffortGiven(at=now, day=day, session_id=session_id, effort=effort)
            plan = await coaching.record(tx, user_id, event, self.programme)
            stored = await db.sessions.get(tx, session_id, owner=user_id)
            if isinstance(plan, Refused):
                return plan
            if person is None or stored is None:
                return Refused(Refusal.UNKNOWN_SESSION)
            due = planning.invitation(person, plan, await planning.plan_next(tx, person, now))
            asks = await measuring.ask_one(tx, user_id, plan, self.programme, now, day)
        counts = plan.sitting is not None and plan.sitting.counted
        ids = [each.exercise_id for each in stored.session.prescriptions] if counts else []
        reasons = [why for each in ids if (why := explaining.why(plan, self.programme, each, day))]
        offer = offering.due(plan, self.programme, day) if asks is Topic.OFFER else None
        return Rated(reasons, due, asks, offer, counts, twice_a_day=counts and explaining.only_press(plan))

    async def press_felt(self, user_id: int, felt: bool) -> Plan | Refused:
        """Answer whether the floor press is felt."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person, day = await self._known(tx, user_id)
            await planning.heard(tx, person or Person(user_id))
            event = PressMastered(at=now, day=day, yes=felt)
            return await coaching.record(tx, user_id, event, self.programme)

    async def answer_up(
        self, user_id: int, an_hour: bool, *, short: bool = False, again: bool = False, occurrence_id: int = 0
    ) -> SessionAnswer:
        """Say whether one has been up for an hour, and open the session that suits the answer."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person, day = await self._known(tx, user_id)
            if person is None:
                return Gone()
            event = UpAnswered(at=now, day=day, an_hour=an_hour)
            noted = await coaching.record(tx, user_id, event, self.programme)
            plan = noted if isinstance(noted, Plan) else await db.plans.held(tx, user_id)
            return await self._enter(tx, person, plan, Wanted(short, again, occurrence_id), heard=True)

    async def lack(self, user_id: int, session_id: int, cursor: int, item: Equipment) -> SessionAnswer:
        """Go on without something that is not there."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person, day = await self._known(tx, user_id)
            stored = await db.sessions.open_of(tx, user_id)
            if person is None or stored is None or stored.id != session_id:
                return Gone()
            if next_question(person) is not None:
                return Asked(person)
            if stored.session.cursor != cursor:
                return step_of(stored, stale=True)
            event = EquipmentNoted(at=now, day=day, item=item, has=False)
            plan = await coaching.record(tx, user_id, event, self.programme)
            if isinstance(plan, Refused):
                return Gone()
            change = partial(building.refitted, plan, self.programme, cursor=cursor)
            return await moving.move(tx, person, self.programme, session_id, change, now)

    def elapsed(self, step: Step) -> float:
        """Seconds that the hold timer of a step has run."""
        return session.elapsed(step.session.hold, self.clock.now()) if step.session.hold else 0.0

    async def _enter(
        self, tx: Tx, person: Person, plan: Plan | None, wanted: Wanted, heard: bool
    ) -> SessionAnswer:
        """What somebody who wants to train is shown, unless there is a question to be answered first."""
        if Standing(person, plan).question is not None:
            return Asked(person)
        await planning.heard(tx, person)
        if wanted.occurrence_id:
            await db.reminders.prove_arrival(tx, wanted.occurrence_id, person.id)
        return await self._open(tx, person, plan, wanted, heard)

    async def _open(
        self, tx: Tx, person: Person, plan: Plan | None, wanted: Wanted, heard: bool
    ) -> SessionAnswer:
        now = self.clock.now()
        day = person.day(now)
        stored = await db.sessions.open_of(tx, person.id)
        if stored is not None and stored.session.day == day:
            return step_of(stored)
        if stored is not None:
            await moving.leave(tx, person, self.programme, stored, now)
            plan = await db.plans.held(tx, person.id)
        stands = plan or Plan()
        why = building.refusal(stands, day, now)
        if why is Refusal.RESCREEN_DUE:
            return CardsDue(**asdict(wanted))
        if why is not None:
            return Closed(person, stands, why, what_is_missing(stands, now, day))
        done = await db.sessions.finished_on(tx, person.id, day)
        enough = len(done) >= session.MOST_A_DAY
        if done and (enough or not wanted.again):
            return TrainedToday(enough, only_press=explaining.only_press(stands))
        due = None if heard else await measuring.ask_morning(tx, person, self.programme, now)
        if due is not None:
            return replace(due, **asdict(wanted))
        return await beginning.begin(tx, person, stands, self.programme, now, wanted)

    async def _move(self, user_id: int, session_id: int, change: Change) -> SessionAnswer:
        async with self.db.begin() as tx:
            person, _ = await self._known(tx, user_id)
            if person is None:
                return Gone()
            if next_question(person) is not None:
                return Asked(person)
            return await moving.move(tx, person, self.programme, session_id, change, self.clock.now())

    async def _known(self, tx: Tx, user_id: int) -> tuple[Person | None, date]:
        person = await db.people.get(tx, user_id)
        return person, (person or Person(user_id)).day(self.clock.now())
