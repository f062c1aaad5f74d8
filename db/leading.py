"""Which of several processes sends reminders: the one whose connection holds PostgreSQL's advisory lock.

The lock ends with its connection, so a process that dies is replaced as soon as the server notices
(docs/decisions/0023-one-sends-the-rest-stand-by.md).
"""

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from db.engine import Database

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

LOCK = int.from_bytes(b"Lumbo")
"""The number of the lock in this database."""

TRUST = 1.0
"""Seconds for which the last answer of the connection is believed."""

PATIENCE = 1.5
"""Seconds that the connection may take to answer. TRUST and this are less than the server's own limit."""

# The server lets go of a connection whose other end is silent for three seconds: then another may lead.
_KEEPALIVE = {
    "tcp_keepalives_idle": "1",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "2",
    "tcp_user_timeout": "3000",
}
_LOCK = text(f"SELECT pg_try_advisory_lock({LOCK})")
_ALIVE = text("SELECT 1")
_GONE = (SQLAlchemyError, OSError, TimeoutError)


class Leadership:
    """Whether this process is the one that sends; on SQLite there is no other one."""

    def __init__(self, database: Database, *, trust: float = TRUST, patience: float = PATIENCE) -> None:
        self._engine = None if database.is_sqlite else _engine(database)
        self._trust, self._patience = trust, patience
        self._connection: AsyncConnection | None = None
        self._leads, self._asked_at = False, 0.0

    async def held(self) -> bool:
        """Take the lead if nobody has it; False also when the database does not answer in time."""
        if self._engine is None:
            return True
        if self._leads and time.monotonic() - self._asked_at < self._trust:
            return True
        asked_at = time.monotonic()
        try:
            async with asyncio.timeout(self._patience):
                self._leads = await self._asked(self._engine)
        except _GONE:
            await self._let_go()
        self._asked_at = asked_at
        return self._leads

    async def resign(self) -> None:
        """Let another process lead."""
        await self._let_go()
        if self._engine is not None:
            await self._engine.dispose()

    async def _asked(self, engine: "AsyncEngine") -> bool:
        if self._connection is None:
            self._connection = await engine.connect()
        if self._leads:
            await self._connection.execute(_ALIVE)
            return True
        return bool((await self._connection.execute(_LOCK)).scalar_one())

    async def _let_go(self) -> None:
        connection, self._connection, self._leads = self._connection, None, False
        if connection is not None:
            with suppress(*_GONE):
                async with asyncio.timeout(self._patience):
                    await connection.invalidate()
                    await connection.close()


def _engine(database: Database) -> "AsyncEngine":
    # Only who has such a server needs what reaches it.
    from sqlalchemy.ext.asyncio import create_async_engine

    options: dict[str, Any] = {"server_settings": _KEEPALIVE, "timeout": PATIENCE}
    return create_async_engine(
        database.url, connect_args=options,
        poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True,
    )  # fmt: skip
