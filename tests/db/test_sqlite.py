"""SQLite's statements run on the event loop: nobody else stands still, and nothing is lost for it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.faults import StorageUnavailable
from db import dispatch, pictures, short_way, sqlite
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


async def note(database: Database, name: str, *, fails: bool = False) -> None:
    """Write a row of one's own, and fail after it or not."""
    async with database.begin() as tx:
        await pictures.remember(tx, 1, name, "x" * 5000)
        if fails:
            raise RuntimeError(name)


async def noted(database: Database, names: Sequence[str]) -> list[str]:
    """Those of the rows that are there."""
    async with database.read() as tx:
        return [name for name in names if await pictures.file_id(tx, 1, name)]


async def test_who_fails_undoes_nothing_of_those_who_share_the_commit(lumbo: Database) -> None:
    names = [str(number) for number in range(30)]
    jobs = (note(lumbo, name, fails=int(name) % 3 == 0) for name in names)
    results = await asyncio.gather(*jobs, return_exceptions=True)
    whole = [name for name, result in zip(names, results, strict=True) if result is None]
    assert await noted(lumbo, names) == whole == [name for name in names if int(name) % 3]


async def test_those_who_wait_together_wait_for_the_disk_once(lumbo: Database, file: Path) -> None:
    frames: list[int] = []

    async def and_look(name: str) -> None:
        await note(lumbo, name)
        frames.append(file.with_name("lumbo.db-wal").stat().st_size)

    await and_look("alone")
    await asyncio.gather(*(and_look(str(number)) for number in range(30)))
    # One COMMIT for the first, if it was alone when it wrote, and one for all who came meanwhile.
    assert len(set(frames[1:])) <= 2


async def test_a_change_is_told_of_only_when_everybody_can_see_it(lumbo: Database, file: Path) -> None:
    other = Database(f"sqlite:///{file}")

    async def seen_by_another(name: str) -> list[str]:
        await note(lumbo, name)
        return await noted(other, [name])

    names = [str(number) for number in range(20)]
    assert await asyncio.gather(*map(seen_by_another, names)) == [[name] for name in names]
    await other.close()


async def test_a_full_disk_is_told_to_all_who_shared_it(lumbo: Database) -> None:
    async with lumbo.begin() as tx:
        pages = int((await tx.exec(text("PRAGMA page_count"))).scalar())
        await tx.exec(text(f"PRAGMA max_page_count = {pages + 10}"))
    names = [str(number) for number in range(60)]
    results = await asyncio.gather(*(note(lumbo, name) for name in names), return_exceptions=True)
    told = [name for name, result in zip(names, results, strict=True) if result is None]
    assert {type(each) for each in results} <= {type(None), StorageUnavailable}
    assert StorageUnavailable in map(type, results)
    assert await noted(lumbo, names) == told
    async with lumbo.begin() as tx:
        await tx.exec(text("PRAGMA max_page_count = 1000000"))
    await note(lumbo, "after")
    assert await noted(lumbo, ["after"]) == ["after"]


async def test_a_beat_finds_who_is_due_without_looking_at_everybody(lumbo: Database, file: Path) -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    async with lumbo.begin() as tx:
        assert not await dispatch.awake(tx, now, 100)
        await dispatch.release(tx, "nobody", now)
    beaten = (dispatch._AWAKE, dispatch._RELEASE)
    asked = [known.sql for known in short_way._KNOWN.values() if known.statement in beaten]
    assert asked
    with closing(sqlite3.connect(file)) as other:
        for sql in asked:
            plan = other.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?")).fetchall()
            assert "INDEX ix_occurrence_wake" in str(plan), sql


@pytest.mark.parametrize("suffix", ["", "-wal"])
@pytest.mark.parametrize("replaced", [False, True])
async def test_nothing_is_written_to_a_file_that_is_not_there_any_more(
    lumbo: Database, file: Path, suffix: str, replaced: bool
) -> None:
    await count_up(lumbo, 1)
    one, elsewhere = file.with_name(file.name + suffix), file.with_name("elsewhere")
    one.rename(elsewhere)
    if replaced:
        one.write_bytes(elsewhere.read_bytes())
    for _ in range(2):
        with pytest.raises(StorageUnavailable, match="deleted or replaced"):
            await count_up(lumbo, 1)
    elsewhere.replace(one)
    await count_up(lumbo, 1)
    assert await counted(lumbo) == 2


async def test_a_damaged_file_counts_as_none_so_that_no_update_is_set_aside(
    lumbo: Database, file: Path
) -> None:
    file.write_bytes(b"garbled " * 1000)
    with pytest.raises(StorageUnavailable):
        await count_up(lumbo, 1)
