"""Planned reminders by zone and hour, many people at a time, for when the rules of zones change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Update, bindparam, select, text

from bot.domain.reminder import DAILY, OccurrenceState
from db.engine import Tx
from db.prepared import OCCURRENCE, PERSON, given, run

_PLANNED = (OCCURRENCE.c.slot == DAILY) & (OCCURRENCE.c.state == OccurrenceState.PENDING)
_STAMPED = text("SELECT value FROM stamp WHERE name = :named")
_STAMP = text(
    "INSERT INTO stamp (name, value) VALUES (:named, :version)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_GROUPS = (
    select(PERSON.c.zone, PERSON.c.reminder_minute, OCCURRENCE.c.local_date, OCCURRENCE.c.due_at)
    .join(PERSON, PERSON.c.user_id == OCCURRENCE.c.user_id)
    .where(_PLANNED, PERSON.c.zone.is_not(None), PERSON.c.reminder_minute.is_not(None))
    .distinct()
    .execution_options(long=True)
)
_PEOPLE = select(PERSON.c.user_id).where(given(PERSON, zone="of_zone", reminder_minute="of_minute"))
_THEIRS: Update = OCCURRENCE.update().where(
    _PLANNED, given(OCCURRENCE, local_date="of_day", due_at="planned"), OCCURRENCE.c.user_id.in_(_PEOPLE)
)
_MOVE = _THEIRS.values(due_at=bindparam("due"), expires_at=bindparam("expires"), wake_at=bindparam("due"))
_CANCEL = _THEIRS.values(state=OccurrenceState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody in `zone` who is reminded at `minute` (after midnight) of `day`, now planned for `due_at`."""

    zone: str
    minute: int
    day: date
    due_at: datetime


async def stamp(tx: Tx, name: str, version: str) -> bool:
    """Keep the version of what was worked with; whether it is another one than before."""
    before = (await run(tx, _STAMPED, named=name)).first()
    await run(tx, _STAMP, named=name, version=version)
    return before is None or before[0] != version


async def groups(tx: Tx) -> Sequence[Group]:
    """All groups of people with a daily reminder ahead."""
    return [Group(*found) for found in await run(tx, _GROUPS)]


async def move(tx: Tx, group: Group, due_at: datetime, expires_at: datetime) -> int:
    """Plan the reminders of a group for another moment; how many."""
    return (await run(tx, _MOVE, **_of(group), due=due_at, expires=expires_at)).rowcount


async def cancel(tx: Tx, group: Group) -> int:
    """Their date has no such hour any more, and the sweep plans the next; how many."""
    return (await run(tx, _CANCEL, **_of(group))).rowcount


def _of(group: Group) -> dict[str, object]:
    return {
        "of_zone": group.zone, "of_minute": group.minute, "of_day": group.day, "planned": group.due_at,
    }  # fmt: skip
