"""Reminder rows: planned once a local date, claimed by one process, started, and recorded."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import col, delete, func, select, update

from bot.domain.reminder import DAILY, HAD, LIVE, Occurrence, OccurrenceState
from db.engine import Tx
from db.tables import OccurrenceRow, PersonRow, PlanRow


async def put(tx: Tx, user_id: int, slot: str, day: date, due_at: datetime, expires_at: datetime) -> int:
    """Plan a reminder, or bring back the cancelled one of that slot and date; its id."""
    row = (
        await tx.exec(
            select(OccurrenceRow).where(
                OccurrenceRow.user_id == user_id, OccurrenceRow.slot == slot, OccurrenceRow.local_date == day
            )
        )
    ).first()
    if row is None:
        row = OccurrenceRow(
            user_id=user_id, slot=slot, local_date=day, due_at=due_at, expires_at=expires_at, wake_at=due_at
        )
    row.due_at, row.expires_at, row.wake_at = due_at, expires_at, due_at
    row.state, row.owner = OccurrenceState.PENDING, None
    tx.add(row)
    await tx.flush()
    assert row.id is not None  # noqa: S101  (filled by the flush)
    return row.id


async def get(tx: Tx, occurrence_id: int, owner: int) -> Occurrence | None:
    """The reminder, if it is this person's."""
    row = (
        await tx.exec(
            select(OccurrenceRow).where(OccurrenceRow.id == occurrence_id, OccurrenceRow.user_id == owner)
        )
    ).first()
    return _occurrence(row) if row else None


async def last_had(tx: Tx, user_id: int, slot: str = DAILY) -> Occurrence | None:
    """The latest reminder of the slot that was sent, tried, skipped or expired."""
    statement = (
        select(OccurrenceRow)
        .where(
            OccurrenceRow.user_id == user_id,
            OccurrenceRow.slot == slot,
            col(OccurrenceRow.state).in_(HAD),
        )
        .order_by(col(OccurrenceRow.local_date).desc())
        .limit(1)
    )
    row = (await tx.exec(statement)).first()
    return _occurrence(row) if row else None


async def live(tx: Tx, user_id: int) -> Sequence[Occurrence]:
    """The person's reminders that are still to be sent, soonest first."""
    statement = (
        select(OccurrenceRow)
        .where(OccurrenceRow.user_id == user_id, col(OccurrenceRow.state).in_(LIVE))
        .order_by(col(OccurrenceRow.due_at))
    )
    return [_occurrence(row) for row in await tx.exec(statement)]


async def close(tx: Tx, user_id: int, to: OccurrenceState, day: date | None = None) -> None:
    """Move the person's unsent reminders (of `day`, or all) to CANCELLED or SKIPPED."""
    statement = update(OccurrenceRow).where(
        col(OccurrenceRow.user_id) == user_id,
        col(OccurrenceRow.state).in_((OccurrenceState.PENDING, OccurrenceState.CLAIMED)),
    )
    if day is not None:
        statement = statement.where(col(OccurrenceRow.local_date) == day)
    await tx.exec(statement.values(state=to, owner=None))


async def snoozes(tx: Tx, user_id: int, day: date) -> int:
    """How often the reminder of `day` was put off."""
    statement = select(func.count()).where(
        OccurrenceRow.user_id == user_id,
        OccurrenceRow.local_date == day,
        OccurrenceRow.slot != DAILY,
    )
    return (await tx.exec(statement)).one()


async def awake(tx: Tx, now: datetime, limit: int) -> Sequence[Occurrence]:
    """Live reminders whose moment has come, locked against other processes, longest due first."""
    statement = (
        select(OccurrenceRow)
        .where(col(OccurrenceRow.state).in_(LIVE), OccurrenceRow.wake_at <= now)
        .order_by(col(OccurrenceRow.wake_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [_occurrence(row) for row in await tx.exec(statement)]


async def mark(
    tx: Tx, ids: Iterable[int], state: OccurrenceState, *, owner: str | None, wake_at: datetime | None
) -> None:
    """Set the state of reminders that this transaction holds."""
    values: dict[str, object] = {"state": state, "owner": owner}
    if wake_at is not None:
        values["wake_at"] = wake_at
    await tx.exec(update(OccurrenceRow).where(col(OccurrenceRow.id).in_(list(ids))).values(**values))


async def claimed(tx: Tx, ids: Sequence[int], owner: str, until: datetime) -> Sequence[Occurrence]:
    """Reminders still claimed by `owner` beyond `until`.

    The rows of reminder and plan stay locked, so a pain report either came first or waits.
    """
    statement = (
        select(OccurrenceRow)
        .join(PlanRow, col(PlanRow.user_id) == col(OccurrenceRow.user_id))
        .where(
            col(OccurrenceRow.id).in_(ids),
            OccurrenceRow.state == OccurrenceState.CLAIMED,
            OccurrenceRow.owner == owner,
            OccurrenceRow.wake_at > until,
        )
        .with_for_update(of=(OccurrenceRow, PlanRow), skip_locked=True)
    )
    return [_occurrence(row) for row in await tx.exec(statement)]


async def begin_sending(tx: Tx, ids: Iterable[int], wake_at: datetime) -> None:
    """Count one start each; the send must be over before `wake_at`."""
    await tx.exec(
        update(OccurrenceRow)
        .where(col(OccurrenceRow.id).in_(list(ids)))
        .values(state=OccurrenceState.SENDING, starts=OccurrenceRow.starts + 1, wake_at=wake_at)
    )


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
    result = await tx.exec(
        update(OccurrenceRow)
        .where(
            col(OccurrenceRow.id) == occurrence.id,
            col(OccurrenceRow.owner) == owner,
            col(OccurrenceRow.state) == OccurrenceState.SENDING,
        )
        .values(state=state, starts=starts, wake_at=wake_at, message_id=message_id)
    )
    return bool(result.rowcount)


async def prove_arrival(tx: Tx, occurrence_id: int, owner: int) -> None:
    """A tap on a reminder proves that it arrived, whatever its send seemed to say."""
    await tx.exec(
        update(OccurrenceRow)
        .where(
            col(OccurrenceRow.id) == occurrence_id,
            col(OccurrenceRow.user_id) == owner,
            col(OccurrenceRow.state).in_((OccurrenceState.SENDING, OccurrenceState.UNKNOWN)),
        )
        .values(state=OccurrenceState.SENT)
    )


async def without_next(tx: Tx, limit: int) -> Sequence[int]:
    """Ids of reachable people with an hour but no reminder ahead: a safety net, normally empty."""
    ahead = select(OccurrenceRow.user_id).where(
        OccurrenceRow.user_id == PersonRow.user_id,
        OccurrenceRow.slot == DAILY,
        col(OccurrenceRow.state).in_(LIVE),
    )
    statement = (
        select(PersonRow.user_id)
        .where(col(PersonRow.reachable), col(PersonRow.reminder_minute).is_not(None), ~ahead.exists())
        .limit(limit)
    )
    return list(await tx.exec(statement))


async def waiting(tx: Tx, now: datetime) -> Mapping[str, int]:
    """How many reminders have come to their moment and are not ended, by state."""
    statement = (
        select(OccurrenceRow.state, func.count())
        .where(col(OccurrenceRow.state).in_(LIVE), OccurrenceRow.wake_at <= now)
        .group_by(OccurrenceRow.state)
    )
    return dict((await tx.exec(statement)).all())


async def forget_finished(tx: Tx, moment: datetime, after: int, limit: int) -> int | None:
    """Delete finished reminders due before `moment` among the next `limit` ids; where to go on, or None.

    Ids grow with time, so the first batch with younger ones in it is the last that needs a look.
    """
    statement = (
        select(OccurrenceRow.id, OccurrenceRow.due_at)
        .where(col(OccurrenceRow.id) > after)
        .order_by(col(OccurrenceRow.id))
        .limit(limit)
    )
    seen = (await tx.exec(statement)).all()
    old = [number for number, due_at in seen if due_at < moment]
    finished = col(OccurrenceRow.id).in_(old) & col(OccurrenceRow.state).not_in(LIVE)
    await tx.exec(delete(OccurrenceRow).where(finished))
    return seen[-1][0] if len(old) == limit else None


def _occurrence(row: OccurrenceRow) -> Occurrence:
    assert row.id is not None  # noqa: S101  (a stored row has its id)
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
