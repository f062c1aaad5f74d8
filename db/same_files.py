"""Whether the files that SQLite has open are still the ones that bear their names.

A deleted or replaced file lives on for whoever has it open: what is written there is gone with the process.
"""

import sqlite3
from pathlib import Path

from bot.domain.faults import StorageUnavailable

_Identity = tuple[int, int] | None


class SameFiles:
    """Knows a database and its write-ahead log again; the first look says which ones they are."""

    def __init__(self, path: Path) -> None:
        self._paths = path, Path(f"{path}-wal")
        self._first: list[_Identity] = []

    def check(self, raw: sqlite3.Connection) -> None:
        """End the transaction of `raw` that has just begun and raise, if it would write to nowhere."""
        now = [_identity(each) for each in self._paths]
        self._first = self._first or now
        if None in now or now != self._first:
            raw.rollback()
            raise StorageUnavailable(
                f"{self._paths[0]} or its -wal was deleted or replaced under the running bot: "
                "stop it, put them back or restore a backup, and start it"
            )


def _identity(path: Path) -> _Identity:
    """The same for one file under any name; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
