"""A database in memory that answers at once: a simulated year has no time for waiting.

It runs the very statements of this package in the dialect of the running bot's SQLite; what is spared is
the way to them: pool, thread, event loop, and the bookkeeping of rows that nobody writes back.
"""

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy import Connection, Executable, create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel
from sqlmodel.sql.expression import SelectOfScalar

from db.engine import Database, Tx
from db.migrate import upgrade_to
from db.sealing import Seal
from db.short_way import ShortWay


class MemoryTx:
    """A transaction as this package asks for it; rows cannot be written back."""

    def __init__(self, connection: Connection, short_way: ShortWay) -> None:
        self.info = {"seal": Seal()}
        self._connection, self._short_way = connection, short_way
        self._added: list[SQLModel] = []

    def get_bind(self) -> Connection:
        """The connection, which knows the dialect."""
        return self._connection

    async def exec(self, statement: Executable, *, params: Any = None) -> Any:
        """What the statement answers; plain values where it asks for one column."""
        if self._added:
            await self.flush()
        if isinstance(params, Mapping):
            return self._short_way.run(statement, params)
        if params is not None:
            return [self._short_way.run(statement, row) for row in params]
        result = self._connection.execute(statement)
        if isinstance(statement, SelectOfScalar) and len(result.keys()) == 1:
            return result.scalars()
        return result

    def add(self, row: SQLModel) -> None:
        """Write a new row with the next statement."""
        self._added.append(row)

    async def flush(self) -> None:
        """Write the new rows now; each learns its id."""
        rows, self._added = self._added, []
        for row in rows:
            table = SQLModel.metadata.tables[str(type(row).__tablename__)]
            values = {name: value for name, value in row if value is not None}
            done = self._connection.execute(table.insert(), values)
            if getattr(row, "id", 0) is None and done.inserted_primary_key is not None:
                row.id = done.inserted_primary_key[0]


class MemoryDatabase(Database):
    """A database that is gone with its object; `raw` is its one connection, to look at it from outside."""

    def __init__(self) -> None:
        self.raw = sqlite3.connect(":memory:", check_same_thread=False)
        self._engine = create_engine("sqlite://", poolclass=StaticPool, creator=lambda: self.raw)
        self._connection = self._engine.connect()
        # The driver's own BEGIN would come late, and not at all before a SELECT.
        self.raw.isolation_level = None
        self.raw.execute("PRAGMA foreign_keys=ON")
        self.raw.execute("PRAGMA secure_delete=OFF")
        self._short_way = ShortWay(self.raw, self._engine.dialect)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction that happens whole or not at all."""
        tx = MemoryTx(self._connection, self._short_way)
        self.raw.execute("BEGIN")
        try:
            yield cast(Tx, tx)
            await tx.flush()
        except BaseException:
            self.raw.rollback()
            raise
        self.raw.commit()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """A transaction for looking only."""
        self.raw.execute("BEGIN")
        try:
            yield cast(Tx, MemoryTx(self._connection, self._short_way))
        finally:
            self.raw.rollback()

    def migrate(self) -> None:
        """Make the tables, by every migration."""
        with self._connection.begin():
            upgrade_to(self._connection)

    async def close(self) -> None:
        """Forget everything."""
        self._connection.close()
        self._engine.dispose()
        self.raw.close()

    def become(self, other: sqlite3.Connection) -> None:
        """Hold exactly what the other database holds."""
        other.backup(self.raw)
