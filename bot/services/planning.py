"""Plans a person's next reminder; used inside the transactions that change when it is due."""

from datetime import date, datetime

import db.reminders
from bot.domain import schedule
from bot.domain.person import Person
from bot.domain.reminder import DAILY, OccurrenceState
from db.engine import Tx


async def plan_next(tx: Tx, person: Person, now: datetime, since: datetime | None = None) -> datetime | None:
    """Make sure that exactly one daily reminder lies ahead; when it is due, or None without zone or hour.

    After a reminder that was due at `since`, one that is already due but inside its grace counts too:
    it was missed while Lumbo was down and is still worth sending.
    """
    zone = person.tzinfo()
    if zone is None or person.hour is None:
        return None
    for occurrence in await db.reminders.live(tx, person.id):
        if occurrence.slot == DAILY:
            return occurrence.due_at
    last = await db.reminders.last_had(tx, person.id)
    after, expires_at = since or now, now
    while expires_at <= now:
        day, due = schedule.next_due(
            after,
            person.hour,
            zone,
            not_before=last.due_at + schedule.APART if last else None,
            last_day=last.day if last else None,
        )
        after, expires_at = due, schedule.expires(due, person.hour, zone)
    await db.reminders.put(tx, person.id, DAILY, day, due, expires_at)
    return due


async def plan_anew(tx: Tx, person: Person, now: datetime) -> datetime | None:
    """Drop what was planned and plan again: zone, hour or the plan's state has changed.

    What is dropped may come back: the day after a stop is a day to be asked on, not one that was had.
    """
    await db.reminders.close(tx, person.id, OccurrenceState.CANCELLED)
    return await plan_next(tx, person, now)


async def no_more_today(tx: Tx, person: Person, day: date, now: datetime) -> None:
    """Nothing more comes for `day`: it was trained, or declined."""
    await db.reminders.close(tx, person.id, OccurrenceState.SKIPPED, day)
    await plan_next(tx, person, now)
