"""Brings the schema up to date at start, after a backup of an SQLite file that holds data."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from db.engine import Database, speaking_of_storage

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
_FROM_THE_FUTURE = (
    "the database was written by a newer Lumbo: start that version, or restore the backup "
    "that lies beside the database file"
)


class SchemaError(Exception):
    """The database was written by another Lumbo; the message says what to do."""


async def migrate(database: Database, now: datetime) -> None:
    """Apply every migration that is missing.

    Raises SchemaError when the schema is from the future, StorageUnavailable when nobody answers.
    """
    current = await _found(database)
    with speaking_of_storage():
        if current == revisions()[-1]:
            return
        path = database.file
        if path is not None and current is not None:
            backup(path, Path(f"{path}.before-{now:%Y%m%dT%H%M%S}.bak"))
        await database.by_hand(upgrade_to)


async def require_current(database: Database) -> None:
    """Raise SchemaError unless every migration is applied: for who only reads."""
    if await _found(database) != revisions()[-1]:
        raise SchemaError("the database is not of this version yet: start the bot once first")


def revisions() -> Sequence[str]:
    """Every revision, oldest first, by the names of their files: Alembic is for changes only."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


async def _found(database: Database) -> str | None:
    """The newest migration applied; SchemaError when we do not know it."""
    with speaking_of_storage():
        current = await database.by_hand(_current)
    if current is not None and current not in revisions():
        raise SchemaError(_FROM_THE_FUTURE)
    return current


def backup(source: Path, target: Path) -> None:
    """Copy a live SQLite file page by page into `target`, which is whole even while writers go on.

    What people told about themselves is in it, so it is for its owner's eyes only.
    """
    target.touch(mode=0o600)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


async def drift(database: Database) -> list[object]:
    """The differences between the tables in code and the migrated schema; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    return await database.by_hand(
        lambda connection: compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    )


def config(connection: Connection | None = None) -> "Config":
    """Alembic's configuration for our migrations."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(FOLDER))
    found.attributes["connection"] = connection
    return found


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def upgrade_to(connection: Connection, revision: str = "head") -> None:
    """Apply the migrations up to `revision`; SchemaError when the schema is none that we know."""
    from alembic import command
    from alembic.util import CommandError

    if connection.dialect.name == "postgresql":
        # Several machines may start at once: the first migrates, the others wait and find it done.
        connection.execute(text("SELECT pg_advisory_xact_lock(7086)"))
    try:
        command.upgrade(config(connection), revision)
    except CommandError as error:
        raise SchemaError(_FROM_THE_FUTURE) from error
