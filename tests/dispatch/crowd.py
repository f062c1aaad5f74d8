"""People with a reminder each, straight in the database, for what happens to many at once."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import text

import db.people
import db.plans
import db.reminders
from bot.domain.person import Person
from bot.domain.plan import Plan, PlanState
from bot.domain.reminder import DAILY, OccurrenceState, Planned
from bot.domain.schedule import GRACE
from db.engine import Database

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


async def arrive(database: Database, user_id: int, state: PlanState, due: datetime) -> None:
    """Somebody in UTC whose reminder of NOON's date is due at `due`."""
    person = Person(user_id, zone="UTC", hour=time(due.hour, due.minute), consented_at=due, specialist=True)
    async with database.begin() as tx:
        await db.people.arrive(tx, user_id, "en", due)
        await db.people.save(tx, person)
        await db.plans.open_plan(tx, user_id, Plan(state=state))
        await db.reminders.put(tx, [Planned(user_id, DAILY, NOON.date(), due, due + GRACE)])


async def crowd(database: Database, people: int, due: datetime = NOON) -> Sequence[int]:
    """So many people with an active plan, all due at once; their ids."""
    ids = range(1, people + 1)
    for user_id in ids:
        await arrive(database, user_id, PlanState.ACTIVE, due + timedelta(0))
    return ids


async def rows(database: Database) -> Mapping[int, tuple[OccurrenceState, int, datetime]]:
    """Every reminder there is: its state, its starts, when it was due."""
    async with database.read() as tx:
        found = await tx.exec(text("SELECT id, state, starts FROM occurrence"))
        kept = {number: (OccurrenceState(state), starts) for number, state, starts in found}
        whole = [await db.reminders.get(tx, number, owner) for number, owner in await owners(database)]
    return {each.id: (*kept[each.id], each.due_at) for each in whole if each}


async def owners(database: Database) -> Sequence[tuple[int, int]]:
    """Every reminder there is: its number, and whose it is."""
    async with database.read() as tx:
        found = await tx.exec(text("SELECT id, user_id FROM occurrence"))
        return [(number, user_id) for number, user_id in found]
