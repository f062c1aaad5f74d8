"""People: reading and writing the row of one person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select

from bot.domain.attention import Attention
from bot.domain.cards import Draft
from bot.domain.habit import Cue, Spot
from bot.domain.person import Awaiting, Person
from bot.domain.reminder import OccurrenceState
from db import sealing
from db.engine import Tx
from db.prepared import OCCURRENCE, PERSON, among_these, given, run

_GET = select(PERSON).where(given(PERSON, user_id="who"))
_AMONG = select(PERSON).where(among_these(PERSON.c.user_id))
_SET = PERSON.update().where(given(PERSON, user_id="who"))
_ARRIVE = PERSON.insert()
_INVITED = (
    PERSON.update()
    .where(PERSON.c.user_id.in_(bindparam("people", expanding=True)))
    .values(ignored=PERSON.c.ignored + 1)
)
_FORGET = PERSON.delete().where(given(PERSON, user_id="who"))
_REMINDED_SINCE = select(OCCURRENCE.c.id).where(
    OCCURRENCE.c.user_id == PERSON.c.user_id,
    OCCURRENCE.c.state == OccurrenceState.SENT,
    OCCURRENCE.c.due_at >= bindparam("moment"),
)
_UNREACHABLE_SINCE = (
    select(PERSON.c.user_id)
    .where(~PERSON.c.reachable, PERSON.c.seen_at < bindparam("moment"), ~_REMINDED_SINCE.exists())
    .limit(bindparam("most"))
    .execution_options(long=True)
)

_DRAFT = TypeAdapter(Draft)


async def get(tx: Tx, user_id: int) -> Person | None:
    """The person, or None for somebody never met or deleted."""
    row = (await run(tx, _GET, who=user_id)).first()
    return _person(tx, row) if row else None


async def among(tx: Tx, user_ids: Collection[int]) -> Mapping[int, Person]:
    """The people with these ids."""
    return {row.user_id: _person(tx, row) for row in await run(tx, _AMONG, ids=list(user_ids))}


async def arrive(tx: Tx, user_id: int, language: str, now: datetime) -> Person:
    """The person, made on first contact; whoever writes is reachable again."""
    known = await get(tx, user_id)
    if known is not None:
        await _set(tx, user_id, reachable=True, seen_at=now)
        return replace(known, reachable=True)
    await run(tx, _ARRIVE, user_id=user_id, language=language, reachable=True, created_at=now, seen_at=now)
    return Person(user_id, language=language)


async def save(tx: Tx, person: Person) -> None:
    """Write what the person answered; the person must exist."""
    await _set(
        tx,
        person.id,
        language=person.language,
        zone=person.zone,
        draft_zone=person.draft_zone,
        reminder_minute=_minute(person.hour),
        awaiting=person.awaiting,
        consented_at=person.consented_at,
        specialist_agreed=person.specialist,
        cue=person.cue,
        spot=person.spot,
        nudging=person.attention.nudging,
        draft_answers=_shut(tx, person.cards),
    )


async def mark_reachable(tx: Tx, user_id: int, reachable: bool, at: datetime) -> None:
    """Note whether messages to the person arrive at all, `at` which moment that was seen.

    From then on counts how long somebody who is out of reach may come back.
    """
    await _set(tx, user_id, reachable=reachable, seen_at=at)


async def invited(tx: Tx, user_ids: Sequence[int], day: date) -> None:
    """An invitation for `day` reached these people; until they answer it counts as ignored."""
    if user_ids:
        await run(tx, _INVITED, people=user_ids, invited_on=day)


async def heard(tx: Tx, user_id: int) -> None:
    """A sign of life: nothing counts as ignored any more."""
    await _set(tx, user_id, ignored=0)


async def forget(tx: Tx, user_id: int) -> None:
    """Delete the person and, by the tables' cascade, everything that is theirs."""
    await run(tx, _FORGET, who=user_id)


async def unreachable_since(tx: Tx, moment: datetime, limit: int) -> Sequence[int]:
    """Ids of people who are out of reach since `moment` or longer, and were not reminded since then."""
    return (await run(tx, _UNREACHABLE_SINCE, moment=moment, most=limit)).scalars().all()


async def _set(tx: Tx, user_id: int, **values: Any) -> None:
    await run(tx, _SET, who=user_id, **values)


def _minute(hour: time | None) -> int | None:
    return None if hour is None else hour.hour * 60 + hour.minute


def _shut(tx: Tx, cards: Draft | None) -> str | None:
    return None if cards is None else sealing.of(tx).shut(_DRAFT.dump_json(cards).decode())


def _person(tx: Tx, row: Any) -> Person:
    minute, draft = row.reminder_minute, row.draft_answers
    return Person(
        id=row.user_id,
        language=row.language,
        zone=row.zone,
        draft_zone=row.draft_zone,
        hour=None if minute is None else time(*divmod(minute, 60)),
        awaiting=Awaiting(row.awaiting) if row.awaiting else None,
        consented_at=row.consented_at,
        specialist=row.specialist_agreed,
        cards=_DRAFT.validate_json(sealing.of(tx).open(draft)) if draft else None,
        reachable=row.reachable,
        cue=Cue(row.cue) if row.cue else None,
        spot=Spot(row.spot) if row.spot else None,
        attention=Attention(row.ignored, row.invited_on, row.nudging),
    )
