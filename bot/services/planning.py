"""Plans a person's next reminder; used inside the transactions that change when it is due."""

from datetime import date, datetime

import db.reminders
from bot.domain import schedule
from bot.domain.person import Person
from bot.domain.reminder import DAILY, OccurrenceState
from db.engine import Tx


async def plan_next(tx: Tx, person: Person, now: datetime) -> datetime | None:
    """Make sure that exactly one daily reminder lies ahead; when it is due, or None without zone or hour."""
    zone = person.tzinfo()
    if zone is None or person.hour is None:
        return None
    for occurrence in await db.reminders.live(tx, person.id):
        if occurrence.slot == DAILY:
            return occurrence.due_at
    last = await db.reminders.last_had(tx, person.id)
    day, due = schedule.next_due(
        now,
        person.hour,
        zone,
        not_before=last.due_at + schedule.APART if last else None,
        last_day=last.day if last else None,
    )
    await db.reminders.put(tx, person.id, DAILY, day, due, schedule.expires(due, person.hour, zone))
    return due


async def plan_anew(tx: Tx, person: Person, now: datetime) -> datetime | None:
    """Drop what was planned and plan again: the zone or the hour has changed."""
    await db.reminders.close(tx, person.id, OccurrenceState.CANCELLED)
    return await plan_next(tx, person, now)


async def no_more_today(tx: Tx, person: Person, day: date, now: datetime) -> None:
    """Nothing more comes for `day`: it was trained, or declined."""
    await db.reminders.close(tx, person.id, OccurrenceState.SKIPPED, day)
    await plan_next(tx, person, now)
