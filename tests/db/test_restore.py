"""A restored backup sends nothing of the past, and nobody who asked to be forgotten comes back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import StillClock
from bot.domain.reminder import DAILY, OccurrenceState, Planned
from bot.domain.session import Session
from bot.services.privacy import Privacy
from db import custody, dispatch, people, reminders, restore, sealing, sessions, tombstones
from db.custody import CustodyError
from db.engine import Database
from db.migrate import migrate
from db.sealing import SealError

MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
DAY = timedelta(days=1)


class House:
    """An SQLite database with people in it, and backups of it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.saved = folder / "lumbo.db", folder / "saved.db"
        self.url, self.clock = f"sqlite:///{self.path}", StillClock(MONDAY)

    def database(self, key: str = "") -> Database:
        return Database(self.url, key)

    async def welcomes(self, *ids: int) -> None:
        database = self.database()
        await migrate(database, self.clock.now())
        async with database.begin() as tx:
            for user_id in ids:
                await people.arrive(tx, user_id, "en", self.clock.now())
        await database.close()

    async def forgets(self, user_id: int) -> None:
        database = self.database()
        await Privacy(database, self.clock).forget(user_id)
        await database.close()

    async def restores(self, key: str = "") -> restore.Restored:
        return await restore.restore(self.url, self.saved, self.clock.now(), key)

    async def ids(self) -> list[int]:
        database = self.database()
        async with database.read() as tx:
            found = (await tx.exec(text("SELECT user_id FROM person"))).scalars()
            listed = sorted(found)
        await database.close()
        return listed


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


async def test_a_backup_brings_everybody_back_as_they_were(house: House) -> None:
    await house.welcomes(1, 2)
    custody.back_up(house.url, house.saved)
    await house.welcomes(3)
    done = await house.restores()
    assert await house.ids() == [1, 2]
    assert done.forgotten == 0 and done.replaced is not None
    with closing(sqlite3.connect(done.replaced)) as former:
        assert former.execute("SELECT count(*) FROM person").fetchone() == (3,)
    left = {each.name for each in house.path.parent.iterdir()}
    assert left == {"lumbo.db", "lumbo.db.lock", "saved.db", done.replaced.name}


async def test_a_backup_is_for_the_owners_eyes_only(house: House) -> None:
    await house.welcomes(1)
    custody.back_up(house.url, house.saved)
    assert house.saved.stat().st_mode & 0o077 == 0


async def test_a_new_database_is_for_the_owners_eyes_only(house: House) -> None:
    with custody.held(house.url):
        database = house.database()
        await migrate(database, house.clock.now())
        async with database.begin():
            modes = {each.name: each.stat().st_mode & 0o077 for each in house.path.parent.glob("lumbo.db*")}
        await database.close()
    assert modes["lumbo.db"] == modes["lumbo.db-wal"] == 0


async def test_who_was_forgotten_after_the_backup_does_not_come_back(house: House) -> None:
    await house.welcomes(1, 2, 3)
    custody.back_up(house.url, house.saved)
    house.clock.move(DAY)
    await house.forgets(2)
    house.clock.move(DAY)
    assert (await house.restores()).forgotten == 1
    assert await house.ids() == [1, 3]
    assert (await house.restores()).forgotten == 1, "the tombstones outlive every restore"
    assert await house.ids() == [1, 3]


async def test_the_tombstones_outlive_the_loss_of_the_database(house: House) -> None:
    await house.welcomes(1, 2)
    custody.back_up(house.url, house.saved)
    house.clock.move(DAY)
    await house.forgets(2)
    for each in house.path.parent.glob("lumbo.db*"):
        if not each.name.endswith(".forgotten"):
            each.unlink()
    await house.restores()
    assert await house.ids() == [1]


async def test_a_tombstone_that_missed_the_file_is_found_in_the_database(house: House) -> None:
    await house.welcomes(1, 2)
    custody.back_up(house.url, house.saved)
    await house.forgets(2)
    tombstones.file_of(house.path).unlink()
    await house.restores()
    assert await house.ids() == [1]


async def test_who_came_anew_after_being_forgotten_stays(house: House) -> None:
    await house.welcomes(1)
    await house.forgets(1)
    house.clock.move(DAY)
    await house.welcomes(1)
    custody.back_up(house.url, house.saved)
    house.clock.move(DAY)
    assert (await house.restores()).forgotten == 0
    assert await house.ids() == [1]


async def test_a_tombstone_names_nobody(house: House) -> None:
    await house.welcomes(987654321)
    await house.forgets(987654321)
    assert "987654321" not in tombstones.file_of(house.path).read_text()
    assert b"987654321" not in house.path.read_bytes()


async def test_reminders_of_the_past_end_and_later_ones_stay(house: House) -> None:
    await house.welcomes(1)
    database = house.database()
    async with database.begin() as tx:
        for days in range(3):
            due = MONDAY + days * DAY
            await reminders.put(tx, [Planned(1, DAILY, due.date(), due, due + timedelta(hours=3))])
    await database.close()
    custody.back_up(house.url, house.saved)
    house.clock.move(DAY + timedelta(minutes=1))
    assert (await house.restores()).expired == 2
    database = house.database()
    async with database.read() as tx:
        ahead = await reminders.live(tx, 1)
        before = await dispatch.previous(tx, [each.id for each in ahead])
    await database.close()
    assert [each.due_at for each in ahead] == [MONDAY + 2 * DAY]
    assert [each.state for each in before.values()] == [OccurrenceState.EXPIRED]


async def test_a_hold_timer_of_then_does_not_ring_after_a_restore(house: House) -> None:
    await house.welcomes(1)
    database = house.database()
    async with database.begin() as tx:
        stored = await sessions.put(tx, 1, Session(MONDAY.date(), (), 0), None, MONDAY)
        running = replace(stored.session, version=1)
        await sessions.save(tx, stored, running, paint_at=MONDAY, now=MONDAY)
    await database.close()
    custody.back_up(house.url, house.saved)
    await house.restores()
    database = house.database()
    async with database.begin() as tx:
        assert not await sessions.to_paint(tx, MONDAY + DAY, 9)
    await database.close()


async def test_a_running_bot_is_not_disturbed(house: House) -> None:
    await house.welcomes(1)
    custody.back_up(house.url, house.saved)
    with custody.held(house.url), pytest.raises(CustodyError, match="stop it first"):
        await house.restores()


@pytest.mark.parametrize("content", [b"no database at all" * 400, b""])
async def test_something_else_than_a_backup_is_refused(house: House, content: bytes) -> None:
    await house.welcomes(1)
    house.saved.write_bytes(content)
    before = house.path.read_bytes()
    with pytest.raises(CustodyError, match=r"damaged|no backup"):
        await house.restores()
    assert house.path.read_bytes() == before
    assert not list(house.path.parent.glob("*restoring*"))


async def test_a_damaged_backup_is_refused(house: House) -> None:
    await house.welcomes(*range(1, 2000))
    custody.back_up(house.url, house.saved)
    content = bytearray(house.saved.read_bytes())
    for page in range(4, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = bytes([255]) * 64
    house.saved.write_bytes(content)
    with pytest.raises(CustodyError, match="damaged"):
        await house.restores()
    assert len(await house.ids()) == 1999


async def test_a_damaged_database_can_be_replaced(house: House) -> None:
    await house.welcomes(1)
    custody.back_up(house.url, house.saved)
    house.path.write_bytes(b"damaged" * 1000)
    await house.restores()
    assert await house.ids() == [1]


async def test_a_sealed_backup_needs_its_key(house: House) -> None:
    await house.welcomes(1)
    key = sealing.new_key()
    database = house.database(key)
    await restore.settle(database, (), house.clock.now())
    await database.close()
    custody.back_up(house.url, house.saved)
    before = house.path.read_bytes()
    with pytest.raises(SealError, match="FIELD_KEY"):
        await house.restores()
    assert house.path.read_bytes() == before
    await house.restores(key)


async def test_a_restored_database_is_settled_on_either_server(database: Database) -> None:
    async with database.begin() as tx:
        await people.arrive(tx, 1, "en", MONDAY)
        await people.arrive(tx, 2, "en", MONDAY)
        await reminders.put(tx, [Planned(1, DAILY, MONDAY.date(), MONDAY, MONDAY + DAY)])
        await tombstones.bury(tx, 2, MONDAY + DAY)
    done = await restore.settle(database, (), MONDAY + 2 * DAY)
    assert (done.forgotten, done.expired) == (1, 1)
