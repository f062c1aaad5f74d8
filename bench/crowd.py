"""A crowded second: everybody is due at once, sent at up to 1,000 a second, while others tap.

`python -m bench.crowd` prints a table; beside Lumbo stands one PTB `run_daily` job per person.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop

from bench import ours
from bench.far_end import FarEnd
from bench.measuring import processor
from bench.peopled import FIRST, peopled
from bench.tappers import Tappers

RATE = 1_000.0
"""Messages a second that may go out."""

TAPPERS, TAPS = 200, 50.0
"""So many people train meanwhile, and so many taps a second they make."""

WARM, LEAD = 6.0, 4.0
PATIENCE = 60.0


class Crowd(Tappers):
    """The far end of one run: when each reminder arrived, and taps at an even pace."""

    def __init__(self, users: int, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(users, "", loop)
        self.arrived: dict[int, float] = {}

    def shown(self, chat: int, body: bytes, *, fresh: bool) -> int:
        """A message arrived."""
        if chat >= FIRST:
            self.arrived.setdefault(chat, time.time())
        return super().shown(chat, body, fresh=fresh)

    def _perhaps_tap(self, person: object) -> None:
        """Nobody here taps because of an answer: taps come at an even pace."""

    async def tap_evenly(self, seconds: float) -> None:
        """Tap for so long; whoever still waits for an answer is passed over."""
        people = list(self._people.values())
        for person in people:
            person.next, person.toast = f"do:{person.id}:1", True
        began, number = self._loop.time(), 0
        while self._loop.time() < began + seconds:
            person = people[number % len(people)]
            if person.next and person.toast:
                self._tap(person)
            number += 1
            await asyncio.sleep(max(0.0, began + number / TAPS - self._loop.time()))

    def latencies(self) -> Sequence[float]:
        """Seconds from tap to new screen, shortest first."""
        return sorted(self._times)


def main() -> None:
    """Run each, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, nargs="*", default=[1_000, 5_000])
    parser.add_argument("--daily", type=int, nargs="*", default=[300, 1_000])
    given = parser.parse_args()
    print("| due | design | taps | delivered | done after | longest stall | CPU each | tap p50 / p99 |")
    print("|--:|---|--:|--:|--:|--:|--:|--:|")
    for due in given.due:
        for tapping in (False, True):
            print(uvloop.run(_ours(due, tapping)), flush=True)
    for due in given.daily:
        print(uvloop.run(_daily(due)), flush=True)


async def _ours(due: int, tapping: bool) -> str:
    with tempfile.TemporaryDirectory(prefix="lumbo-bench-") as folder:
        file = Path(folder) / "crowd.db"
        lead = due / 5_000 + WARM + (TAPPERS / 50 if tapping else 0)
        at = datetime.fromtimestamp(int(time.time() + lead), UTC)
        await peopled(file, due, due, at)
        if tapping:
            await ours.prepare(file, TAPPERS)
        words = ("bench.crowd_bot", "--database", str(file), "--rate", str(RATE))
        return await _measured("Lumbo", due, at, words, TAPPERS if tapping else 0)


async def _daily(due: int) -> str:
    at = datetime.fromtimestamp(int(time.time()), UTC) + timedelta(seconds=LEAD + due / 500)
    words = ("bench.rivals.daily", "--send", str(due), "--at", str(at.timestamp()))
    return await _measured("PTB `run_daily` each", due, at, words, 0)


async def _measured(design: str, due: int, at: datetime, words: tuple[str, ...], users: int) -> str:
    loop = asyncio.get_running_loop()
    crowd = Crowd(users, loop)
    server = await loop.create_server(lambda: FarEnd(crowd), "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", *words, url, stdout=subprocess.PIPE)
    assert bot.stdout is not None  # noqa: S101  (asked for)
    await bot.stdout.readline()
    await asyncio.sleep(max(0.0, at.timestamp() - time.time() - 1.0))
    before, tapping = (
        processor(bot.pid),
        asyncio.ensure_future(crowd.tap_evenly(due / RATE + 3)) if users else None,
    )
    await _until_all_came(crowd, due, at.timestamp())
    spent = processor(bot.pid) - before
    if tapping:
        await tapping
    bot.terminate()
    stall = json.loads(await bot.stdout.readline())["stall"]
    await bot.wait()
    server.close()
    return _row(design, due, crowd, at.timestamp(), stall, spent, bool(users))


async def _until_all_came(crowd: Crowd, due: int, at: float) -> None:
    """Until nobody is missing, or a minute after the moment has passed with nothing new for ten seconds."""
    while len(crowd.arrived) < due:
        newest = max(crowd.arrived.values(), default=at)
        if time.time() > max(newest, at) + PATIENCE / 6 and time.time() > at + PATIENCE / 2:
            return
        await asyncio.sleep(0.05)


def _row(design: str, due: int, crowd: Crowd, at: float, stall: float, spent: float, tapping: bool) -> str:
    came, times = crowd.arrived, crowd.latencies()
    after = max(came.values(), default=at) - at
    each = f"{1000 * spent / max(len(came), 1):.2f} ms" if not tapping else "–"
    taps = (
        f"{1000 * times[len(times) // 2]:.1f} / {1000 * times[len(times) * 99 // 100]:.1f} ms"
        if times
        else "–"
    )
    return (
        f"| {due:,} | {design} | {f'{TAPS:.0f}/s' if tapping else '–'} | {len(came):,} | {after:.2f} s "
        f"| {1000 * stall:.0f} ms | {each} | {taps} |"
    )


if __name__ == "__main__":
    main()
