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
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bench.campaigns import ledger
from bench.campaigns.botling import CATALOGUE, TOKEN, Life
from bench.campaigns.chat import newcomer
from bench.campaigns.crowd import Due, crowd
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
LONGEST = timedelta(minutes=40)


@dataclass
class Sky:
    """The bot in this process, on virtual time, before a stand-in."""

    stage: Stage
    app: App
    clock: StillClock

    async def pass_over(self, people: Sequence[Due]) -> None:
        """Beat on until everything is sent, or far too late."""
        end = self.clock.now() + LONGEST
        while self.clock.now() < end:
            self.clock.move(STEP)
            await self.app.dispatcher.tick()


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

    async def sleep(seconds: float) -> None:
        clock.move(timedelta(seconds=max(seconds, 0.001)))
        await asyncio.sleep(0)

    limiter = TwoLanes(
        bulk_rate=1_000.0, chat_interval=0.0, monotonic=lambda: clock.now().timestamp(), sleep=sleep
    )
    app = build(settings, clock, CATALOGUE, limiter)
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
        await found.pass_over(dues)
        gone = {due.user_id for due in dues if found.stage.standin.world.people[due.user_id].blocked}
        audited = await _audited(found, gone)
        breaches = [*audited.breaches, *_tried_again(found.stage, gone)]
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(given.items()))
    print(
        f"weather: {people} reminders ({kinds}), seed {seed}; reachable: {audited}; "
        f"breaches: {len(breaches) or 'none'}"
    )
    for breach in breaches[:20]:
        print(f"  {breach}")
    return breaches


async def _audited(found: Sky, gone: set[int]) -> ledger.Audit:
    every = [row for row in await ledger.rows(found.stage.database_url) if row.user_id not in gone]
    copies = list(ledger.copies(found.stage.journal))
    return ledger.audit(every, copies, found.clock.now() - timedelta(minutes=5), {})


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
