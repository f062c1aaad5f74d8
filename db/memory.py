"""A database in memory that answers at once: a simulated year has no time for waiting.

It is the running bot's SQLite in everything but the disk, and the waiting for it.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from db.engine import Database, Tx
from db.migrate import upgrade_to
from db.sealing import Seal
from db.sqlite import Line, SqliteTx


class MemoryDatabase(Database):
    """A database that is gone with its object; `raw` is its one connection, to look at it from outside."""

    def __init__(self) -> None:
        self.raw = sqlite3.connect(":memory:", check_same_thread=False)
        self.raw.execute("PRAGMA foreign_keys=ON")
        self.raw.execute("PRAGMA secure_delete=OFF")
        self._line, self._seal = Line(self.raw, _at_once), Seal()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction that happens whole or not at all."""
        self.raw.execute("BEGIN")
        try:
            yield SqliteTx(self._line, self._seal)
            self.raw.commit()
        finally:
            self.raw.rollback()
            self._line.over()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """Looking only; nobody writes meanwhile, for there is no waiting."""
        try:
            yield SqliteTx(self._line, self._seal)
        finally:
            self._line.over()

    def migrate(self) -> None:
        """Make the tables, by every migration."""
        self.raw.execute("BEGIN")
        self._line.by_hand(upgrade_to)
        self.raw.commit()
        self._line.over()

    async def close(self) -> None:
        """Forget everything."""
        self._line.close()

    def become(self, other: sqlite3.Connection) -> None:
        """Hold exactly what the other database holds."""
        other.backup(self.raw)


async def _at_once(job: Callable[[], Any]) -> Any:
    return job()
