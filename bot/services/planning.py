"""Plans a person's next reminder; used inside the transactions that change when it is due."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import db.nudges
import db.people
import db.reminders
from bot.domain import schedule
from bot.domain.attention import first_nudges, words_after_stop
from bot.domain.person import Person, next_question
from bot.domain.plan import Plan
from bot.domain.reminder import DAILY, LIVE, Occurrence, OccurrenceState, Planned
from bot.domain.safety import TRAINING
from db.engine import Tx


async def plan_next(tx: Tx, person: Person, now: datetime) -> datetime | None:
    """Make sure that exactly one daily reminder lies ahead; when it is due, or None without zone or hour."""
    return (await plan_ahead(tx, [person], now)).get(person.id)


async def plan_ahead(
    tx: Tx, people: Sequence[Person], now: datetime, since: Mapping[int, datetime] | None = None
) -> Mapping[int, datetime]:
    """`plan_next` for many people; by person, when their next reminder is due.

    After a reminder that was due at the person's `since`, one that is already due but inside its grace
    counts too: it was missed while Lumbo was down and is still worth sending.
    """
    newest = await db.reminders.latest(tx, [person.id for person in people])
    due: dict[int, datetime] = {}
    new: list[Planned] = []
    for person in people:
        last = newest.get(person.id)
        if last is not None and last.state in LIVE:
            due[person.id] = last.due_at
        elif planned := _next_of(person, last, now, (since or {}).get(person.id, now)):
            new.append(planned)
            due[person.id] = planned.due_at
    await db.reminders.put(tx, new)
    return due


def _next_of(person: Person, last: Occurrence | None, now: datetime, after: datetime) -> Planned | None:
    zone = person.tzinfo()
    if zone is None or person.hour is None:
        return None
    while True:
        day, due = schedule.next_due(
            after,
            person.hour,
            zone,
            not_before=last.due_at + schedule.APART if last else None,
            last_day=last.day if last else None,
        )
        after, expires_at = due, schedule.expires(due, person.hour, zone)
        if expires_at > now:
            return Planned(person.id, DAILY, day, due, expires_at)


async def plan_anew(tx: Tx, person: Person, now: datetime) -> datetime | None:
    """Drop what was planned and plan again: the plan's state has changed.

    What is dropped may come back: the day after a stop is a day to be asked on, not one that was had.
    """
    await db.reminders.close(tx, person.id, OccurrenceState.CANCELLED)
    return await plan_next(tx, person, now)


async def plan_moved(tx: Tx, person: Person, now: datetime) -> None:
    """Plan again for a new zone or hour; a reminder that was put off still comes when it was promised."""
    await db.reminders.cancel_planned(tx, person.id)
    await plan_next(tx, person, now)


def invitation(person: Person, plan: Plan, due: datetime | None) -> datetime | None:
    """When the person is invited next, if a reminder is `due` next: on days of rest none goes out."""
    zone = person.tzinfo()
    if due is None or zone is None or person.hour is None or plan.state not in TRAINING:
        return None
    planned = due.astimezone(zone).date()
    day = schedule.training_day(planned, plan.weekdays)
    return due if day == planned else schedule.moment(day, person.hour, zone)


async def plan_after_stop(tx: Tx, person: Person, now: datetime) -> None:
    """Plan anew after a stop; who has given no hour yet hears a rare word at this time of day."""
    if await plan_anew(tx, person, now) is None:
        day, ahead = person.day(now), words_after_stop(now, person.tzinfo())
        await db.reminders.put(tx, [_planned(person, slot, day, due) for slot, due in ahead])


async def plan_first(tx: Tx, person: Person, now: datetime) -> None:
    """Plan the two words to somebody who has agreed and may not finish the first questions."""
    if person.consented_at is None or next_question(person) is None:
        return
    day = person.consented_at.date()
    ahead = first_nudges(person.consented_at, now, person.tzinfo())
    await db.reminders.put(tx, [_planned(person, slot, day, due) for slot, due in ahead])


def _planned(person: Person, slot: str, day: date, due: datetime) -> Planned:
    return Planned(person.id, slot, day, due, due + schedule.GRACE)


async def heard(tx: Tx, person: Person) -> None:
    """A sign of life: reminders come daily again, and no second message comes today."""
    if person.attention.ignored:
        await db.people.heard(tx, person.id)
        await db.nudges.drop(tx, person.id)


async def no_more_today(tx: Tx, person: Person, day: date, now: datetime) -> None:
    """Nothing more comes for `day`: it was trained, or declined."""
    await db.reminders.close(tx, person.id, OccurrenceState.SKIPPED, day)
    await plan_next(tx, person, now)
