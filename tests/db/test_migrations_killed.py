"""A bot that is killed while it migrates leaves the old schema or the new one, and the next start goes on."""

import asyncio
import multiprocessing
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, event

from db.engine import Database
from db.migrate import drift, migrate, upgrade_to

NOW = datetime(2026, 11, 24, tzinfo=UTC)
KILLED = 137
OLDEST = "0001"


def migrates_until(path: Path, statement: int) -> None:
    """A process that dies before its `statement`-th statement, or ends well when there are fewer."""
    seen = count()

    def dies(*about: object) -> None:
        if next(seen) == statement:
            os._exit(KILLED)

    def work(connection: Connection) -> None:
        event.listen(connection, "before_cursor_execute", dies)
        upgrade_to(connection)

    asyncio.run(Database(f"sqlite:///{path}").by_hand(work))


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return sorted(file.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())


async def whole_afterwards(path: Path) -> bool:
    """Whether the next start makes the newest schema of it, and what was there still is."""
    database = Database(f"sqlite:///{path}")
    await migrate(database, NOW)
    differences = await drift(database)
    await database.close()
    with closing(sqlite3.connect(path)) as file:
        return not differences and file.execute("SELECT key FROM receipt").fetchall() == [("kept",)]


async def test_whenever_a_migration_is_killed_the_schema_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    oldest = Database(f"sqlite:///{tmp_path / 'oldest.db'}")
    await oldest.by_hand(lambda connection: upgrade_to(connection, OLDEST))
    await oldest.close()
    with closing(sqlite3.connect(tmp_path / "oldest.db")) as file:
        file.execute("INSERT INTO receipt (key, at) VALUES ('kept', '2026-11-24 00:00:00')")
        file.commit()
    nursery = multiprocessing.get_context("forkserver")
    nursery.set_forkserver_preload([__name__])
    deaths, before = 0, schema(tmp_path / "oldest.db")
    for statement in count():
        path = tmp_path / f"{statement}.db"
        shutil.copy(tmp_path / "oldest.db", path)
        process = nursery.Process(target=migrates_until, args=(path, statement))
        process.start()
        process.join()
        if process.exitcode == 0:
            break
        deaths += 1
        assert process.exitcode == KILLED and schema(path) == before
        assert await whole_afterwards(path), f"killed before statement {statement}"
    assert deaths > 10 and schema(path) != before
