"""The database: transactions that either happen whole or not at all, on SQLite or PostgreSQL."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.domain.faults import StorageUnavailable
from db import address, receipts
from db.sealing import Seal
from db.sqlite import SqliteFile

if TYPE_CHECKING:
    from db.postgres import PostgresServer

_T = TypeVar("_T")
# SQLSTATE (PostgreSQL, appendix A), whole classes but for two: connection, a standby or a read-only server,
# who may enter, which database, rollback, no right or no table (while it is restored), resources, a lock not
# to be had, intervention, system, damage. None of them says that a statement of ours is wrong.
_PASSING = ("08", "25", "28", "3D", "40", "42501", "42P01", "53", "55", "57", "58", "XX")


class Tx(Protocol):
    """A transaction; `dialect` is sqlite or postgresql, `seal` shuts what is stored."""

    seal: Seal
    dialect: str

    async def exec(self, statement: Executable, *, params: Any = None) -> Any:
        """What the statement answers; plain values where it asks for one column."""
        ...


@contextmanager
def speaking_of_storage() -> Iterator[None]:
    """Turn a database that is locked, full, damaged, gone or not to be had into StorageUnavailable."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout, sqlite3.OperationalError, OSError) as error:
        raise StorageUnavailable(type(error).__name__) from error
    except sqlite3.DatabaseError as error:
        if type(error) is sqlite3.DatabaseError:  # damaged; what derives from it is a fault of ours
            raise StorageUnavailable(type(error).__name__) from error
        raise
    except DBAPIError as error:
        if error.connection_invalidated or _passes(error):
            raise StorageUnavailable(type(error).__name__) from error
        raise


def _passes(error: DBAPIError) -> bool:
    """Whether the server says that it is starting, ending, full, or undid this for another one's sake."""
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(state, str) and state.startswith(_PASSING)


class Database:
    """What stands behind a `DATABASE_URL` of `sqlite:///path` or `postgresql://...`.

    `field_key` holds the keys that seal people's reports, separated by commas; empty for none.
    """

    def __init__(self, url: str, field_key: str = "") -> None:
        self.url = address.read(url)
        self._store = _store(self.url, Seal(field_key))

    @property
    def is_sqlite(self) -> bool:
        """Whether one file on this machine holds everything."""
        return self.file is not None

    @property
    def file(self) -> Path | None:
        """SQLite's file; None for PostgreSQL."""
        return self._store.path if isinstance(self._store, SqliteFile) else None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction that commits at the end, together with the receipt of the update being handled.

        Raises StorageUnavailable when the database is locked, full or gone, and
        AlreadyHandled when the update at hand took effect before.
        """
        with speaking_of_storage():
            async with self._store.begin() as tx:
                receipt = await receipts.claim(tx)
                yield tx
        receipts.settle(receipt)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """A transaction for looking only; whatever it changes is rolled back."""
        with speaking_of_storage():
            async with self._store.read() as tx:
                yield tx

    async def by_hand(self, work: Callable[[Connection], _T]) -> _T:
        """Let `work` use SQLAlchemy's own connection in a transaction; faults pass through as they are."""
        return await self._store.by_hand(work)

    async def ping(self) -> None:
        """Raise StorageUnavailable unless the database can write: on a full disk it still answers."""
        async with self.begin() as tx:
            await receipts.try_out(tx)

    async def tidy(self) -> None:
        """Empty SQLite's write-ahead log, which still holds what was deleted or changed."""
        await self._store.tidy()

    async def close(self) -> None:
        """Give every connection back."""
        await self._store.close()


def _store(url: URL, seal: Seal) -> "SqliteFile | PostgresServer":
    if url.get_backend_name() == "sqlite":
        return SqliteFile(Path(url.database or ""), seal)
    # Only who has such a server needs what reaches it.
    from db.postgres import PostgresServer

    return PostgresServer(url, seal)
