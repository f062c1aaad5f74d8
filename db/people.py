"""People: reading and writing the row of one person."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlmodel import col, delete, select, update

from bot.domain.person import Awaiting, Person
from bot.domain.reminder import OccurrenceState
from db.engine import Tx
from db.tables import OccurrenceRow, PersonRow


async def get(tx: Tx, user_id: int) -> Person | None:
    """The person, or None for somebody never met or deleted."""
    row = (await tx.exec(select(PersonRow).where(PersonRow.user_id == user_id))).first()
    return _person(row) if row else None


async def arrive(tx: Tx, user_id: int, language: str, now: datetime) -> Person:
    """The person, made on first contact; whoever writes is reachable again."""
    row = (await tx.exec(select(PersonRow).where(PersonRow.user_id == user_id))).first()
    if row is None:
        row = PersonRow(user_id=user_id, language=language, created_at=now, seen_at=now)
    row.reachable, row.seen_at = True, now
    tx.add(row)
    await tx.flush()
    return _person(row)


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
    )


async def mark_reachable(tx: Tx, user_id: int, reachable: bool) -> None:
    """Note whether messages to the person arrive at all."""
    await _set(tx, user_id, reachable=reachable)


async def forget(tx: Tx, user_id: int) -> None:
    """Delete the person and, by the tables' cascade, everything that is theirs."""
    await tx.exec(delete(PersonRow).where(col(PersonRow.user_id) == user_id))


async def unreachable_since(tx: Tx, moment: datetime, limit: int) -> Sequence[int]:
    """Ids of people who cannot be reached and neither wrote nor were reminded since `moment`."""
    reminded = select(OccurrenceRow.id).where(
        OccurrenceRow.user_id == PersonRow.user_id,
        OccurrenceRow.state == OccurrenceState.SENT,
        OccurrenceRow.due_at >= moment,
    )
    statement = select(PersonRow.user_id).where(
        ~col(PersonRow.reachable), PersonRow.seen_at < moment, ~reminded.exists()
    )
    return list(await tx.exec(statement.limit(limit)))


async def _set(tx: Tx, user_id: int, **values: Any) -> None:
    await tx.exec(update(PersonRow).where(col(PersonRow.user_id) == user_id).values(**values))


def _minute(hour: time | None) -> int | None:
    return None if hour is None else hour.hour * 60 + hour.minute


def _person(row: PersonRow) -> Person:
    minute = row.reminder_minute
    return Person(
        id=row.user_id,
        language=row.language,
        zone=row.zone,
        draft_zone=row.draft_zone,
        hour=None if minute is None else time(*divmod(minute, 60)),
        awaiting=Awaiting(row.awaiting) if row.awaiting else None,
        consented_at=row.consented_at,
        specialist=row.specialist_agreed,
        reachable=row.reachable,
    )
