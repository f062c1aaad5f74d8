"""Reminders in bad weather: people gone, 429s, server errors and lost replies, mixed (`make weather`).

Time is virtual, so that a quarter of an hour of waiting costs nothing; the calls are real HTTP.
"""

import argparse
import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bench.campaigns import ledger
from bench.campaigns.botling import CATALOGUE, TOKEN, Life
from bench.campaigns.chat import newcomer
from bench.campaigns.crowd import GRACE, Due, crowd
from bench.campaigns.stage import Stage, shared
from bench.campaigns.time import MORNING, SharedClock
from bot import log
from bot.app import App
from bot.assembly import build
from bot.clock import StillClock
from bot.demo.standin import StandIn
from bot.settings import Settings
from bot.transport.limiter import TwoLanes

WEATHER = {
    "gone": 0.10,
    "too_many": 0.05,
    "server_error": 0.025,
    "server_error_after": 0.025,
    "reset_after": 0.02,
    "fair": 0.78,
}
SPREAD = 20
"""Minutes over which the reminders are due."""
STEP = timedelta(seconds=15)
AN_ANSWER = 1.0
"""Seconds within which Telegram has answered: no longer wait is over before the answers on their way."""


@dataclass
class Sky:
    """The bot in this process, on virtual time, before a stand-in."""

    stage: Stage
    app: App
    clock: StillClock

    async def pass_over(self, last: datetime) -> None:
        """Beat on until what is due at `last` or before has come to its end, or its grace is over."""
        while self.clock.now() < last + GRACE:
            self.clock.move(STEP)
            await self.app.dispatcher.tick()
            if self.clock.now() > last and not await self._under_way(last):
                return

    async def _under_way(self, last: datetime) -> bool:
        every = await ledger.rows(self.stage.database_url)
        return any(row.state in ledger.LIVE and row.due_at <= last for row in every)


class _VirtualWait:
    """Moves the clock instead of waiting, so that a wait costs nothing.

    Answers come in real time, so a long wait lets those on their way come first: else a busy machine would
    answer minutes late by the moved clock, and leases would run out that no real Telegram lets run out.
    """

    def __init__(self, clock: StillClock) -> None:
        self._clock = clock
        self._calls = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    def watch(self, app: App) -> None:
        """Count the calls of this bot that are unanswered."""
        request = app.request.do_request

        async def counted(*args: Any, **named: Any) -> tuple[int, bytes]:
            self._calls += 1
            self._quiet.clear()
            try:
                return await request(*args, **named)
            finally:
                self._calls -= 1
                if not self._calls:
                    self._quiet.set()

        app.request.do_request = counted  # type: ignore[method-assign]

    async def sleep(self, seconds: float) -> None:
        """So many seconds pass at once."""
        if seconds > AN_ANSWER:
            await self._quiet.wait()
        self._clock.move(timedelta(seconds=max(seconds, 0.001)))
        await asyncio.sleep(0)


def spoil(stage: Stage, people: Sequence[Due], chance: random.Random) -> Counter[str]:
    """Give everybody their weather; how many have which."""
    given: Counter[str] = Counter()
    for due in people:
        kind = chance.choices(list(WEATHER), list(WEATHER.values()))[0]
        given[kind] += 1
        if kind == "gone":
            stage.standin.world.people[due.user_id].blocked = True
        elif kind != "fair":
            retry_after = 7 if kind == "too_many" else None
            stage.standin.plan({"kind": kind, "chat_id": due.user_id, "count": 1, "retry_after": retry_after})
    return given


@asynccontextmanager
async def sky() -> AsyncIterator[Sky]:
    """A running bot whose clock and pace only move when it waits."""
    log.set_up("ERROR")
    folder = Path(tempfile.mkdtemp(prefix="lumbo-weather-"))
    clock = StillClock(MORNING)
    standin = StandIn(clock.now, TOKEN, folder / "journal.jsonl")
    await standin.start()
    life = Life(standin.url, f"sqlite:///{folder / 'lumbo.db'}")
    settings = Settings(
        _env_file=None, telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=life.api_url, database_url=life.database_url,
    )  # fmt: skip
    wait = _VirtualWait(clock)
    limiter = TwoLanes(
        bulk_rate=1_000.0, chat_interval=0.0, monotonic=lambda: clock.now().timestamp(), sleep=wait.sleep
    )
    app = build(settings, clock, CATALOGUE, limiter)
    wait.watch(app)
    await app.start(beating=False)
    running = asyncio.ensure_future(app.run())
    try:
        yield Sky(Stage(SharedClock(shared()), standin, folder, [life]), app, clock)
    finally:
        app.door.stop()
        await running
        await app.stop()
        await standin.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def weather(people: int, seed: int) -> list[str]:
    """So many reminders in mixed weather; the breaches."""
    chance = random.Random(seed)  # noqa: S311
    async with sky() as found:
        model = newcomer(found.stage)
        await model.settles()
        begin = found.clock.now() + timedelta(minutes=1)
        moments = [begin + timedelta(minutes=chance.randrange(SPREAD)) for _ in range(people)]
        dues = await crowd(found.stage.database_url, model, moments)
        given = spoil(found.stage, dues, chance)
        last = max(moments)
        await found.pass_over(last)
        gone = {due.user_id for due in dues if found.stage.standin.world.people[due.user_id].blocked}
        audited = await _audited(found, gone, last)
        breaches = [*audited.breaches, *_tried_again(found.stage, gone)]
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(given.items()))
    return ledger.told(f"weather: {people} reminders ({kinds}), seed {seed}; reachable: {audited}", breaches)


async def _audited(found: Sky, gone: set[int], last: datetime) -> ledger.Audit:
    every = [row for row in await ledger.rows(found.stage.database_url) if row.user_id not in gone]
    copies = list(ledger.copies(found.stage.journal))
    return ledger.audit(every, copies, last + STEP, {})


def _tried_again(stage: Stage, gone: set[int]) -> list[str]:
    """Who blocked the bot hears nothing more after the first refusal."""
    tries = Counter(
        call.chat_id for call in stage.standin.calls if call.method == "sendMessage" and call.chat_id in gone
    )
    return [f"person {who} was tried {count} times" for who, count in tries.items() if count > 1] + [
        f"person {who} was never tried" for who in gone if not tries[who]
    ]


def main() -> int:
    """The full form, or a shorter one; 1 for any breach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    return 1 if asyncio.run(weather(arguments.people, arguments.seed)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
