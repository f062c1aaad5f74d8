"""What a process takes: memory, processor time, and how long its event loop stands still."""

import asyncio
import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY = 0.005


def memory(pid: int | str = "self") -> float:
    """Resident memory in MB."""
    return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


def processor(pid: int | str = "self") -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


class Stalls:
    """Beats on the running loop, and keeps the longest delay of a beat in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._loop = asyncio.get_running_loop()
        self._due = self._loop.time()
        self._beat()

    def _beat(self) -> None:
        self.longest = max(self.longest, self._loop.time() - self._due)
        self._due = self._loop.time() + _EVERY
        self._loop.call_at(self._due, self._beat)
