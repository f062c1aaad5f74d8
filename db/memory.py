"""A database in memory that answers in the calling thread: a simulated year has no time for another one."""

import sqlite3
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import await_only

from db.engine import Database, sqlite_as_ours

# The driver of the running bot hands every statement to a thread, which costs ten times the statement.
registry.register("sqlite.inline", "db.memory", "Inline")


async def _at_once() -> None:
    """What an inline statement has to wait for."""


class _Cursor(sqlite3.Cursor):
    async def _async_soft_close(self) -> None:
        """The rows are all there already."""


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


class Inline(SQLiteDialect_pysqlite):
    """SQLite for the async engine, without a thread: only for a database that nobody else uses."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        """Run one statement."""
        await_only(_at_once())
        cursor.execute(statement, parameters)


class MemoryDatabase(Database):
    """A database that is gone with its object; `raw` is its one connection, to look at it from outside."""

    def __init__(self) -> None:
        self.raw = sqlite3.connect(":memory:", check_same_thread=False, factory=_Connection)
        engine = create_async_engine("sqlite+inline://", poolclass=StaticPool, creator=lambda: self.raw)
        super().__init__("", engine=sqlite_as_ours(engine))

    def become(self, other: sqlite3.Connection) -> None:
        """Hold exactly what the other database holds."""
        other.backup(self.raw)
