"""SQLite's statements run on the event loop: nobody else stands still, and nothing is lost for it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.faults import StorageUnavailable
from db import pictures, sqlite
from db.engine import Database


@pytest.fixture
def file(tmp_path: Path, sqlite_template: Path) -> Path:
    """A migrated, empty database file."""
    path = tmp_path / "lumbo.db"
    path.write_bytes(sqlite_template.read_bytes())
    return path


@pytest.fixture
async def lumbo(file: Path) -> AsyncIterator[Database]:
    """The bot's database on that file."""
    found = Database(f"sqlite:///{file}")
    yield found
    await found.close()


async def count_up(database: Database, times: int) -> None:
    """Read a number and write the next one, again and again."""
    for _ in range(times):
        async with database.begin() as tx:
            value = int(await pictures.file_id(tx, 1, "n") or 0)
            await asyncio.sleep(0)
            await pictures.remember(tx, 1, "n", str(value + 1))


async def counted(database: Database) -> int:
    """The number as it stands."""
    async with database.read() as tx:
        return int(await pictures.file_id(tx, 1, "n") or 0)


async def test_two_programs_on_one_file_lose_no_change(lumbo: Database, file: Path) -> None:
    other = Database(f"sqlite:///{file}")
    await asyncio.gather(*(count_up(each, 20) for each in (lumbo, other) * 5))
    assert await counted(lumbo) == await counted(other) == 200
    await other.close()


async def test_while_another_program_writes_only_writers_wait(lumbo: Database, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.ensure_future(count_up(lumbo, 1))
        for _ in range(20):
            assert await counted(lumbo) == 0
            await asyncio.sleep(0)
        assert not waiting.done()
        other.execute("ROLLBACK")
    await waiting
    assert await counted(lumbo) == 1


async def test_a_program_that_never_ends_its_change_is_told_of(
    lumbo: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        results = await asyncio.gather(*(count_up(lumbo, 1) for _ in range(3)), return_exceptions=True)
        other.execute("ROLLBACK")
    assert [type(each) for each in results] == [StorageUnavailable] * 3
    await count_up(lumbo, 1)
    assert await counted(lumbo) == 1


async def test_whoever_breaks_off_leaves_the_file_to_the_next(lumbo: Database) -> None:
    await count_up(lumbo, 1)
    for turns in range(12):
        task = asyncio.ensure_future(count_up(lumbo, 1))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        before = await counted(lumbo)
        await count_up(lumbo, 1)
        assert await counted(lumbo) == before + 1
