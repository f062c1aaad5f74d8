"""Who may use an SQLite file, whether it is sound, and how it is copied: one process writes at a time."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from db import address
from db.migrate import backup

# A quick check reads the whole file: 190 MB took 0.3 s on the machine where this was written.
CHECKED_UP_TO = 200 * 1024 * 1024


class CustodyError(Exception):
    """The database file cannot be used; the message is one line that says what to do."""


@contextmanager
def held(url: str, *, inspecting: bool = True) -> Iterator[None]:
    """Keep an SQLite file for this process alone; CustodyError when another one has it or it is damaged.

    The lock is the operating system's: it is gone with the process, however that ends.
    """
    path = file_of(url)
    if path is None:
        yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f"{path.name}.lock").open("w")
    except OSError as error:
        raise CustodyError(f"{path} cannot be written: {error.strerror}; mend the folder's rights") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CustodyError(
                f"another Lumbo is using {path}: stop it first, or use PostgreSQL for several processes"
            ) from None
        if inspecting:
            if not path.exists():
                path.touch(mode=0o600)  # what SQLite lays beside it takes over these rights
            _writable(path)
            inspect(path, up_to=CHECKED_UP_TO)
        yield


def inspect(path: Path, up_to: int | None = None) -> None:
    """Raise CustodyError unless `path` holds an undamaged database.

    Without `up_to` everything is checked; with it only tables, and beyond so many bytes only the head.
    """
    if not path.is_file():
        raise CustodyError(f"{path} is no file: name one" if path.exists() else f"there is no file {path}")
    question = "PRAGMA integrity_check(1)" if up_to is None else "PRAGMA quick_check(1)"
    if up_to is not None and path.stat().st_size > up_to:
        question = "SELECT 'ok' FROM (SELECT count(*) FROM sqlite_schema)"
    try:
        with closing(sqlite3.connect(path)) as connection:
            (told,) = connection.execute(question).fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise CustodyError(f"another program has locked {path}: end it, and start again") from None
        told = str(error)
    if told != "ok":
        raise CustodyError(
            f"{path} is damaged ({told.splitlines()[-1]}): bring back a backup with "
            "`python -m bot restore FILE`"
        )


def back_up(url: str, target: Path) -> None:
    """Copy the SQLite file behind `url` to `target`; CustodyError for anything else."""
    path = existing(url)
    if path is None:
        raise CustodyError("this is a PostgreSQL database: type pg_dump -Fc to back it up")
    if target.exists():
        raise CustodyError(f"{target} is already there: choose another name")
    copy(path, target)


def copy(source: Path, target: Path) -> None:
    """Copy a live SQLite file for its owner's eyes only; CustodyError when that fails, with no half left."""
    try:
        backup(source, target)
    except (OSError, sqlite3.Error) as error:
        target.unlink(missing_ok=True)
        raise CustodyError(f"{target} cannot be written: {error}") from None


def existing(url: str) -> Path | None:
    """As `file_of`; CustodyError when the file is not there yet."""
    path = file_of(url)
    if path is not None and not path.is_file():
        raise CustodyError(f"there is no database at {path} yet: start the bot once first")
    return path


def file_of(url: str) -> Path | None:
    """The file behind an SQLite address; None for any other database."""
    parsed = address.read(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _writable(path: Path) -> None:
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise CustodyError(f"{place} is read-only: give this user the right to write it")
