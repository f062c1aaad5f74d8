"""Let thousands of updates wait while the bot is down, the pain reports last of all (`make backlog`).

Hundreds of people write and tap again and again, most of them are due meanwhile, and a few report pain. Then
the bot comes back, under Telegram's own pace.
"""

import argparse
import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bench.campaigns import ledger
from bench.campaigns.chat import Somebody, newcomer
from bench.campaigns.crowd import crowd
from bench.campaigns.stage import Stage, staged

HURT = 5
PATIENCE = 300.0
EFFECTS = {"/pause": "PausedByUser", "/resume": "ResumedByUser"}


@dataclass
class Run:
    """One backlog."""

    stage: Stage
    chance: random.Random
    breaches: list[str] = field(default_factory=list)

    async def go(self, updates: int, people: int) -> str:
        """Queue everything, bring the bot back, and see what becomes of it; the figures."""
        model = newcomer(self.stage)
        await model.settles()
        begin = self.stage.clock.now().replace(second=0, microsecond=0) + timedelta(minutes=30)
        every = [
            Somebody(self.stage, due.user_id)
            for due in await crowd(self.stage.database_url, model, [begin] * people)
        ]
        hurt, others = every[:HURT], every[HURT:]
        await asyncio.gather(*(each.says("/today") for each in hurt[::2]))
        self.stage.pause(0)
        self.stage.clock.set(begin + timedelta(minutes=10))
        said = list(self._said(updates - HURT, others))
        waiting = [self.stage.standin.says(each.id, words) for each, words in said]
        pains = [self._hurts(each) for each in hurt]
        self.stage.kill(0)
        loop = asyncio.get_running_loop()
        began = loop.time()
        await asyncio.gather(*(_rests(each) for each in hurt))
        in_pain = loop.time() - began
        await asyncio.gather(*(self.stage.standin.confirmed(each, PATIENCE) for each in waiting + pains))
        whole = loop.time() - began
        await self._judge(said, hurt)
        return f"pain in hand after {in_pain:.1f} s, everything after {whole:.1f} s"

    def _said(self, updates: int, people: list[Somebody]) -> Iterator[tuple[Somebody, str]]:
        """Everybody's commands in turn, people in any order."""
        words = tuple(EFFECTS)
        for number in range(updates):
            if number % len(people) == 0:
                self.chance.shuffle(people)
            yield people[number % len(people)], words[number // len(people) % 2]

    def _hurts(self, person: Somebody) -> int:
        """A tap on Pain where there is one, else the command; the update's id."""
        button = person.find("Pain")
        standin = self.stage.standin
        return standin.taps(person.id, *button) if button else standin.says(person.id, "/pain")

    async def _judge(self, said: list[tuple[Somebody, str]], hurt: list[Somebody]) -> None:
        told = Counter(await ledger.events(self.stage.database_url))
        wanted = Counter(EFFECTS[words] for _, words in said)
        self.breaches += [
            f"{told[kind]} {kind} after {count}" for kind, count in wanted.items() if told[kind] != count
        ]
        invited = {copy.user_id for copy in ledger.copies(self.stage.journal)}
        self.breaches += [
            f"{each.id} was invited with a report of pain waiting" for each in hurt if each.id in invited
        ]


async def _rests(person: Somebody) -> None:
    """Wait until the person is told that their plan rests."""
    await person.until(lambda: bool(person.sees("Everything rests now")), "the rest after a pain report")


async def backlog(updates: int, people: int, seed: int) -> list[str]:
    """So many updates of so many people; the breaches."""
    async with staged(paced=True) as stage:
        run = Run(stage, random.Random(seed))  # noqa: S311
        figures = await run.go(updates, people)
    return ledger.told(f"backlog: {updates} updates of {people} people, seed {seed}; {figures}", run.breaches)


def main() -> int:
    """The full form, or a shorter one; 1 for any breach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=5_000)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    return 1 if asyncio.run(backlog(arguments.updates, arguments.people, arguments.seed)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
