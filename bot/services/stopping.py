"""What may be a reason to stop goes into the log; session, timer and reminders stop with the plan."""

from datetime import datetime

import db.sessions
from bot.domain import session
from bot.domain.log import Event, SessionClosed
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.domain.session import SessionState, Stale
from bot.services import coaching, planning
from db.engine import Tx


async def heard(
    tx: Tx, person: Person, before: Plan, event: Event, programme: Programme, now: datetime
) -> Plan | Refused:
    """Record `event`; when the plan stops by it, the open session and the planned reminders stop too."""
    after = await coaching.record(tx, person.id, event, programme)
    if isinstance(after, Refused):
        return after
    if before.epoch != after.epoch:
        await stop_session(tx, person, programme, now)
        await planning.plan_after_stop(tx, person, now)
    await planning.plan_next(tx, person, now)
    return after


async def stop_session(
    tx: Tx, person: Person, programme: Programme, now: datetime, *, begun: bool = True
) -> tuple[int | None, str | None]:
    """Stop the open session; its living message and what was on the screen, which was `begun`."""
    stored = await db.sessions.open_of(tx, person.id)
    if stored is None or stored.session.state is not SessionState.OPEN:
        return None, None
    present = stored.session.present
    stopped = session.stop(stored.session, begun=begun)
    if not isinstance(stopped, Stale):
        await db.sessions.save(tx, stored, stopped, paint_at=None, now=now)
        closed = SessionClosed(
            at=now, day=person.day(now), session_id=stored.id, results=session.results(stopped)
        )
        await coaching.record(tx, person.id, closed, programme)
    return stored.message_id, present.exercise_id if present else None
