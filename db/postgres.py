"""A PostgreSQL server: every statement is a round trip that has to be waited for."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.faults import StorageUnavailable
from db.sealing import Seal

_T = TypeVar("_T")


class PostgresTx:
    """A transaction on the server."""

    def __init__(self, connection: AsyncConnection, seal: Seal) -> None:
        self.seal = seal
        self.dialect = connection.dialect.name
        self._connection = connection

    async def exec(self, statement: Executable, *, params: Any = None) -> Any:
        """What the statement answers; plain values where it asks for one column."""
        found = await self._connection.execute(statement, params)
        return found.scalars() if isinstance(statement, SelectOfScalar) else found


class PostgresServer:
    """A pool of connections to one database."""

    def __init__(self, url: URL, seal: Seal) -> None:
        self._seal = seal
        self._engine = create_async_engine(url, hide_parameters=True, pool_size=10, pool_pre_ping=True)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[PostgresTx]:
        """A transaction that is on the disk when it ends."""
        async with self._connected() as connection, connection.begin():
            yield PostgresTx(connection, self._seal)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[PostgresTx]:
        """A transaction for looking only."""
        async with self._connected() as connection:
            yield PostgresTx(connection, self._seal)

    async def by_hand(self, work: Callable[[Connection], _T]) -> _T:
        """Let `work` use SQLAlchemy's connection inside a transaction."""
        async with self._connected() as connection, connection.begin():
            return await connection.run_sync(work)

    async def tidy(self) -> None:
        """PostgreSQL tidies up by itself."""

    async def close(self) -> None:
        """Give every connection back; a forgotten one would keep the process alive."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        try:
            connection = await self._engine.connect()
        except DBAPIError as error:
            # It answers, but not for us: an unknown name, a wrong password, a start under way.
            raise StorageUnavailable(type((error.orig and error.orig.__cause__) or error).__name__) from error
        try:
            yield connection
        finally:
            await connection.close()
