"""SQLite for the async engine: statements run at once, only what waits for the disk runs in a thread.

A statement takes some ten microseconds and handing it to a thread ten times that; COMMIT waits until the disk
has everything, so it is handed over (docs/decisions/0025-statements-at-once.md).
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util import await_only

registry.register("sqlite.inline", "db.inline", "Inline")

PATIENCE = 10.0
"""How long a transaction waits for its turn, and then for another program's, in seconds."""

_LOOK_AGAIN = 0.01
# WAL makes a reader wait in rare moments only; the loop stands still for so many seconds at most.
_READER_WAITS = 0.1


class _Cursor(sqlite3.Cursor):
    async def _async_soft_close(self) -> None:
        """The rows are all there already."""


class _Connection(sqlite3.Connection):
    """A connection whose cursors fit the async engine."""

    def cursor(self, factory: Any = _Cursor) -> Any:
        """A cursor; its statements run in the calling thread."""
        return super().cursor(factory)


class Inline(SQLiteDialect_pysqlite):
    """SQLite without a thread; `opening` is what a transaction begins with."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    def __init__(self, opening: str = "BEGIN IMMEDIATE", **options: Any) -> None:
        super().__init__(**options)
        self.opening = opening
        self._thread = ThreadPoolExecutor(1, "sqlite")

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """Connections are kept open."""
        return AsyncAdaptedQueuePool

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        """Run one statement: at once, unless it says that it may look through a whole table."""
        if context is not None and context.execution_options.get("long"):
            await_only(self._off_the_loop(partial(cursor.execute, statement, parameters)))
        else:
            await_only(_at_once())
            cursor.execute(statement, parameters)

    def do_begin(self, dbapi_connection: Any) -> None:
        """Open a transaction; while another program writes, only this one waits."""
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                dbapi_connection.execute(self.opening)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            await_only(asyncio.sleep(_LOOK_AGAIN))

    def do_commit(self, dbapi_connection: Any) -> None:
        """Wait off the loop until everything is on the disk."""
        await_only(self._off_the_loop(dbapi_connection.commit))

    async def _off_the_loop(self, job: Callable[[], object]) -> None:
        work = asyncio.get_running_loop().run_in_executor(self._thread, job)
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            # Nobody may touch the connection while the thread has it.
            with suppress(Exception):
                await work
            raise


def engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine that writes, with one connection, and the engine that only looks."""
    return (
        _engine(url, "BEGIN IMMEDIATE", connections=1, waits=0.0),
        _engine(url, "BEGIN", connections=5, waits=_READER_WAITS),
    )


def _engine(url: URL, opening: str, *, connections: int, waits: float) -> AsyncEngine:
    engine = create_async_engine(
        url.set(drivername="sqlite+inline"), hide_parameters=True, opening=opening,
        connect_args={"factory": _Connection, "check_same_thread": False, "timeout": waits},
        pool_size=connections, max_overflow=0,
    )  # fmt: skip
    event.listen(engine.sync_engine, "connect", lambda connection, _: _prepare(connection, waits))
    return engine


def _prepare(connection: Any, waits: float) -> None:
    # The driver's own BEGIN is deferred and loses updates silently; ours is sent by the dialect.
    connection.isolation_level = None
    # After a crash the first who opens the file mends it: that is waited for, though the loop stands still.
    connection.execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={waits * 1000:.0f}")


async def _at_once() -> None:
    """What a statement has to wait for: the async engine wants that there is something."""
