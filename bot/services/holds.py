"""Hold timers: which are to be drawn now, and when each is drawn next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import db.people
import db.sessions
from bot.clock import Clock
from bot.domain import hold, session
from bot.domain.hold import Timeline
from bot.domain.programme import Programme
from bot.domain.session import Session
from bot.services.outcomes import Frame, step_of
from db.engine import Database, Tx
from db.sessions import StoredSession

DRAWN_AT_ONCE = 50
RING_AGAIN = timedelta(seconds=10)
"""The end of a hold stays due until its message went out; this long after a failed try it is tried again."""
DRAW_AGAIN = timedelta(seconds=3)
"""How long the exercise without its timer waits when there is no room to draw it."""


@dataclass(frozen=True)
class Holds:
    """The running hold timers of everybody."""

    db: Database
    clock: Clock
    programme: Programme

    async def frames(self) -> Sequence[Frame]:
        """What is to be drawn now: timers, each planned for its next drawing, and exercises without one."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            due = await db.sessions.to_paint(tx, now, DRAWN_AT_ONCE)
            return [frame for each in due if (frame := await self._frame(tx, each, now))]

    async def draw_later(self, session_id: int) -> None:
        """Draw a session's exercise in a while, unless a timer was begun meanwhile."""
        async with self.db.begin() as tx:
            await db.sessions.paint_unless_planned(tx, session_id, self.clock.now() + DRAW_AGAIN)

    async def _frame(self, tx: Tx, stored: StoredSession, now: datetime) -> Frame | None:
        one, person = stored.session, await db.people.get(tx, stored.user_id)
        if one.present is None or person is None:
            await db.sessions.paint_at(tx, stored.id, None)
            return None
        gone = session.elapsed(one.hold, now) if one.hold else 0.0
        over = one.hold is not None and gone >= hold.total_seconds(_timeline(one, self.programme))
        again = now + RING_AGAIN if over else next_drawing(one, self.programme, now)
        await db.sessions.paint_at(tx, stored.id, again)
        return Frame(stored.user_id, person.language, step_of(stored), one.present, gone, over)


def next_drawing(one: Session, programme: Programme, now: datetime) -> datetime | None:
    """When the timer of a session is drawn next; None when it does not run."""
    if one.hold is None or one.hold.running_since is None:
        return None
    gone = session.elapsed(one.hold, now)
    return now + timedelta(seconds=hold.next_paint(_timeline(one, programme), gone) - gone)


def _timeline(one: Session, programme: Programme) -> Timeline:
    present = one.present
    assert present is not None  # noqa: S101  (only open sessions have a timer)
    return hold.timeline(programme.exercises[present.exercise_id], present.dose)
