"""The database: one engine, and transactions that either happen whole or not at all."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.faults import StorageUnavailable
from db import inline, receipts
from db.sealing import Seal

Tx = AsyncSession


@contextmanager
def speaking_of_storage() -> Iterator[None]:
    """Turn a database that is locked, full, gone or not to be had into StorageUnavailable."""
    try:
        yield
    except (OperationalError, InterfaceError, ConnectionError, TimeoutError) as error:
        raise StorageUnavailable(type(error).__name__) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise StorageUnavailable(type(error).__name__) from error
        raise


class Database:
    """The engine behind a `DATABASE_URL` of `sqlite:///path` or `postgresql://...`.

    `field_key` holds the keys that seal people's reports, separated by commas; empty for none.
    """

    def __init__(self, url: str, field_key: str = "") -> None:
        self.engine, readers = _engines(url)
        shared: dict[str, Any] = {
            "class_": AsyncSession, "expire_on_commit": False, "info": {"seal": Seal(field_key)},
        }  # fmt: skip
        self._sessions = async_sessionmaker(self.engine, **shared)
        self._readers = async_sessionmaker(readers, **shared)
        self._both = (self.engine, readers)
        # SQLite lets one write at a time: our own wait in a fair line for it.
        self._turn = asyncio.Lock() if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        """Whether one file on this machine holds everything."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction that commits at the end, together with the receipt of the update being handled.

        Raises StorageUnavailable when the database is locked, full or gone, and
        AlreadyHandled when the update at hand took effect before.
        """
        with speaking_of_storage():
            async with self._in_line(), self._sessions() as tx:
                receipt = await receipts.claim(tx)
                yield tx
                await tx.commit()
        receipts.settle(receipt)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """A transaction for looking only; whatever it changes is rolled back."""
        with speaking_of_storage():
            async with self._readers() as tx:
                yield tx

    async def ping(self) -> None:
        """Raise StorageUnavailable unless the database answers."""
        async with self.read() as tx:
            await tx.exec(text("SELECT 1"))  # type: ignore[call-overload]

    async def tidy(self) -> None:
        """Empty SQLite's write-ahead log, which still holds what was deleted or changed."""
        if self.is_sqlite and self.engine.url.database:
            await asyncio.to_thread(_checkpoint, self.engine.url.database)

    async def close(self) -> None:
        """Give every connection back."""
        for engine in self._both:
            await engine.dispose()

    @asynccontextmanager
    async def _in_line(self) -> AsyncIterator[None]:
        if self._turn is None:
            yield
            return
        async with asyncio.timeout(inline.PATIENCE):
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()


def _engines(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """What writes and what reads."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        return inline.engines(parsed)
    engine = create_async_engine(
        parsed.set(drivername="postgresql+asyncpg"), hide_parameters=True, pool_size=10, pool_pre_ping=True
    )
    return engine, engine


def _checkpoint(path: str) -> None:
    with closing(sqlite3.connect(path, timeout=inline.PATIENCE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
