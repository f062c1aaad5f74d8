"""Moves an open session on, and closes it; used inside the transactions of taps."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import db.sessions
from bot.domain import building, explaining, session
from bot.domain.log import SessionClosed
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.session import Session, SessionState, Stale
from bot.services import coaching, planning
from bot.services.holds import next_drawing
from bot.services.outcomes import Finished, Gone, SessionAnswer, Step, step_of
from db.engine import Tx
from db.sessions import StoredSession

Change = Callable[[Session], Session | Stale]


async def move(
    tx: Tx, person: Person, programme: Programme, session_id: int, change: Change, now: datetime
) -> SessionAnswer:
    """Apply one change to an open session of today; a stale one shows how things stand."""
    stored = await db.sessions.get(tx, session_id, owner=person.id)
    if stored is None or stored.session.state is not SessionState.OPEN:
        return Gone()
    if stored.session.day != person.day(now):
        await leave(tx, person, programme, stored, now)
        return Gone(with_its_day=True)
    await planning.heard(tx, person)
    changed = change(stored.session)
    if isinstance(changed, Stale):
        if stored.session.hold is None:
            # The answer shows the exercise: it need not be drawn once more when there is room.
            await db.sessions.paint_at(tx, stored.id, None)
        return step_of(stored, stale=True)
    paint_at = next_drawing(changed, programme, now)
    saved = await db.sessions.save(tx, stored, changed, paint_at=paint_at, now=now)
    if saved is None:
        return step_of(stored, stale=True)
    if changed.state is SessionState.OPEN:
        return step_of(saved)
    plan = await _close(tx, person, programme, stored.id, changed, now)
    asks = plan is not None and explaining.press_question_due(plan)
    return Finished(stored.id, changed, stored.message_id, asks)


async def refit(
    tx: Tx, person: Person, plan: Plan, programme: Programme, now: datetime
) -> Step | Finished | None:
    """The rest of today's open session as `plan` wants it now; None when nothing changes in it."""
    stored = await db.sessions.open_of(tx, person.id)
    if stored is None:
        return None
    change = partial(building.refitted, plan, programme, cursor=stored.session.cursor)
    answer = await move(tx, person, programme, stored.id, change, now)
    unchanged = isinstance(answer, Step) and answer.stale
    return answer if isinstance(answer, Step | Finished) and not unchanged else None


async def leave(tx: Tx, person: Person, programme: Programme, stored: StoredSession, now: datetime) -> None:
    """Close a session of an earlier day that was left open: what was not reached is skipped."""
    left = session.stop(stored.session)
    if not isinstance(left, Stale):
        await db.sessions.save(tx, stored, left, paint_at=None, now=now)
        await _close(tx, person, programme, stored.id, left, now)


async def _close(
    tx: Tx, person: Person, programme: Programme, session_id: int, over: Session, now: datetime
) -> Plan | None:
    event = SessionClosed(at=now, day=person.day(now), session_id=session_id, results=session.results(over))
    plan = await coaching.record(tx, person.id, event, programme)
    return plan if isinstance(plan, Plan) else None
