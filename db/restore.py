"""Puts a backup in the place of the database: no old reminder goes out, nobody forgotten comes back."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import col, update

from bot.domain.reminder import LIVE, OccurrenceState
from db import custody, tombstones
from db.custody import CustodyError
from db.engine import Database, Tx
from db.migrate import migrate
from db.rotation import recognise
from db.tables import OccurrenceRow, SessionRow
from db.tombstones import Tombstone

# What may lie beside an SQLite file and belongs to it alone.
_COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; `replaced` is where the former database lies now."""

    forgotten: int
    expired: int
    replaced: Path | None = None


async def restore(url: str, source: Path, now: datetime, field_key: str = "") -> Restored:
    """Replace the SQLite database behind `url` by the backup `source`, which stays as it is.

    Raises CustodyError when a bot is using the database or the backup is damaged, SchemaError when it is
    from a newer Lumbo and SealError when FIELD_KEY does not fit; then nothing has changed.
    """
    path = custody.file_of(url)
    if path is None:
        raise CustodyError("this is PostgreSQL: use pg_restore, then type `restore` without a file")
    with custody.held(url, inspecting=False):
        custody.inspect(source)
        copy = path.with_name(f"{path.name}.restoring")
        _clear(copy)
        try:
            custody.copy(source, copy)
            _ours(copy, source)
            found = await _settled_copy(copy, _forgotten(path), now, field_key)
            return Restored(found.forgotten, found.expired, _swap(path, copy, now))
        finally:
            _clear(copy)


async def settle(database: Database, known: Sequence[Tombstone], now: datetime) -> Restored:
    """Make a database that was just restored fit for the present: old reminders end, the forgotten go."""
    await migrate(database, now)
    async with database.begin() as tx:
        await recognise(tx)
        forgotten = await tombstones.forget_again(tx, known)
        expired = await _end_old_reminders(tx, now)
    return Restored(forgotten, expired)


async def _end_old_reminders(tx: Tx, now: datetime) -> int:
    result = await tx.exec(
        update(OccurrenceRow)
        .where(col(OccurrenceRow.state).in_(LIVE), col(OccurrenceRow.due_at) < now)
        .values(state=OccurrenceState.EXPIRED, owner=None)
    )
    # A hold timer of then would ring now.
    await tx.exec(update(SessionRow).values(paint_at=None))
    return int(result.rowcount)


async def _settled_copy(copy: Path, known: Sequence[Tombstone], now: datetime, field_key: str) -> Restored:
    database = Database(f"sqlite:///{copy}", field_key)
    try:
        found = await settle(database, known, now)
        await database.tidy()
    finally:
        await database.close()
    return found


def _forgotten(path: Path) -> Sequence[Tombstone]:
    """The tombstones beside the database, and those in it as far as it can still be read."""
    try:
        found = list(tombstones.read(tombstones.file_of(path)))
    except (OSError, ValueError):
        raise CustodyError(
            f"{tombstones.file_of(path)} cannot be read: mend it first, "
            "or people who asked to be forgotten would come back"
        ) from None
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as old:
        for mark, salt, at in old.execute("SELECT mark, salt, at FROM tombstone"):
            found.append(Tombstone(mark, salt, datetime.fromisoformat(at).replace(tzinfo=UTC)))
    return found


def _swap(path: Path, copy: Path, now: datetime) -> Path | None:
    """Put `copy` in the place of `path` in one step; the former file stays beside it."""
    with copy.open("rb") as written:
        os.fsync(written.fileno())
    former = _free(path, now) if path.exists() else None
    if former is not None:
        try:
            former.hardlink_to(path)
        except OSError:  # a file system without links
            path.replace(former)
        for suffix in _COMPANIONS:
            with suppress(FileNotFoundError):
                Path(f"{path}{suffix}").replace(f"{former}{suffix}")
    copy.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return former


def _free(path: Path, now: datetime) -> Path:
    """A name for the former database that is not taken yet."""
    names = (path.with_name(f"{path.name}.replaced-{now:%Y%m%dT%H%M%S}{more}") for more in ("", *range(99)))
    return next(name for name in names if not name.exists())


def _ours(copy: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as opened:
            opened.execute("SELECT version_num FROM alembic_version")
    except sqlite3.Error:
        raise CustodyError(f"{source} is no backup of Lumbo") from None


def _clear(copy: Path) -> None:
    for suffix in ("", *_COMPANIONS):
        Path(f"{copy}{suffix}").unlink(missing_ok=True)
    for backup in copy.parent.glob(f"{copy.name}.before-*"):
        backup.unlink()
