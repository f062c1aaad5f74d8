"""What a process leaves behind of its sends when it dies: a file in the page cache, written at the wire.

It outlives the process and not the machine: after a power cut, and to another machine, it says nothing.
"""

import fcntl
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import Enum
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from time import time

from bot.domain.reminder import Occurrence, Trace
from db.custody import file_of

LONG = 64 * 1024
"""A file of so many bytes is begun anew as soon as nothing is under way."""

KEPT = 24 * 3600.0
"""Seconds after which nobody asks for the trail of a dead process any more: its reminders have expired."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Step(Enum):
    """Where a send is."""

    LEAVES = b"leaves"
    LEFT = b"left"


def this_boot() -> str:
    """What names the time since the machine started, on Linux; elsewhere nothing."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""


def folder_for(database_url: str) -> Path:
    """Where the processes on one database leave their trails: beside its file, else among temporary ones."""
    if (file := file_of(database_url)) is not None:
        return file.with_name(f"{file.name}-trails")
    name = sha256(f"{os.getuid()} {database_url}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"lumbo-{name}"


class Trail:
    """This process's file, and what the files of those before it tell; `owner` names the process.

    `boot` names the time since the machine started, in which a page cache lasts; empty where nobody tells.
    Without a file nobody can tell, and no harm is done: where there is no room for one, or no such system.
    """

    def __init__(self, folder: Path, owner: str, boot: str) -> None:
        self._folder, self._owner, self._boot = folder, owner, boot
        self._file: int | None = None

    def open(self) -> None:
        """Begin the file, before anything is sent; it is locked for as long as this process lives."""
        if self._file is not None or not self._boot:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if self._folder.stat().st_uid != os.getuid():
                return  # somebody else's folder: what lies in it may be made up
            self._clear_away()
            self._file = os.open(self._path(self._owner), os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                # A file that anybody can lock would say that this process is dead.
                self._give_up()

    def mark(self, occurrence_id: int, start: int, step: Step) -> None:
        """The `start`-th send of this reminder is at this step."""
        if self._file is None:
            return
        line = _line(occurrence_id, start, step)
        try:
            whole = os.write(self._file, line) == len(line)
        except OSError:
            whole = False
        if not whole:
            # Half a trail would say of a send that has left that it never did.
            self._give_up()

    def settle(self) -> None:
        """Nothing is under way, and all of it is written in the database: a long file may begin anew."""
        if self._file is not None and os.fstat(self._file).st_size > LONG:
            os.truncate(self._file, 0)

    def close(self, *, keep: bool = False) -> None:
        """Remove the file; `keep` it when sends are under way that nobody has recorded."""
        if self._file is not None:
            if not keep:
                with suppress(OSError):
                    self._path(self._owner).unlink()
            os.close(self._file)
            self._file = None

    def _give_up(self) -> None:
        self.close()
        self._boot = ""

    def of(self, woken: Sequence[Occurrence]) -> Sequence[Trace]:
        """What is known of the last start of each, by the process that is its owner."""
        files = {owner: self._left_by(owner) for owner in {each.owner for each in woken if each.owner}}
        return [_trace(each, files) for each in woken]

    def _left_by(self, owner: str) -> tuple[bytes, bool] | None:
        """What stands in the file of `owner`, and whether that is all there will ever be."""
        if not self._boot or owner == self._owner:
            return None
        try:
            with self._path(owner).open("rb") as file:
                ended = _ended(file)
                return file.read(), ended
        except OSError:
            return None

    def _clear_away(self) -> None:
        for path in self._folder.iterdir():
            # Another process may be clearing away as well.
            with suppress(OSError), path.open("rb") as file:
                if time() - path.stat().st_mtime > KEPT and _ended(file):
                    path.unlink()

    def _path(self, owner: str) -> Path:
        return self._folder / f"{owner}.{self._boot}"


def _trace(occurrence: Occurrence, files: Mapping[str, tuple[bytes, bool] | None]) -> Trace:
    found = files.get(occurrence.owner or "")
    if found is None:
        return Trace.UNKNOWN
    marks, ended = found
    steps = [step for step in Step if _line(occurrence.id, occurrence.starts, step) in marks]
    if Step.LEFT in steps:
        return Trace.LEFT
    return Trace.STAYED if ended and not steps else Trace.UNKNOWN


def _line(occurrence_id: int, start: int, step: Step) -> bytes:
    return b"\n%d %d %b\n" % (occurrence_id, start, step.value)


def _ended(file: BufferedReader) -> bool:
    """Whether the process that writes `file` is dead; asked before it is read."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
