"""The migrations make exactly the tables that the code speaks of."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from db.engine import Database
from db.migrate import SchemaError, config, drift, migrate, revisions, upgrade_to

SAMPLES = {
    int: 1,
    str: "a",
    bool: True,
    date: date(2026, 11, 24),
    datetime: datetime(2026, 11, 24, tzinfo=UTC),
}
"""What stands in a column of each kind, in a row of the person whose number is 1."""


async def test_the_migrated_schema_is_the_one_in_the_code(database: Database) -> None:
    assert await drift(database) == []


async def test_an_sqlite_file_is_backed_up_before_it_changes(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'lumbo.db'}")
    await database.by_hand(lambda connection: upgrade_to(connection, "0001"))
    await migrate(database, datetime(2026, 11, 24, tzinfo=UTC))
    assert await drift(database) == []
    await database.close()
    (kept,) = tmp_path.glob("lumbo.db.before-*")
    assert kept.stat().st_mode & 0o077 == 0, "for the owner's eyes only"
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


async def test_a_schema_from_the_future_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "lumbo.db"
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        old.execute("INSERT INTO alembic_version VALUES ('from-the-future')")
    old.close()
    database = Database(f"sqlite:///{path}")
    with pytest.raises(SchemaError, match="newer Lumbo"):
        await migrate(database, datetime(2026, 11, 24, tzinfo=UTC))
    await database.close()
    assert [each.name for each in tmp_path.glob("*.bak")] == []


@pytest.mark.parametrize("revision", revisions())
async def test_no_upgrade_loses_a_row_of_an_earlier_version(tmp_path: Path, revision: str) -> None:
    """SQLite drops a table to change it, and with a person's row goes everything that hangs on it."""
    database = Database(f"sqlite:///{tmp_path / 'lumbo.db'}")
    await database.by_hand(lambda connection: upgrade_to(connection, revision))
    before = await database.by_hand(fill)
    before.pop("lease", None)  # nobody ever wrote there
    assert {"person", "plan", "log", "session", "occurrence"} <= set(before)
    await migrate(database, datetime(2026, 11, 24, tzinfo=UTC))
    after = await database.by_hand(lambda connection: {name: rows(connection, name) for name in before})
    await database.close()
    assert after == before


def fill(connection: Connection) -> dict[str, int]:
    """One row in every table, all of the same person; how many rows each table has."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(
                table.insert().values({each.name: SAMPLES[each.type.python_type] for each in table.columns})
            )
    return {table.name: rows(connection, table.name) for table in found.sorted_tables}


def rows(connection: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_the_files_are_named_in_the_order_in_which_they_are_applied() -> None:
    walked = [each.revision for each in ScriptDirectory.from_config(config()).walk_revisions()]
    assert walked[::-1] == revisions()
