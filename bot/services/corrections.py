"""Corrections of the last days: what can be corrected, how it stands, and the plan that follows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import db.people
import db.plans
import db.sessions
from bot.clock import Clock
from bot.domain import coach, correcting
from bot.domain.correcting import WITHIN, Correction, Page
from bot.domain.happening import Effort, Outcome, Result
from bot.domain.log import SessionClosed
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.person import Person
from bot.domain.plan import Plan, Sitting
from bot.domain.programme import Programme
from bot.domain.refusal import Refusal, Refused
from bot.domain.session import SessionState
from bot.services import moving, planning
from bot.services.diaries import Diaries
from bot.services.past import LastDays, Told
from db.engine import Database, Tx
from db.sessions import StoredSession

Change = Callable[[Told], Told]


@dataclass(frozen=True)
class Corrections:
    """Each method is one transaction; what is refused changes nothing."""

    db: Database
    clock: Clock
    programme: Programme
    diaries: Diaries

    async def last_days(self, user_id: int) -> LastDays:
        """The sessions that can be corrected, and the days on which one may have trained without telling."""
        now = self.clock.now()
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id) or Person(user_id)
            pages = await self._gone_through(tx, user_id)
            left = await db.sessions.open_of(tx, user_id)
        today = person.day(now)
        closed = list(_closed(pages, today))
        sessions = {sitting.day: sitting.session_id for sitting in closed if sitting.counted}
        if left is not None and today - WITHIN <= left.session.day < today:
            sessions.setdefault(left.session.day, left.id)
        asked = (today - timedelta(days=n) for n in range(1, WITHIN.days + 1))
        free = [
            on for on in asked if correcting.refusal(pages, TrainedUntold(at=now, day=today, on=on)) is None
        ]
        return LastDays(sessions, free, repeated=not all(sitting.counted for sitting in closed))

    async def told(self, user_id: int, session_id: int) -> Told | None:
        """How a session stands, corrections included; one that was left open is closed first."""
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            stored = await db.sessions.get(tx, session_id, owner=user_id)
            if person is None or stored is None:
                return None
            return _told(await self._pages(tx, person, stored), stored)

    async def outcome(self, user_id: int, session_id: int, index: int, outcome: Outcome) -> Plan | Refused:
        """One exercise of a session ended like this."""

        def changed(told: Told) -> Told:
            names = list(told.outcomes)
            if index >= len(names):
                return told
            return replace(told, outcomes={**told.outcomes, names[index]: outcome})

        return await self._correct(user_id, session_id, changed)

    async def all_of(self, user_id: int, session_id: int, outcome: Outcome) -> Plan | Refused:
        """The whole session ended like this."""
        return await self._correct(
            user_id, session_id, lambda told: replace(told, outcomes=dict.fromkeys(told.outcomes, outcome))
        )

    async def effort(self, user_id: int, session_id: int, effort: Effort) -> Plan | Refused:
        """The session was easy, right or hard."""
        return await self._correct(user_id, session_id, lambda told: replace(told, effort=effort))

    async def untold(self, user_id: int, on: date) -> Plan | Refused:
        """The person trained on that day without telling."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            if person is None or await db.plans.held(tx, user_id) is None:
                return Refused(Refusal.NOT_ENROLLED)
            await planning.heard(tx, person)
            pages = await self._gone_through(tx, user_id)
            return await self._keep(tx, user_id, pages, TrainedUntold(at=now, day=person.day(now), on=on))

    async def _correct(self, user_id: int, session_id: int, change: Change) -> Plan | Refused:
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            stored = await db.sessions.get(tx, session_id, owner=user_id)
            if person is None or stored is None or await db.plans.held(tx, user_id) is None:
                return Refused(Refusal.UNKNOWN_SESSION)
            await planning.heard(tx, person)
            pages = await self._pages(tx, person, stored)
            wanted = change(_told(pages, stored))
            event = _event(wanted, now, person.day(now))
            plan = await self._keep(tx, user_id, pages, event)
            if isinstance(plan, Plan):
                await _rewrite(tx, session_id, user_id, wanted.outcomes, now)
            return plan

    async def _pages(self, tx: Tx, person: Person, stored: StoredSession) -> Sequence[Page]:
        """The log page by page, after a session of an earlier day that was left open is closed."""
        now = self.clock.now()
        if stored.session.state is SessionState.OPEN and stored.session.day < person.day(now):
            await moving.leave(tx, person, self.programme, stored, now)
        return await self._gone_through(tx, person.id)

    async def _gone_through(self, tx: Tx, user_id: int) -> Sequence[Page]:
        return self.diaries.read(user_id, await db.plans.log(tx, user_id), self.programme)

    async def _keep(self, tx: Tx, user_id: int, pages: Sequence[Page], event: Correction) -> Plan | Refused:
        plan = coach.turned(pages, event, self.programme)
        if isinstance(plan, Plan):
            await db.plans.advance(tx, user_id, event, plan)
        return plan


def _closed(pages: Sequence[Page], today: date) -> Iterator[Sitting]:
    """The sessions of the last days, as they were closed."""
    for page in pages:
        sitting = page.after.sitting if isinstance(page.event, SessionClosed) else None
        if sitting is not None and today - WITHIN <= sitting.day <= today:
            yield sitting


def _told(pages: Sequence[Page], stored: StoredSession) -> Told:
    outcomes, effort = correcting.in_force(pages, stored.id)
    return Told(stored.id, stored.session.day, outcomes, effort)


def _event(told: Told, now: datetime, day: date) -> SessionCorrected:
    results = tuple(Result(name, outcome) for name, outcome in told.outcomes.items())
    done = Outcome.DONE in told.outcomes.values()
    effort = told.effort if done else None
    return SessionCorrected(at=now, day=day, session_id=told.session_id, results=results, effort=effort)


async def _rewrite(
    tx: Tx, session_id: int, owner: int, outcomes: Mapping[str, Outcome], now: datetime
) -> None:
    """Let the sitting itself tell the same, for the calendar."""
    stored = await db.sessions.get(tx, session_id, owner=owner)
    assert stored is not None  # noqa: S101  (read above)
    one = stored.session
    ended = tuple(outcomes.get(p.exercise_id, Outcome.SKIPPED) for p in one.prescriptions)
    trained = set(ended) != {Outcome.SKIPPED}
    state = SessionState.FINISHED if trained else SessionState.STOPPED
    after = replace(one, outcomes=ended if trained else (), state=state, version=one.version + 1)
    await db.sessions.save(tx, stored, after, paint_at=None, now=now)
