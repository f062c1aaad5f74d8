"""The database: one engine, and transactions that either happen whole or not at all."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.faults import StorageUnavailable
from db import receipts
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
    `engine` is used instead of one for the address.
    """

    def __init__(self, url: str, field_key: str = "", engine: AsyncEngine | None = None) -> None:
        self.engine = engine or _engine(url)
        shared: dict[str, Any] = {
            "class_": AsyncSession, "expire_on_commit": False, "info": {"seal": Seal(field_key)},
        }  # fmt: skip
        self._sessions = async_sessionmaker(self.engine, **shared)
        readers = self.engine.execution_options(reading=True)
        self._readers = async_sessionmaker(readers, **shared)

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
            async with self._sessions() as tx:
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
        if self.is_sqlite:
            async with self.engine.execution_options(bare=True).connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Give every connection back; a forgotten one would keep the process alive."""
        await self.engine.dispose()


def _engine(url: str) -> AsyncEngine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(
            parsed.set(drivername="sqlite+aiosqlite"), hide_parameters=True, pool_size=5, max_overflow=5
        )
        return sqlite_as_ours(engine)
    return create_async_engine(
        parsed.set(drivername="postgresql+asyncpg"), hide_parameters=True, pool_size=10, pool_pre_ping=True
    )


def sqlite_as_ours(engine: AsyncEngine) -> AsyncEngine:
    """The engine with our pragmas and our BEGIN."""
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _: Any) -> None:
    # The driver's own BEGIN is deferred and loses updates silently; ours is sent on `begin`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    # A writer takes its lock at once: one that reads first and writes later loses to another writer.
    options = connection.get_execution_options()
    if not options.get("bare"):
        connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")
