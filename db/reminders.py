"""Reminder rows: planned once a local date, claimed by one process, started, and recorded."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from bot.domain.reminder import DAILY, HAD, LIVE, Occurrence, OccurrenceState
from db.engine import Tx
from db.prepared import OCCURRENCE, PERSON, PLAN, given, key_of, run

PENDING, CLAIMED, SENDING = OccurrenceState.PENDING, OccurrenceState.CLAIMED, OccurrenceState.SENDING
_IS = OCCURRENCE.c
_LIVING = _IS.state.in_(LIVE)
_ONE, _THESE = given(OCCURRENCE, id="number"), _IS.id.in_(bindparam("ids", expanding=True))
_OWN = select(OCCURRENCE).where(given(OCCURRENCE, user_id="person"))
_KNOWN = select(_IS.id).where(given(OCCURRENCE, user_id="person", slot="which", local_date="day"))
_GET = _OWN.where(_ONE)
_LAST_HAD = (
    _OWN.where(given(OCCURRENCE, slot="which"), _IS.state.in_(HAD)).order_by(_IS.local_date.desc()).limit(1)
)
_LIVE = _OWN.where(_LIVING).order_by(_IS.due_at)
_SNOOZES = select(func.count(_IS.id)).where(
    given(OCCURRENCE, user_id="person", local_date="day"), _IS.slot != DAILY
)
_AWAKE = (
    select(OCCURRENCE)
    .where(_LIVING, _IS.wake_at <= bindparam("now"))
    .order_by(_IS.wake_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIMED = (
    select(OCCURRENCE)
    .join(PLAN, PLAN.c.user_id == _IS.user_id)
    .where(_THESE, _IS.state == CLAIMED, given(OCCURRENCE, owner="process"), _IS.wake_at > bindparam("until"))
    .with_for_update(of=(OCCURRENCE, PLAN), skip_locked=True)
)
_PUT, _CHANGE, _CHANGE_THESE = (
    OCCURRENCE.insert(),
    OCCURRENCE.update().where(_ONE),
    OCCURRENCE.update().where(_THESE),
)
_CLOSE = OCCURRENCE.update().where(given(OCCURRENCE, user_id="person"), _IS.state.in_((PENDING, CLAIMED)))
_CLOSE_DAY = _CLOSE.where(given(OCCURRENCE, local_date="day"))
_BEGIN_SENDING = _CHANGE_THESE.values(state=SENDING, starts=_IS.starts + 1)
_RECORD = _CHANGE.where(given(OCCURRENCE, owner="process"), _IS.state == SENDING)
_PROVE = _CHANGE.where(
    given(OCCURRENCE, user_id="person"), _IS.state.in_((SENDING, OccurrenceState.UNKNOWN))
).values(state=OccurrenceState.SENT)
_AHEAD = select(_IS.user_id).where(_IS.user_id == PERSON.c.user_id, _IS.slot == DAILY, _LIVING)
_WITHOUT_NEXT = (
    select(PERSON.c.user_id)
    .where(PERSON.c.reachable, PERSON.c.reminder_minute.is_not(None), ~_AHEAD.exists())
    .limit(bindparam("most"))
    .execution_options(long=True)
)
_WAITING = (
    select(_IS.state, func.count())
    .where(_LIVING, _IS.wake_at <= bindparam("now"))
    .group_by(_IS.state)
    .execution_options(long=True)
)
_NEXT_IDS = (
    select(_IS.id, _IS.due_at).where(_IS.id > bindparam("after")).order_by(_IS.id).limit(bindparam("most"))
)
_FORGET = OCCURRENCE.delete().where(_THESE, _IS.state.not_in(LIVE))


async def put(tx: Tx, user_id: int, slot: str, day: date, due_at: datetime, expires_at: datetime) -> int:
    """Plan a reminder, or bring back the cancelled one of that slot and date; its id."""
    fresh = {
        "due_at": due_at, "expires_at": expires_at, "wake_at": due_at, "state": PENDING, "owner": None,
    }  # fmt: skip
    known: int | None = (await run(tx, _KNOWN, person=user_id, which=slot, day=day)).scalar()
    if known is not None:
        await run(tx, _CHANGE, number=known, **fresh)
        return known
    kept = await run(tx, _PUT, user_id=user_id, slot=slot, local_date=day, starts=0, **fresh)
    return key_of(kept)


async def get(tx: Tx, occurrence_id: int, owner: int) -> Occurrence | None:
    """The reminder, if it is this person's."""
    return await _first(tx, _GET, number=occurrence_id, person=owner)


async def last_had(tx: Tx, user_id: int, slot: str = DAILY) -> Occurrence | None:
    """The latest reminder of the slot that was sent, tried, skipped or expired."""
    return await _first(tx, _LAST_HAD, person=user_id, which=slot)


async def live(tx: Tx, user_id: int) -> Sequence[Occurrence]:
    """The person's reminders that are still to be sent, soonest first."""
    return [_occurrence(row) for row in await run(tx, _LIVE, person=user_id)]


async def close(tx: Tx, user_id: int, to: OccurrenceState, day: date | None = None) -> None:
    """Move the person's unsent reminders (of `day`, or all) to CANCELLED or SKIPPED."""
    if day is None:
        await run(tx, _CLOSE, person=user_id, state=to, owner=None)
    else:
        await run(tx, _CLOSE_DAY, person=user_id, day=day, state=to, owner=None)


async def snoozes(tx: Tx, user_id: int, day: date) -> int:
    """How often the reminder of `day` was put off."""
    return int((await run(tx, _SNOOZES, person=user_id, day=day)).scalar_one())


async def awake(tx: Tx, now: datetime, limit: int) -> Sequence[Occurrence]:
    """Live reminders whose moment has come, locked against other processes, longest due first."""
    return [_occurrence(row) for row in await run(tx, _AWAKE, now=now, most=limit)]


async def mark(
    tx: Tx, ids: Sequence[int], state: OccurrenceState, *, owner: str | None, wake_at: datetime | None
) -> None:
    """Set the state of reminders that this transaction holds."""
    values: dict[str, object] = {"state": state, "owner": owner}
    if wake_at is not None:
        values["wake_at"] = wake_at
    if ids:
        await run(tx, _CHANGE_THESE, ids=ids, **values)


async def claimed(tx: Tx, ids: Sequence[int], owner: str, until: datetime) -> Sequence[Occurrence]:
    """Reminders still claimed by `owner` beyond `until`.

    The rows of reminder and plan stay locked, so a pain report either came first or waits.
    """
    if not ids:
        return ()
    return [_occurrence(row) for row in await run(tx, _CLAIMED, ids=ids, process=owner, until=until)]


async def begin_sending(tx: Tx, ids: Sequence[int], wake_at: datetime) -> None:
    """Count one start each; the send must be over before `wake_at`."""
    if ids:
        await run(tx, _BEGIN_SENDING, ids=ids, wake_at=wake_at)


async def record(
    tx: Tx,
    occurrence: Occurrence,
    owner: str,
    state: OccurrenceState,
    *,
    starts: int,
    wake_at: datetime,
    message_id: int | None = None,
) -> bool:
    """Write how a send ended, if the reminder is still this process's; whether it was."""
    done = await run(
        tx, _RECORD, number=occurrence.id, process=owner,
        state=state, starts=starts, wake_at=wake_at, message_id=message_id,
    )  # fmt: skip
    return bool(done.rowcount)


async def prove_arrival(tx: Tx, occurrence_id: int, owner: int) -> None:
    """A tap on a reminder proves that it arrived, whatever its send seemed to say."""
    await run(tx, _PROVE, number=occurrence_id, person=owner)


async def without_next(tx: Tx, limit: int) -> Sequence[int]:
    """Ids of reachable people with an hour but no reminder ahead: a safety net, normally empty."""
    return (await run(tx, _WITHOUT_NEXT, most=limit)).scalars().all()


async def waiting(tx: Tx, now: datetime) -> Mapping[str, int]:
    """How many reminders have come to their moment and are not ended, by state."""
    return {state: count for state, count in await run(tx, _WAITING, now=now)}


async def forget_finished(tx: Tx, moment: datetime, after: int, limit: int) -> int | None:
    """Delete finished reminders due before `moment` among the next `limit` ids; where to go on, or None.

    Ids grow with time, so the first batch with younger ones in it is the last that needs a look.
    """
    seen = (await run(tx, _NEXT_IDS, after=after, most=limit)).all()
    old = [number for number, due_at in seen if due_at < moment]
    await run(tx, _FORGET, ids=old)
    return seen[-1][0] if len(old) == limit else None


async def _first(tx: Tx, statement: Select[Any], **values: object) -> Occurrence | None:
    row = (await run(tx, statement, **values)).first()
    return _occurrence(row) if row else None


def _occurrence(row: Any) -> Occurrence:
    return Occurrence(
        id=row.id,
        user_id=row.user_id,
        slot=row.slot,
        day=row.local_date,
        due_at=row.due_at,
        expires_at=row.expires_at,
        wake_at=row.wake_at,
        state=OccurrenceState(row.state),
        owner=row.owner,
        starts=row.starts,
    )
