"""How many people one process can look after: start, memory, an idle beat, a crowd planned and claimed.

`python -m bench.users` prints a table; beside each size stands one PTB `run_daily` job per person.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.measuring import memory
from bench.peopled import peopled
from bot.clock import StillClock
from bot.domain.reminder import Sent
from bot.services.ports import Outcome
from bot.services.reminders import Reminders
from db.engine import Database
from db.migrate import migrate

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DUE, FIRST_DUE = 500, 50
"""So many are measured, after so many others with whom every statement has been put together once."""

BEATS = 200


def main() -> None:
    """Measure each size in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1_000, 100_000])
    parser.add_argument("--probe", type=Path, help="measure on this database and print JSON")
    given = parser.parse_args()
    if given.probe:
        asyncio.run(_probe(given.probe))
        return
    print("| people | design | ready after | memory | idle beat | 500 due: claimed | planned and claimed |")
    print("|--:|---|--:|--:|--:|--:|--:|")
    for size in given.sizes:
        print(_row(size, "Lumbo", _ours(size)), flush=True)
    for size in given.jobs:
        print(_row(size, "PTB `run_daily` each", _spoken("bench.rivals.daily", "--register", str(size))))


def _ours(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="lumbo-bench-") as folder:
        file = Path(folder) / "people.db"
        asyncio.run(peopled(file, size, FIRST_DUE + DUE, NOON))
        return _spoken("bench.users", "--probe", str(file))


def _spoken(module: str, *words: str) -> dict[str, float]:
    command = [sys.executable, "-m", module, *words]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603
    return found


def _row(size: int, design: str, found: dict[str, float]) -> str:
    idle, claim, rate = found.get("idle"), found.get("claim"), found.get("rate")
    return (
        f"| {size:,} | {design} | {found['ready']:.2f} s | {found['memory']:.0f} MB "
        f"| {f'{1000 * idle:.2f} ms' if idle else '–'} | {f'{1000 * claim:.0f} ms' if claim else '–'} "
        f"| {f'{rate:,.0f} a second' if rate else '–'} |"
    )


async def _probe(file: Path) -> None:
    """Open the database as the bot does, beat while nothing is due, then take what is."""
    began = time.perf_counter()
    database, clock = Database(f"sqlite:///{file}"), StillClock(NOON - timedelta(minutes=1))
    await migrate(database, clock.now())
    reminders = Reminders(database, clock, "bench")
    await reminders.claim()
    ready = time.perf_counter() - began
    beats = [await _timed(reminders) for _ in range(BEATS)]
    clock.move(timedelta(minutes=1))
    await _taken(reminders, FIRST_DUE)
    claim, took = await _taken(reminders, DUE)
    await database.close()
    print(json.dumps({
        "ready": ready, "memory": memory(), "idle": statistics.median(beats), "claim": claim,
        "rate": DUE / took,
    }))  # fmt: skip


async def _taken(reminders: Reminders, due: int) -> tuple[float, float]:
    """Seconds until so many are claimed, and until they are also started, recorded and planned again."""
    begun = time.perf_counter()
    claimed = await reminders.claim(due)
    claim = time.perf_counter() - begun
    invitations = await reminders.start(claimed)
    await reminders.record([Outcome(each, Sent.DELIVERED, 1) for each in invitations])
    assert len(invitations) == due  # noqa: S101  (else the figures say nothing)
    return claim, time.perf_counter() - begun


async def _timed(reminders: Reminders) -> float:
    begun = time.perf_counter()
    await reminders.claim()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
