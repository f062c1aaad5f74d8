"""Training sessions: at most one open per person, changed only from the version that was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlmodel import col, select, update

from bot.domain.session import Session, SessionState
from db import sealing
from db.engine import Tx
from db.tables import SessionRow

_SESSION = TypeAdapter(Session)


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session with what only the outside needs: its living message and the reminder it came from."""

    id: int
    user_id: int
    session: Session
    message_id: int | None
    occurrence_id: int | None


async def put(
    tx: Tx, user_id: int, session: Session, occurrence_id: int | None, now: datetime
) -> StoredSession:
    """Keep a new session; the database refuses a second open one."""
    row = SessionRow(
        user_id=user_id, day=session.day, state=session.state, version=session.version,
        body=_dump(tx, session), occurrence_id=occurrence_id, started_at=now,
    )  # fmt: skip
    tx.add(row)
    await tx.flush()
    return _stored(tx, row)


async def get(tx: Tx, session_id: int, owner: int) -> StoredSession | None:
    """The session, if it is this person's; nobody else changes it before this transaction ends."""
    statement = select(SessionRow).where(SessionRow.id == session_id, SessionRow.user_id == owner)
    row = (await tx.exec(statement.with_for_update())).first()
    return _stored(tx, row) if row else None


async def open_of(tx: Tx, user_id: int) -> StoredSession | None:
    """The person's open session."""
    statement = select(SessionRow).where(SessionRow.user_id == user_id, SessionRow.state == SessionState.OPEN)
    row = (await tx.exec(statement.with_for_update())).first()
    return _stored(tx, row) if row else None


async def save(
    tx: Tx, stored: StoredSession, session: Session, *, paint_at: datetime | None, now: datetime
) -> StoredSession | None:
    """Write the next version; None when somebody else changed the session meanwhile."""
    ended = None if session.state is SessionState.OPEN else now
    result = await tx.exec(
        update(SessionRow)
        .where(col(SessionRow.id) == stored.id, col(SessionRow.version) == stored.session.version)
        .values(
            state=session.state,
            version=session.version,
            body=_dump(tx, session),
            paint_at=paint_at,
            ended_at=ended,
        )
    )
    if not result.rowcount:
        return None
    return StoredSession(stored.id, stored.user_id, session, stored.message_id, stored.occurrence_id)


async def keep_message(tx: Tx, session_id: int, owner: int, message_id: int) -> None:
    """Note which message is the session's living one."""
    await tx.exec(
        update(SessionRow)
        .where(col(SessionRow.id) == session_id, col(SessionRow.user_id) == owner)
        .values(message_id=message_id)
    )


async def to_paint(tx: Tx, now: datetime, limit: int) -> Sequence[StoredSession]:
    """Open sessions whose hold timer is to be drawn again, locked against other processes."""
    statement = (
        select(SessionRow)
        .where(col(SessionRow.paint_at).is_not(None), col(SessionRow.paint_at) <= now)
        .order_by(col(SessionRow.paint_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [_stored(tx, row) for row in await tx.exec(statement)]


async def paint_at(tx: Tx, session_id: int, moment: datetime | None) -> None:
    """When the hold timer is drawn next; None for never."""
    await tx.exec(update(SessionRow).where(col(SessionRow.id) == session_id).values(paint_at=moment))


async def since(tx: Tx, user_id: int, first: date) -> Sequence[tuple[date, Session]]:
    """The sessions since a date, oldest first."""
    statement = (
        select(SessionRow)
        .where(SessionRow.user_id == user_id, SessionRow.day >= first)
        .order_by(col(SessionRow.id))
    )
    return [(row.day, _load(tx, row.body)) for row in await tx.exec(statement)]


async def finished_on(tx: Tx, user_id: int, day: date) -> Session | None:
    """The session of that local date that was finished, if there is one."""
    statement = select(SessionRow.body).where(
        SessionRow.user_id == user_id, SessionRow.day == day, SessionRow.state == SessionState.FINISHED
    )
    body = (await tx.exec(statement)).first()
    return _load(tx, body) if body else None


def _dump(tx: Tx, session: Session) -> str:
    return sealing.of(tx).shut(_SESSION.dump_json(session).decode())


def _load(tx: Tx, body: str) -> Session:
    return _SESSION.validate_json(sealing.of(tx).open(body))


def _stored(tx: Tx, row: SessionRow) -> StoredSession:
    assert row.id is not None  # noqa: S101  (a stored row has its id)
    return StoredSession(row.id, row.user_id, _load(tx, row.body), row.message_id, row.occurrence_id)
