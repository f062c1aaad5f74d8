"""The database in memory answers as the one on disk does, and keeps nothing of what failed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

import db.dispatch
import db.people
import db.plans
import db.reminders
import db.sessions
from bot.domain.log import Enrolled
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.reminder import DAILY, OccurrenceState, Planned
from bot.domain.session import Session
from db.engine import Database
from db.memory import MemoryDatabase
from db.migrate import migrate

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
ANNA = 7


async def lived(database: Database) -> Sequence[object]:
    """What a few days of Anna's leave behind, as everything that reads it tells."""
    soon = NOW + timedelta(hours=1)
    async with database.begin() as tx:
        await db.people.arrive(tx, ANNA, "en", NOW)
        await db.people.save(tx, Person(ANNA, zone="Europe/Madrid", hour=time(8), consented_at=NOW))
        await db.plans.open_plan(tx, ANNA, Plan())
        await db.plans.advance(tx, ANNA, Enrolled(at=NOW, day=TODAY), Plan(epoch=3))
        await db.reminders.put(tx, [Planned(ANNA, DAILY, TODAY, NOW, soon)])
        await db.reminders.put(tx, [Planned(ANNA, "later-1", TODAY, soon, soon)])
        both = [each.id for each in await db.dispatch.awake(tx, soon, 2)]
        await db.dispatch.mark(tx, both, OccurrenceState.CLAIMED, owner="me", wake_at=soon)
        kept = await db.sessions.put(tx, ANNA, Session(TODAY, (), seconds=60), both[0], NOW)
        await db.reminders.put(tx, [Planned(ANNA, DAILY, TODAY, soon, soon)])
    async with database.read() as tx:
        return [
            both, kept,
            await db.people.get(tx, ANNA), await db.people.get(tx, 8),
            await db.plans.get(tx, ANNA), await db.plans.log(tx, ANNA),
            await db.sessions.open_of(tx, ANNA), await db.sessions.since(tx, ANNA, TODAY),
            await db.reminders.live(tx, ANNA), await db.dispatch.awake(tx, soon, 1),
            await db.dispatch.claimed(tx, both, "me", NOW), await db.dispatch.previous(tx, both),
            await db.reminders.snoozes(tx, ANNA, TODAY), await db.dispatch.waiting(tx, soon),
            await db.people.unreachable_since(tx, NOW, 5), await db.reminders.without_next(tx, 0, 5),
        ]  # fmt: skip


def in_memory() -> MemoryDatabase:
    database = MemoryDatabase()
    database.migrate()
    return database


async def test_memory_and_disk_tell_the_same(tmp_path: Path) -> None:
    disk = Database(f"sqlite:///{tmp_path}/disk.db")
    await migrate(disk, NOW)
    memory = in_memory()
    try:
        assert await lived(memory) == await lived(disk)
    finally:
        await disk.close()
        await memory.close()


async def test_nothing_is_kept_of_a_transaction_that_fails() -> None:
    memory = in_memory()
    with pytest.raises(ZeroDivisionError):
        async with memory.begin() as tx:
            await db.people.arrive(tx, ANNA, "en", NOW)
            raise ZeroDivisionError
    async with memory.read() as tx:
        assert await db.people.get(tx, ANNA) is None
    await memory.close()
