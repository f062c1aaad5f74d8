"""One SQLite file: statements run at once, only what waits for the disk runs in a thread.

A statement takes some ten microseconds and handing it to a thread ten times that; COMMIT waits until the disk
has everything, so it is handed over (docs/decisions/0025-statements-at-once.md), once for all who wrote
while the one before was under way (docs/decisions/0035-one-commit-for-many.md).
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel.sql.expression import SelectOfScalar

from db.same_files import SameFiles
from db.sealing import Seal
from db.short_way import Answer, ShortWay

PATIENCE = 10.0
"""How long a transaction waits for its turn, and then for another program's, in seconds."""

_LOOK_AGAIN = 0.01
# WAL makes a reader wait in rare moments only; the loop stands still for so many seconds at most.
_READER_WAITS = 0.1
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
_T = TypeVar("_T")


class Line:
    """A connection to SQLite, and the two ways of asking it: the short one, and SQLAlchemy's."""

    def __init__(self, raw: sqlite3.Connection, long: Callable[[Callable[[], Any]], Any]) -> None:
        self.raw, self._long = raw, long
        engine = create_engine("sqlite://", poolclass=StaticPool, creator=lambda: raw, hide_parameters=True)
        self._connection = engine.connect()
        self._short_way = ShortWay(raw, engine.dialect)
        # The driver's own BEGIN is deferred and loses updates silently; ours is sent by whoever begins.
        raw.isolation_level = None

    async def ask(self, statement: Executable, params: Any) -> Any:
        """What the statement answers."""
        if isinstance(params, Mapping):
            job = partial(self._short_way.run, statement, params)
            return await self._long(job) if statement.get_execution_options().get("long") else job()
        if params is not None:
            return self._short_way.run_each(statement, params)
        return self._connection.execute(statement)

    def by_hand(self, work: Callable[[Connection], _T]) -> _T:
        """Let `work` use SQLAlchemy's connection inside the transaction under way."""
        return work(self._connection)

    def over(self) -> None:
        """Let SQLAlchemy know that the transaction has ended."""
        if self._connection.in_transaction():
            self._connection.rollback()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
        self.raw.close()


class SqliteTx:
    """A transaction on the file."""

    def __init__(self, line: Line, seal: Seal) -> None:
        self.seal = seal
        self.dialect = "sqlite"
        self._line = line

    async def exec(self, statement: Executable, *, params: Any = None) -> Any:
        """What the statement answers; plain values where it asks for one column."""
        found = await self._line.ask(statement, params)
        if isinstance(statement, SelectOfScalar) and not isinstance(found, Answer):
            return found.scalars()
        return found


class SqliteFile:
    """The connections to one file: one that writes, in a fair line, and some that only look."""

    def __init__(self, path: Path, seal: Seal) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self._seal = path, seal
        self._turn = asyncio.Lock()
        self._commit: asyncio.Future[None] | None = None
        self._thread = ThreadPoolExecutor(1, "sqlite")
        self._writer: Line | None = None
        self._files = SameFiles(path)
        self._readers: list[Line] = []

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqliteTx]:
        """A transaction that is on the disk when it ends."""
        async with asyncio.timeout(PATIENCE):
            await self._turn.acquire()
        try:
            line, commit = await self._joined()
            with _by_itself(line.raw):
                yield SqliteTx(line, self._seal)
        finally:
            self._turn.release()
        await _to_its_end(commit)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqliteTx]:
        """A transaction for looking only."""
        line = self._readers.pop() if self._readers else self._opened(_READER_WAITS)
        try:
            line.raw.execute("BEGIN")
            yield SqliteTx(line, self._seal)
        finally:
            line.raw.rollback()
            line.over()
            self._readers.append(line)

    async def by_hand(self, work: Callable[[Connection], _T]) -> _T:
        """Let `work` use a connection of SQLAlchemy's inside a transaction, which it may commit by itself."""
        line = self._opened(0.0)
        try:
            await _begin_immediate(line.raw)
            found = line.by_hand(work)
            await self._off_the_loop(line.raw.commit)
            return found
        finally:
            line.raw.rollback()
            line.close()

    async def tidy(self) -> None:
        """Empty the write-ahead log, which still holds what was deleted or changed."""
        await asyncio.to_thread(_checkpoint, self.path)

    async def close(self) -> None:
        """Give every connection back, once what was begun is on the disk."""
        async with self._turn:
            for line in (self._writer, *self._readers):
                if line is not None:
                    line.close()
            self._writer, self._readers = None, []
            self._thread.shutdown()

    async def _joined(self) -> tuple[Line, "asyncio.Future[None]"]:
        """The line inside a transaction, and the COMMIT that it will end with, for whoever has the turn."""
        line = self._writer = self._writer or self._opened(0.0)
        if self._commit is None:
            await _begin_immediate(line.raw)
            self._files.check(line.raw)
            self._commit = asyncio.ensure_future(self._commit_in_turn(line))
            self._commit.add_done_callback(_looked_at)
        _still_there(line.raw)
        return line, self._commit

    async def _commit_in_turn(self, line: Line) -> None:
        """Stand in the line like everybody else: whoever stood there before is part of the COMMIT."""
        async with self._turn:
            self._commit = None
            try:
                _still_there(line.raw)
                await self._off_the_loop(line.raw.commit)
            finally:
                line.raw.rollback()
                line.over()

    def _opened(self, waits: float) -> Line:
        # After a crash the first who opens the file mends it: that is waited for, by the whole loop.
        raw = sqlite3.connect(self.path, timeout=PATIENCE, check_same_thread=False)
        for pragma in (*_PRAGMAS, f"busy_timeout={waits * 1000:.0f}"):
            raw.execute(f"PRAGMA {pragma}")
        return Line(raw, self._off_the_loop)

    async def _off_the_loop(self, job: Callable[[], _T]) -> _T:
        # Nobody may touch the connection while the thread has it.
        return await _to_its_end(asyncio.get_running_loop().run_in_executor(self._thread, job))


@contextmanager
def _by_itself(raw: sqlite3.Connection) -> Iterator[None]:
    """Undo what is done inside if it fails, and nothing of what others did before it."""
    raw.execute("SAVEPOINT one")
    try:
        yield
    except BaseException:
        # Without a disk to write to, SQLite has undone everything by itself.
        if raw.in_transaction:
            raw.execute("ROLLBACK TO one")
        raise
    finally:
        if raw.in_transaction:
            raw.execute("RELEASE one")


def _still_there(raw: sqlite3.Connection) -> None:
    """Raise unless the transaction that several share is still open."""
    if not raw.in_transaction:
        raise sqlite3.OperationalError("SQLite has undone what several had written")


async def _to_its_end(work: "asyncio.Future[_T]") -> _T:
    """What `work` brings; whoever is broken off meanwhile still sees it end."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait({work})
        raise


def _looked_at(commit: "asyncio.Future[None]") -> None:
    """A COMMIT may fail when nobody waits for it any more, and nothing is to be said of that."""
    if not commit.cancelled():
        commit.exception()


async def _begin_immediate(raw: sqlite3.Connection) -> None:
    """Take the right to write; while another program has it, only this task waits."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
        await asyncio.sleep(_LOOK_AGAIN)


def _checkpoint(path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
