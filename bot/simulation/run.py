"""The fleet: every person in a world of their own, spread over processes, the same for the same seed."""

import asyncio
import gc
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from random import Random

from bot.domain.programme import Programme
from bot.simulation.hands import USER, Hands
from bot.simulation.life import Day, Life
from bot.simulation.people import KINDS
from bot.simulation.watch import Breach, Watch
from bot.simulation.world import World, template
from content import catalogue
from db.memory import MemoryDatabase
from db.observing import Observer


@dataclass(frozen=True)
class Lived:
    """What is left of a life: `seconds` is the processor time it took."""

    index: int
    kind: str
    steps: int
    days: int
    checks: dict[str, int]
    happened: dict[str, int]
    breaches: tuple[Breach, ...]
    diary: tuple[Day, ...]
    seconds: float


@dataclass(frozen=True)
class Fleet:
    """How many people, for how many days, from which seed, in how many processes."""

    people: int
    days: int
    seed: int = 1
    jobs: int = 1

    def sail(self) -> Iterator[Lived]:
        """Every life, in order."""
        wanted = [(index, self.days, self.seed) for index in range(self.people)]
        if self.jobs == 1:
            yield from map(_live, wanted)
            return
        # A fresh interpreter for each process: nothing of ours is shared with them.
        with ProcessPoolExecutor(self.jobs, mp_context=get_context("spawn")) as pool:
            yield from pool.map(_live, wanted, chunksize=4)


def _live(wanted: tuple[int, int, int]) -> Lived:
    # Plans do not refer back to what refers to them: there is nothing to collect while a life goes on, and
    # what outlives one (the modules, the programme) need not be looked at after the next.
    gc.collect()
    gc.freeze()
    gc.disable()
    return asyncio.run(one_life(*wanted))


@cache
def _programme() -> Programme:
    return Programme(catalogue.load().exercises)


_TEMPLATE: list[MemoryDatabase] = []


async def one_life(index: int, days: int, seed: int) -> Lived:
    """The life of the person with this number: a pure function of the three."""
    began = time.process_time()
    if not _TEMPLATE:
        _TEMPLATE.append(template())
    database = MemoryDatabase()
    database.become(_TEMPLATE[0].raw)
    kind = KINDS[index % len(KINDS)]
    watch = Watch(Observer(database, USER), _programme())
    dice = Random(f"{seed}:{index}:{kind.name}")  # noqa: S311  (a life, not a secret)
    life = Life(Hands(World(database, _programme()), kind, dice, watch))
    try:
        await life.live(days)
    finally:
        await database.close()
    return Lived(
        index, kind.name, watch.steps, days, dict(watch.checks), dict(watch.happened), tuple(watch.breaches),
        tuple(life.diary), time.process_time() - began,
    )  # fmt: skip
