"""Who may use an SQLite file, and how it is copied: one process writes, a backup reads page by page."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from db.migrate import backup


class CustodyError(Exception):
    """The database file cannot be used; the message is one line that says what to do."""


@contextmanager
def held(url: str) -> Iterator[None]:
    """Keep an SQLite file for this process alone; CustodyError when another one has it.

    The lock is the operating system's: it is gone with the process, however that ends.
    """
    path = _file(url)
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
        yield


def back_up(url: str, target: Path) -> None:
    """Copy the SQLite file behind `url` to `target`; CustodyError for anything else."""
    path = _file(url)
    if path is None:
        raise CustodyError("this is a PostgreSQL database: type pg_dump -Fc to back it up")
    if not path.is_file():
        raise CustodyError(f"there is no database at {path} yet: start the bot once first")
    if target.exists():
        raise CustodyError(f"{target} is already there: choose another name")
    backup(path, target)


def _file(url: str) -> Path | None:
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None
