"""Kill bots with -9 while people chat: no update is lost, none counts twice (`make kills`).

One bot with restarts on SQLite, and two behind a webhook on PostgreSQL, whose server is cut off again and
again meanwhile.
"""

import argparse
import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from bench.campaigns import ledger
from bench.campaigns.chat import newcomer
from bench.campaigns.fate import UPDATE_POINTS, Fate
from bench.campaigns.postgres import Server
from bench.campaigns.stage import Stage, staged
from bench.campaigns.stories import PAIN, SETTLING, TRAINING, live

ONCE_EACH = ("Screened", "SessionBuilt", "SessionClosed", "EffortGiven", "PainReported", "PainRated")
MORNING = (*SETTLING, *TRAINING, *PAIN[:2])
AT_ONCE = 12
PAUSE = (0.5, 1.8)
"""Real seconds between two blows."""
RECOVERY = 30.0
"""Seconds within which updates are taken in again after the database server was cut off."""


@dataclass
class Run:
    """One campaign on one database."""

    stage: Stage
    chance: random.Random
    server: Server | None = None
    people: int = 0
    updates: int = 0
    cuts: int = 0
    slowest: float = 0.0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def go(self, kills: int, cuts: int) -> list[str]:
        """Let people chat until the last blow; what was lost or counted twice."""
        async with asyncio.TaskGroup() as tasks:
            for _ in range(AT_ONCE):
                tasks.create_task(self._mornings())
            await self._blows(kills, cuts)
            self.over.set()
        told = Counter(await ledger.events(self.stage.database_url))
        wrong = [
            f"{told[kind]} {kind} of {self.people} people" for kind in ONCE_EACH if told[kind] != self.people
        ]
        late = [f"{self.slowest:.0f} s without updates after a cut"] if self.slowest > RECOVERY else []
        return wrong + late

    async def _mornings(self) -> None:
        while not self.over.is_set():
            anna = newcomer(self.stage)
            self.people += 1
            await live(anna, MORNING)
            self.updates += len(MORNING)

    async def _blows(self, kills: int, cuts: int) -> None:
        every = kills // cuts if cuts else 0
        for number in range(kills):
            await asyncio.sleep(self.chance.uniform(*PAUSE))
            if self.chance.random() < 0.4:
                self.stage.fates.append(Fate(self.chance.choice(UPDATE_POINTS), self.chance.randint(1, 5)))
            self.stage.kill(self.chance.randrange(len(self.stage.bots)))
            if self.server and every and number % every == every - 1:
                await self._cut(self.server)

    async def _cut(self, server: Server) -> None:
        await server.cut()
        self.cuts += 1
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await newcomer(self.stage).says("/start")
        self.slowest = max(self.slowest, loop.time() - begun)


async def on_sqlite(seed: int, kills: int) -> list[str]:
    """One bot that is restarted; the breaches."""
    async with staged() as stage:
        return await _told("sqlite", Run(stage, random.Random(seed)), seed, kills, 0)  # noqa: S311


async def on_postgresql(seed: int, kills: int, cuts: int) -> list[str]:
    """Two bots behind one webhook, and a server that is cut off; the breaches."""
    server = Server()
    try:
        async with staged(await server.database(), bots=2, webhook=True) as stage:
            run = Run(stage, random.Random(seed), server)  # noqa: S311
            return await _told("postgresql", run, seed, kills, cuts)
    finally:
        server.close()


async def _told(name: str, run: Run, seed: int, kills: int, cuts: int) -> list[str]:
    wrong = await run.go(kills, cuts)
    outage = f", {run.cuts} cuts, slowest recovery {run.slowest:.1f} s" if cuts else ""
    print(
        f"{name}: {run.stage.deaths} deaths{outage}, seed {seed}, {run.people} people, {run.updates} taps; "
        f"lost or doubled: {'; '.join(wrong) or 'none'}"
    )
    return wrong


async def both(seed: int, kills: int, cuts: int) -> list[str]:
    """Both databases side by side; the breaches."""
    found = await asyncio.gather(on_sqlite(seed, kills), on_postgresql(seed, kills, cuts))
    return [*found[0], *found[1]]


def main() -> int:
    """The full form, or a shorter one; 1 for any loss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    return 1 if asyncio.run(both(arguments.seed, arguments.kills, arguments.cuts)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
