"""Fail the first, second, third ... commit, call and named point of each core story (`make faults`).

After each fault the story is told to its end: its effects are there once, as if nothing had happened.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.campaigns.chat import Somebody
from bench.campaigns.fate import REMINDER_POINTS, UPDATE_POINTS, Ending, Fate
from bench.campaigns.outcome import difference, outcome
from bench.campaigns.stage import Stage, shared, staged
from bench.campaigns.stories import SETTLING, STORIES, Story, live
from bench.campaigns.time import MORNING
from db.custody import back_up

SPEED = 20.0
AT_ONCE = 8
CALL_FAULTS = ("reset_before", "reset_after", "server_error", "too_many")


@dataclass(frozen=True)
class Kind:
    """One kind of fault; the n-th of it is tried until a story no longer meets it."""

    name: str
    point: str = ""
    ending: Ending = Ending.DIE
    call: str = ""


def kinds(story: Story) -> Iterator[Kind]:
    """Every kind of fault that can meet a story."""
    points = UPDATE_POINTS + (REMINDER_POINTS if story.name == "reminder" else ())
    for point in points:
        yield Kind(f"dies at {point}", point)
        if point.endswith(("pre_commit", "committed")):
            yield Kind(f"fails at {point}", point, Ending.FAIL)
    for call in CALL_FAULTS:
        yield Kind(f"call: {call}", call=call)


@dataclass
class Telling:
    """Tells stories on copies of one prepared database."""

    template: Path

    async def tell(self, story: Story, kind: Kind | None, number: int) -> tuple[bool, dict[str, Any]]:
        """Tell `story` with the `number`-th fault of its kind; whether it was met, and what was left."""
        met = shared()
        fate = Fate(kind.point, number, kind.ending, met) if kind and kind.point else Fate()
        async with staged(
            speed=SPEED, fates=(fate,), template=self.template if story.settled else None
        ) as stage:
            stage.clock.set(MORNING + timedelta(minutes=5))  # after what the template holds
            who = _person(stage)
            fault = _planned(stage, who, kind, number)
            await live(who, story.steps)
            await _quiet(stage)
            met_call = fault is not None and fault.count == 0
            return bool(met.value) or met_call, outcome(stage.folder / "lumbo.db")


def _person(stage: Stage) -> Somebody:
    person = stage.standin.person()
    person.started = True
    return Somebody(stage, person.id)


def _planned(stage: Stage, who: Somebody, kind: Kind | None, number: int) -> Any:
    if kind is None or not kind.call:
        return None
    retry_after = 1 if kind.call == "too_many" else None
    return stage.standin.plan(
        {"kind": kind.call, "chat_id": who.id, "skip": number - 1, "count": 1, "retry_after": retry_after}
    )


async def _quiet(stage: Stage) -> None:
    """Let everything that is under way come to its end."""
    calls = -1
    while calls != len(stage.standin.calls):
        calls = len(stage.standin.calls)
        await asyncio.sleep(0.3)


@dataclass
class Trial:
    """All faults of all stories, a few at once."""

    telling: Telling
    most: int
    tried: Counter[str]
    breaches: list[str]

    async def try_all(self, story: Story) -> None:
        """Every kind of fault, from the first to the last that the story meets."""
        _, wanted = await self.telling.tell(story, None, 0)
        places = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._try(story, kind, wanted, places) for kind in kinds(story)))

    async def _try(self, story: Story, kind: Kind, wanted: dict[str, Any], places: asyncio.Semaphore) -> None:
        for number in range(1, self.most + 1):
            async with places:
                try:
                    met, left = await self.telling.tell(story, kind, number)
                except (AssertionError, TimeoutError) as error:
                    self.breaches.append(f"{story.name}, {kind.name}, number {number}: {error}")
                    continue
            if not met:
                return
            self.tried[story.name] += 1
            if found := difference(wanted, left):
                self.breaches.append(f"{story.name}, {kind.name}, number {number}: {found}")


async def prepared() -> Path:
    """A database in which the first person of a stand-in has answered everything."""
    kept = Path(tempfile.mkdtemp(prefix="lumbo-template-")) / "lumbo.db"
    async with staged(speed=SPEED) as stage:
        await live(_person(stage), SETTLING)
        await _quiet(stage)
        back_up(stage.database_url, kept)
    return kept


async def trial(names: list[str], most: int) -> Trial:
    """Try the stories of these names with at most `most` faults of a kind each."""
    found = Trial(Telling(await prepared()), most, Counter(), [])
    for story in STORIES:
        if not names or story.name in names:
            await found.try_all(story)
            print(f"{story.name}: {found.tried[story.name]} faults met", flush=True)
    return found


def main() -> int:
    """Every fault of every story; 1 when one of them leaves a trace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=60, help="of one kind in one story")
    parser.add_argument("stories", nargs="*")
    arguments = parser.parse_args()
    found = asyncio.run(trial(arguments.stories, arguments.most))
    print(f"faults met: {found.tried.total()}; traces left: {len(found.breaches) or 'none'}")
    for breach in found.breaches:
        print(f"  {breach}")
    return 1 if found.breaches else 0


if __name__ == "__main__":
    raise SystemExit(main())
