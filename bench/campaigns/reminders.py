"""Kill and freeze bots while reminders are due: none is lost, none comes more than twice (`make reminders`).

Two bots on PostgreSQL, and one with restarts on SQLite beside them. They die by -9 at random and at named
points of their work, or stand still for longer than a lease. Telegram loses replies, and people report pain.
"""

import argparse
import asyncio
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.campaigns import ledger
from bench.campaigns.chat import PATIENCE, Somebody, newcomer
from bench.campaigns.crowd import Due, crowd
from bench.campaigns.fate import REMINDER_POINTS, Fate
from bench.campaigns.postgres import Server
from bench.campaigns.stage import Stage, staged

SPEED = 30.0
"""A lease of a minute lasts two seconds."""
CYCLE = 1.5
"""Real seconds from one blow to the next."""
EACH_CYCLE = 60
IN_PAIN = 0.04
FROZEN = (2.3, 3.2)


@dataclass
class Run:
    """One campaign on one database."""

    stage: Stage
    chance: random.Random
    freezes: int = 0
    pains: dict[int, datetime] = field(default_factory=dict)

    async def go(self, cycles: int) -> ledger.Audit:
        """Blow after blow, then calm until everything is settled; the checker's word."""
        model = newcomer(self.stage)
        await model.settles()
        begin = self.stage.clock.now().replace(second=0, microsecond=0) + timedelta(minutes=2)
        minutes = max(1, round(cycles * CYCLE * SPEED / 60))
        moments = [
            begin + timedelta(minutes=self.chance.randrange(minutes)) for _ in range(cycles * EACH_CYCLE)
        ]
        people = await crowd(self.stage.database_url, model, moments)
        over = begin + timedelta(minutes=minutes)
        async with asyncio.TaskGroup() as tasks:
            for due in people:
                if self.chance.random() < IN_PAIN:
                    tasks.create_task(self._hurts(due, self.chance.uniform(-60, 90)))
            await self._blows(cycles)
        return await settled(self.stage, over + timedelta(minutes=1), self.pains)

    async def _blows(self, cycles: int) -> None:
        for _ in range(cycles):
            victim, kind = self.chance.randrange(len(self.stage.bots)), self.chance.random()
            pause = self.chance.uniform(0, CYCLE)
            await asyncio.sleep(pause)
            if self.chance.random() < 0.5:
                self.stage.standin.plan({"kind": "reset_after", "method": "sendMessage", "count": 1})
            if kind < 0.2:
                self.freezes += 1
                await self.stage.freeze(victim, self.chance.uniform(*FROZEN))
                continue
            if kind < 0.5:
                point, visit = self.chance.choice(REMINDER_POINTS), self.chance.randint(1, 4)
                self.stage.fates.append(Fate(point, visit))
            self.stage.kill(victim)
            await asyncio.sleep(CYCLE - pause)

    async def _hurts(self, due: Due, after: float) -> None:
        await asyncio.sleep((due.at - self.stage.clock.now()).total_seconds() / SPEED + after / SPEED)
        await Somebody(self.stage, due.user_id).says("/pain")
        self.pains[due.user_id] = self.stage.clock.now()


async def settled(stage: Stage, until: datetime, pains: dict[int, datetime]) -> ledger.Audit:
    """Wait in calm until nothing that was due before `until` is under way; the checker's word."""
    stage.fates.clear()
    stage.standin.clear_faults()
    patience = until + timedelta(seconds=PATIENCE * stage.clock.speed)
    while True:
        every, copies = await ledger.rows(stage.database_url), list(ledger.copies(stage.journal))
        found = ledger.audit(every, copies, until, pains)
        now = stage.clock.now()
        if now > patience or (now > until and not found.states.keys() & ledger.LIVE):
            return found
        await asyncio.sleep(0.5)


async def on_sqlite(seed: int, cycles: int) -> list[str]:
    """One bot that is restarted; the breaches."""
    async with staged(speed=SPEED) as stage:
        return await _told("sqlite", Run(stage, random.Random(seed)), seed, cycles)  # noqa: S311


async def on_postgresql(seed: int, cycles: int) -> list[str]:
    """Two bots behind one webhook; the breaches."""
    server = Server()
    try:
        async with staged(await server.database(), bots=2, webhook=True, speed=SPEED) as stage:
            return await _told("postgresql", Run(stage, random.Random(seed)), seed, cycles)  # noqa: S311
    finally:
        server.close()


async def _told(name: str, run: Run, seed: int, cycles: int) -> list[str]:
    found = await run.go(cycles)
    return ledger.told(
        f"{name}: {cycles} cycles, {run.stage.deaths} deaths, {run.freezes} freezes, seed {seed}; {found}; "
        f"{len(run.pains)} pain reports",
        found.breaches,
    )


async def both(seed: int, cycles: int) -> list[str]:
    """Both databases side by side; the breaches."""
    found = await asyncio.gather(on_sqlite(seed, cycles), on_postgresql(seed, cycles))
    return [*found[0], *found[1]]


def main() -> int:
    """The full form, or a shorter one; 1 for any breach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    return 1 if asyncio.run(both(arguments.seed, arguments.cycles)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
