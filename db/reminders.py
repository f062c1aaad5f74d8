"""Reminder rows of people: planned once a local date, put off, declined, and let go."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Column, Executable, ScalarSelect, Select, bindparam, func, select

from bot.domain.attention import NUDGE
from bot.domain.reminder import DAILY, LIVE, Occurrence, OccurrenceState, Planned
from db.engine import Tx
from db.prepared import OCCURRENCE, PERSON, among_these, given, run, run_many

PENDING, CLAIMED, SENDING = OccurrenceState.PENDING, OccurrenceState.CLAIMED, OccurrenceState.SENDING
_IS = OCCURRENCE.c
_LIVING = _IS.state.in_(LIVE)
_ONE, _THESE = given(OCCURRENCE, id="number"), among_these(_IS.id)
_OWN = select(OCCURRENCE).where(given(OCCURRENCE, user_id="person"))
_GET = _OWN.where(_ONE)
_OTHER = OCCURRENCE.alias()


def _newest(column: Column[Any]) -> ScalarSelect[Any]:
    """Of a person's newest daily reminder that was not cancelled."""
    daily = select(column).where(_OTHER.c.user_id == PERSON.c.user_id, _OTHER.c.slot == DAILY)
    kept = daily.where(_OTHER.c.state != OccurrenceState.CANCELLED)
    return kept.order_by(_OTHER.c.local_date.desc()).limit(1).scalar_subquery()


_LATEST = (
    select(OCCURRENCE)
    .select_from(PERSON)
    .join(OCCURRENCE, _IS.id == _newest(_OTHER.c.id))
    .where(among_these(PERSON.c.user_id, "people"))
)
_NEXT_PEOPLE = (
    select(PERSON.c.user_id, _newest(_OTHER.c.state).label("newest"))
    .where(PERSON.c.user_id > bindparam("after"), PERSON.c.reachable, PERSON.c.reminder_minute.is_not(None))
    .order_by(PERSON.c.user_id)
    .limit(bindparam("most"))
    .execution_options(long=True)
)
_LIVE = _OWN.where(_LIVING, _IS.slot != NUDGE).order_by(_IS.due_at)
_SNOOZES = select(func.count(_IS.id)).where(
    given(OCCURRENCE, user_id="person", local_date="day"), _IS.slot.like("later-%")
)
_ANEW = ("due_at", "expires_at", "wake_at", "state", "owner")
_CLOSE = OCCURRENCE.update().where(given(OCCURRENCE, user_id="person"), _IS.state.in_((PENDING, CLAIMED)))
_CLOSE_PLANNED = _CLOSE.where(_IS.slot.not_like("later-%"))
_CLOSE_DAY = _CLOSE.where(given(OCCURRENCE, local_date="day"))
_PROVE = (
    OCCURRENCE.update()
    .where(_ONE, given(OCCURRENCE, user_id="person"), _IS.state.in_((SENDING, OccurrenceState.UNKNOWN)))
    .values(state=OccurrenceState.SENT)
)
_NEXT_IDS = (
    select(_IS.id, _IS.due_at).where(_IS.id > bindparam("after")).order_by(_IS.id).limit(bindparam("most"))
)
_FORGET = OCCURRENCE.delete().where(_THESE, _IS.state.not_in(LIVE))


@cache
def _put(dialect: str) -> Executable:
    """The one statement that each engine says in its own way."""
    statement = import_module(f"sqlalchemy.dialects.{dialect}").insert(OCCURRENCE)
    anew = {name: statement.excluded[name] for name in _ANEW}
    key = ("user_id", "slot", "local_date")
    cancelled = _IS.state == OccurrenceState.CANCELLED
    upsert: Executable = statement.on_conflict_do_update(index_elements=key, set_=anew, where=cancelled)
    return upsert


async def put(tx: Tx, planned: Sequence[Planned]) -> None:
    """Plan reminders; a cancelled one of that slot and date comes back, any other stays as it is."""
    await run_many(tx, _put(tx.dialect), [_fresh(each) for each in planned])


async def get(tx: Tx, occurrence_id: int, owner: int) -> Occurrence | None:
    """The reminder, if it is this person's."""
    return await _first(tx, _GET, number=occurrence_id, person=owner)


async def latest(tx: Tx, user_ids: Collection[int]) -> Mapping[int, Occurrence]:
    """By person, the daily reminder of the latest date that was not cancelled.

    While one lies ahead it is that one, otherwise the last that was had.
    """
    return {row.user_id: occurrence(row) for row in await run(tx, _LATEST, people=list(user_ids))}


async def live(tx: Tx, user_id: int) -> Sequence[Occurrence]:
    """The person's reminders that are still to be sent, nudges aside, soonest first."""
    return [occurrence(row) for row in await run(tx, _LIVE, person=user_id)]


async def close(tx: Tx, user_id: int, to: OccurrenceState, day: date | None = None) -> None:
    """Move the person's unsent reminders (of `day`, or all) to CANCELLED or SKIPPED."""
    if day is None:
        await run(tx, _CLOSE, person=user_id, state=to, owner=None)
    else:
        await run(tx, _CLOSE_DAY, person=user_id, day=day, state=to, owner=None)


async def cancel_planned(tx: Tx, user_id: int) -> None:
    """Cancel the person's unsent reminders but one that was put off: that moment was promised."""
    await run(tx, _CLOSE_PLANNED, person=user_id, state=OccurrenceState.CANCELLED, owner=None)


async def snoozes(tx: Tx, user_id: int, day: date) -> int:
    """How often the reminder of `day` was put off."""
    return int((await run(tx, _SNOOZES, person=user_id, day=day)).scalar_one())


async def prove_arrival(tx: Tx, occurrence_id: int, owner: int) -> None:
    """A tap on a reminder proves that it arrived, whatever its send seemed to say."""
    await run(tx, _PROVE, number=occurrence_id, person=owner)


async def without_next(tx: Tx, after: int, limit: int) -> tuple[Sequence[int], int | None]:
    """Who has an hour but no reminder ahead among the next `limit` reachable people; where to go on.

    A safety net, normally empty; `after` is the id of the last person looked at.
    """
    seen = (await run(tx, _NEXT_PEOPLE, after=after, most=limit)).all()
    lacking = [user_id for user_id, newest in seen if newest not in LIVE]
    return lacking, seen[-1][0] if len(seen) == limit else None


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
    return occurrence(row) if row else None


def occurrence(row: Any) -> Occurrence:
    """The reminder in a row of the table."""
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
        on_wire=row.on_wire,
        unsent=row.unsent,
    )


def _fresh(planned: Planned) -> Mapping[str, object]:
    return {
        "user_id": planned.user_id, "slot": planned.slot, "local_date": planned.day,
        "due_at": planned.due_at, "expires_at": planned.expires_at, "wake_at": planned.due_at,
        "state": PENDING, "owner": None, "starts": 0, "on_wire": False, "unsent": 0,
    }  # fmt: skip
