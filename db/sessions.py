"""Training sessions: at most one open per person, changed only from the version that was read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select

from bot.domain.session import Session, SessionState
from db import sealing
from db.engine import Tx
from db.prepared import SESSION, among_these, given, key_of, run
from db.remembering import Remembered

_SESSION = TypeAdapter(Session)
_KNOWN: Remembered[Session] = Remembered(_SESSION.validate_json)

_STORED = select(
    SESSION.c.id, SESSION.c.user_id, SESSION.c.body, SESSION.c.message_id, SESSION.c.occurrence_id
)
_OWN = _STORED.where(given(SESSION, user_id="owner"))
_PUT = SESSION.insert()
_GET = _OWN.where(given(SESSION, id="number")).with_for_update()
_OPEN_OF = _OWN.where(SESSION.c.state == SessionState.OPEN).with_for_update()
_SAVE = SESSION.update().where(given(SESSION, id="number", version="read"))
_ONE, _OWN_ONE = given(SESSION, id="number"), given(SESSION, id="number", user_id="owner")
_KEEP_MESSAGE, _PAINT_AT = SESSION.update().where(_OWN_ONE), SESSION.update().where(_ONE)
_PAINT_UNPLANNED = _PAINT_AT.where(SESSION.c.paint_at.is_(None))
_TO_PAINT = (
    _STORED.where(SESSION.c.paint_at.is_not(None), SESSION.c.paint_at <= bindparam("now"))
    .order_by(SESSION.c.paint_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_SINCE = (
    select(SESSION.c.day, SESSION.c.body)
    .where(given(SESSION, user_id="owner"), SESSION.c.day >= bindparam("first"))
    .order_by(SESSION.c.id)
)
_FINISHED_ON = select(SESSION.c.body).where(
    given(SESSION, user_id="owner", day="date"), SESSION.c.state == SessionState.FINISHED
)
_TRAINED = select(SESSION.c.user_id, SESSION.c.day).where(
    among_these(SESSION.c.user_id),
    among_these(SESSION.c.day, "dates"),
    SESSION.c.state == SessionState.FINISHED,
)


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
    kept = await run(
        tx, _PUT, user_id=user_id, day=session.day, state=session.state, version=session.version,
        body=_dump(tx, session), occurrence_id=occurrence_id, started_at=now,
    )  # fmt: skip
    return StoredSession(key_of(kept), user_id, session, None, occurrence_id)


async def get(tx: Tx, session_id: int, owner: int) -> StoredSession | None:
    """The session, if it is this person's; nobody else changes it before this transaction ends."""
    row = (await run(tx, _GET, number=session_id, owner=owner)).first()
    return _stored(tx, row) if row else None


async def open_of(tx: Tx, user_id: int) -> StoredSession | None:
    """The person's open session."""
    row = (await run(tx, _OPEN_OF, owner=user_id)).first()
    return _stored(tx, row) if row else None


async def save(
    tx: Tx, stored: StoredSession, session: Session, *, paint_at: datetime | None, now: datetime
) -> StoredSession | None:
    """Write the next version; None when somebody else changed the session meanwhile."""
    # Writing the state anew writes a page of its index, also when the state is the same.
    goes_on = stored.session.state is session.state is SessionState.OPEN
    ending = {} if goes_on else {"state": session.state, "ended_at": now}
    saved = await run(
        tx, _SAVE, number=stored.id, read=stored.session.version,
        version=session.version, body=_dump(tx, session), paint_at=paint_at, **ending,
    )  # fmt: skip
    if not saved.rowcount:
        return None
    return StoredSession(stored.id, stored.user_id, session, stored.message_id, stored.occurrence_id)


async def keep_message(tx: Tx, session_id: int, owner: int, message_id: int) -> None:
    """Note which message is the session's living one."""
    await run(tx, _KEEP_MESSAGE, number=session_id, owner=owner, message_id=message_id)


async def to_paint(tx: Tx, now: datetime, limit: int) -> Sequence[StoredSession]:
    """Open sessions whose hold timer is to be drawn again, locked against other processes."""
    return [_stored(tx, row) for row in await run(tx, _TO_PAINT, now=now, most=limit)]


async def paint_at(tx: Tx, session_id: int, moment: datetime | None) -> None:
    """When the hold timer is drawn next; None for never."""
    await run(tx, _PAINT_AT, number=session_id, paint_at=moment)


async def paint_unless_planned(tx: Tx, session_id: int, moment: datetime) -> None:
    """Draw the session at `moment`, if nothing is to be drawn of it before."""
    await run(tx, _PAINT_UNPLANNED, number=session_id, paint_at=moment)


async def since(tx: Tx, user_id: int, first: date) -> Sequence[tuple[date, Session]]:
    """The sessions since a date, oldest first."""
    return [(row.day, _load(tx, row.body)) for row in await run(tx, _SINCE, owner=user_id, first=first)]


async def finished_on(tx: Tx, user_id: int, day: date) -> Sequence[Session]:
    """The sessions of that local date that were finished."""
    return [_load(tx, body) for body in (await run(tx, _FINISHED_ON, owner=user_id, date=day)).scalars()]


async def trained(tx: Tx, user_ids: Collection[int], days: Collection[date]) -> Collection[tuple[int, date]]:
    """Who of these people finished a session on which of these local dates."""
    found = await run(tx, _TRAINED, ids=list(user_ids), dates=list(days))
    return {(row.user_id, row.day) for row in found}


def _dump(tx: Tx, session: Session) -> str:
    words = _SESSION.dump_json(session, exclude_defaults=True).decode()
    return sealing.of(tx).shut(_KNOWN.keep(words, session))


def _load(tx: Tx, body: str) -> Session:
    return _KNOWN.value(sealing.of(tx).open(body))


def _stored(tx: Tx, row: Any) -> StoredSession:
    return StoredSession(row.id, row.user_id, _load(tx, row.body), row.message_id, row.occurrence_id)
