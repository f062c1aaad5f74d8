"""Ask the bot to end while it is busy, as a new version does: in time, and nothing twice (`make stops`)."""

import argparse
import asyncio
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.campaigns import ledger
from bench.campaigns.chat import newcomer
from bench.campaigns.crowd import crowd
from bench.campaigns.reminders import settled
from bench.campaigns.stage import Stage, staged

SPEED = 20.0
EACH = 40
IN_TIME = 10.0
"""Seconds that an end may take."""


@dataclass
class Run:
    """One campaign."""

    stage: Stage
    chance: random.Random
    slowest: float = 0.0
    breaches: list[str] = field(default_factory=list)

    async def go(self, stops: int) -> str:
        """Stop after stop, each in the middle of sends that take their time; the figures."""
        model = newcomer(self.stage)
        await model.settles()
        begin = self.stage.clock.now().replace(second=0, microsecond=0) + timedelta(minutes=2)
        moments = [begin + timedelta(minutes=minute) for minute in range(stops) for _ in range(EACH)]
        await crowd(self.stage.database_url, model, moments)
        for minute in range(stops):
            await self._stop(begin + timedelta(minutes=minute))
        found = await settled(self.stage, begin + timedelta(minutes=stops), {})
        self.breaches += found.breaches
        if found.doubled:
            self.breaches.append(f"{found.doubled} reminders came twice")
        return str(found)

    async def _stop(self, due: datetime) -> None:
        slow = {"kind": "delay", "method": "sendMessage", "seconds": 0.4, "count": EACH // 2}
        self.stage.standin.plan(slow)
        wait = (due - self.stage.clock.now()).total_seconds() / SPEED
        await asyncio.sleep(max(wait, 0.5) + self.chance.uniform(0, 0.5))
        bot, loop = self.stage.bots[0], asyncio.get_running_loop()
        begun = loop.time()
        bot.terminate()
        await self.stage.ended(bot, IN_TIME + 5)
        self.slowest = max(self.slowest, loop.time() - begun)
        if bot.exitcode != 0:
            self.breaches.append(f"a stop ended with {bot.exitcode}")


async def stops(number: int, seed: int) -> list[str]:
    """So many stops of one bot on SQLite; the breaches."""
    async with staged(speed=SPEED) as stage:
        run = Run(stage, random.Random(seed))  # noqa: S311
        figures = await run.go(number)
    if run.slowest > IN_TIME:
        run.breaches.append(f"a stop took {run.slowest:.1f} s")
    return ledger.told(f"stops: {number}, seed {seed}, slowest {run.slowest:.1f} s; {figures}", run.breaches)


def main() -> int:
    """The full form, or a shorter one; 1 for any breach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    return 1 if asyncio.run(stops(arguments.stops, arguments.seed)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
