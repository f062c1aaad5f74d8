"""Due reminders in bulk: claimed, started and recorded with a few statements for many rows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.domain.plan import Plan
from bot.domain.reminder import DAILY, LIVE, Occurrence, OccurrenceState, Recorded
from db import plans
from db.engine import Tx
from db.prepared import OCCURRENCE, PLAN, among_these, given, run, run_many, written_out
from db.reminders import occurrence

PENDING, CLAIMED, SENDING = OccurrenceState.PENDING, OccurrenceState.CLAIMED, OccurrenceState.SENDING
_IS = OCCURRENCE.c
_AWAKE = (
    select(OCCURRENCE)
    .where(written_out(_IS.state, LIVE), _IS.wake_at <= bindparam("now"))
    .order_by(_IS.wake_at, _IS.user_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CHANGE_THESE = OCCURRENCE.update().where(among_these(_IS.id))
_CLAIMED = (
    select(PLAN.c.snapshot, *OCCURRENCE.c)
    .join_from(OCCURRENCE, PLAN, PLAN.c.user_id == _IS.user_id)
    .where(among_these(_IS.id), _IS.state == CLAIMED, given(OCCURRENCE, owner="process"))
    .where(_IS.wake_at > bindparam("until"))
    .with_for_update(of=(OCCURRENCE, PLAN), skip_locked=True)
)
_BEGIN_SENDING = _CHANGE_THESE.values(state=SENDING, starts=_IS.starts + 1)
# Whose end is being recorded is passed over: to wait for it could be to wait for each other.
_UNDER_WAY = select(_IS.id).where(among_these(_IS.id), _IS.state == SENDING).with_for_update(skip_locked=True)
_ON_WIRE = OCCURRENCE.update().where(_IS.id.in_(_UNDER_WAY)).values(on_wire=True)
_UNSENT = _CHANGE_THESE.values(unsent=_IS.unsent + 1)
_OURS = OCCURRENCE.update().where(given(OCCURRENCE, owner="process"))
_OURS_CLAIMED = _OURS.where(_IS.state == CLAIMED).values(state=PENDING, owner=None)
_HOLD_BACK = _OURS_CLAIMED.where(given(OCCURRENCE, id="number"))
_RELEASE = _OURS_CLAIMED.where(written_out(_IS.state, LIVE))
_RECORD = _OURS.where(given(OCCURRENCE, id="number"), _IS.state == SENDING)
_OTHER, _THIS = OCCURRENCE.alias(), OCCURRENCE.alias()
_NEWEST = (
    select(_OTHER.c.id)
    .where(_OTHER.c.user_id == _THIS.c.user_id, _OTHER.c.slot == DAILY)
    .where(_OTHER.c.local_date < _THIS.c.local_date, _OTHER.c.state != OccurrenceState.CANCELLED)
    .order_by(_OTHER.c.local_date.desc())
    .limit(1)
    .scalar_subquery()
)
_PREVIOUS = (
    select(_THIS.c.id.label("this_id"), *OCCURRENCE.c)
    .join_from(_THIS, OCCURRENCE, _IS.id == _NEWEST)
    .where(among_these(_THIS.c.id))
)
_DUE_BETWEEN = (
    select(_IS.wake_at, func.count())
    .where(written_out(_IS.state, LIVE), _IS.wake_at.between(bindparam("first"), bindparam("last")))
    .group_by(_IS.wake_at)
    .execution_options(long=True)
)
_WAITING = (
    select(_IS.state, func.count())
    .where(written_out(_IS.state, LIVE), _IS.wake_at <= bindparam("now"))
    .group_by(_IS.state)
    .execution_options(long=True)
)


async def awake(tx: Tx, now: datetime, limit: int) -> Sequence[Occurrence]:
    """Live reminders whose moment has come, locked against other processes, longest due first.

    Those of one moment always come in the same order: everybody has a place of their own among them.
    """
    return [occurrence(row) for row in await run(tx, _AWAKE, now=now, most=limit)]


async def mark(
    tx: Tx, ids: Sequence[int], state: OccurrenceState, *, owner: str | None, wake_at: datetime | None = None
) -> None:
    """Set the state of reminders that this transaction holds."""
    values: dict[str, object] = {"state": state, "owner": owner}
    if wake_at is not None:
        values["wake_at"] = wake_at
    if ids:
        await run(tx, _CHANGE_THESE, ids=ids, **values)


async def claimed(
    tx: Tx, ids: Sequence[int], owner: str, until: datetime
) -> Sequence[tuple[Occurrence, Plan]]:
    """Reminders still claimed by `owner` beyond `until`, each with the person's plan.

    The rows of reminder and plan stay locked, so a pain report either came first or waits.
    """
    found = await run(tx, _CLAIMED, ids=ids, process=owner, until=until)
    return [(occurrence(row), plans.load(tx, row.snapshot)) for row in found]


async def begin_sending(tx: Tx, ids: Collection[int], wake_at: datetime) -> None:
    """Count one start each; the send must be over before `wake_at`."""
    if ids:
        await run(tx, _BEGIN_SENDING, ids=list(ids), wake_at=wake_at)


async def note_on_wire(tx: Tx, ids: Sequence[int]) -> None:
    """A copy of each has left, whoever sends it by now; of one whose send has ended, its record tells."""
    if ids:
        await run(tx, _ON_WIRE, ids=ids)


async def note_unsent(tx: Tx, ids: Sequence[int]) -> None:
    """Of the starts of each, which this transaction holds, one more is known to have sent nothing."""
    if ids:
        await run(tx, _UNSENT, ids=ids)


async def hold_back(tx: Tx, owner: str, until: Mapping[int, datetime]) -> None:
    """Give claimed reminders back, each to come again at its moment."""
    rows = [{"process": owner, "number": number, "wake_at": at} for number, at in until.items()]
    await run_many(tx, _HOLD_BACK, rows)


async def release(tx: Tx, owner: str, now: datetime) -> None:
    """Give everything back that `owner` has claimed and not started."""
    await run(tx, _RELEASE, process=owner, wake_at=now)


async def record(tx: Tx, owner: str, ended: Sequence[Recorded]) -> None:
    """Write how sends ended, of the reminders that are still this process's."""
    rows = [
        {
            "process": owner, "number": each.id, "state": each.state, "starts": each.starts,
            "on_wire": each.on_wire, "wake_at": each.wake_at, "message_id": each.message_id,
        }
        for each in ended
    ]  # fmt: skip
    await run_many(tx, _RECORD, rows)


async def previous(tx: Tx, ids: Sequence[int]) -> Mapping[int, Occurrence]:
    """By reminder, the person's daily one of the date before it that was not cancelled."""
    return {row.this_id: occurrence(row) for row in await run(tx, _PREVIOUS, ids=ids)}


async def due_between(tx: Tx, first: datetime, last: datetime) -> Sequence[tuple[datetime, int]]:
    """How many reminders are to go out at which moments."""
    return [(moment, people) for moment, people in await run(tx, _DUE_BETWEEN, first=first, last=last)]


async def waiting(tx: Tx, now: datetime) -> Mapping[str, int]:
    """How many reminders have come to their moment and are not ended, by state."""
    return {state: count for state, count in await run(tx, _WAITING, now=now)}
