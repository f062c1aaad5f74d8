"""A crowded minute and live hold timers under Telegram's limits, which the stand-in enforces (`make limits`).

Everything runs in real time: 10,000 reminders at 25 a second take about seven minutes. `--due 300 --holds 20`
is the short form. A tap is on a hold timer; its answer is what the person waits for. All timers run when the
crowd is due; they end one after the other, as those of strangers do, and taps begin them anew.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.campaigns.chat import Somebody, newcomer
from bench.campaigns.crowd import Due, crowd
from bench.campaigns.stage import Stage, staged

RATE = 25.0
TAPS_A_SECOND = 2.0
TIMER, LEAD = 40.0, 4.0
"""Seconds that a newcomer's timer runs, and those between the last of them begun and the crowd."""
_LOOK = 0.005


@dataclass(frozen=True)
class Held:
    """The figures of one run; times in seconds."""

    due: int
    arrived: int
    refused: int
    rate: float
    behind: float
    alone: float
    beside: float

    @property
    def breaches(self) -> list[str]:
        """Whatever must not be, however fast the machine is."""
        lost = [f"{self.due - self.arrived} reminders did not come"] if self.arrived != self.due else []
        return lost + ([f"{self.refused} answers 429"] if self.refused else [])


async def hold_to(due: int, holds: int) -> Held:
    """Let a crowd be reminded while timers run and people tap."""
    async with staged(paced=True) as stage:
        model = newcomer(stage)
        await model.settles()
        people = await asyncio.gather(*(_training(stage) for _ in range(holds)))
        at = stage.clock.now().replace(second=0, microsecond=0) + timedelta(minutes=3)
        dues = await crowd(stage.database_url, model, [at] * due)
        stage.clock.set(at - timedelta(seconds=TIMER + LEAD))
        stage.standin.world.rules.enforce_limits = True
        alone = []
        for each in people:
            alone.append(await _tap(each))
            await asyncio.sleep(TIMER / holds)
        arriving = asyncio.ensure_future(_arrived(stage, dues))
        beside: list[float] = []
        while not arriving.done():
            beside.append(await _tap(people[len(beside) % len(people)]))
            await asyncio.sleep(1 / TAPS_A_SECOND)
        return _found(stage, at, await arriving, len(dues), alone, beside)


async def _training(stage: Stage) -> Somebody:
    """Somebody before an exercise with a hold timer."""
    anna = newcomer(stage)
    await anna.settles()
    await anna.says("/today")
    return anna


async def _tap(anna: Somebody) -> float:
    """Seconds from a tap on the hold timer to its answer; the timer runs again afterwards."""
    label = "Stop timer" if anna.find("Stop timer") else "Hold timer"
    calls = anna.stage.standin.calls
    seen, begun = len(calls), time.perf_counter()
    tapping = asyncio.ensure_future(anna.taps(label))
    while not any(call.method == "answerCallbackQuery" for call in calls[seen:]):  # noqa: ASYNC110
        await asyncio.sleep(_LOOK)
    took = time.perf_counter() - begun
    await tapping
    return took


async def _arrived(stage: Stage, dues: Sequence[Due]) -> list[datetime]:
    """When each of them was reminded; gives up when nothing new has come for half a minute."""
    wanted, seen, quiet = {due.user_id for due in dues}, 0, time.monotonic()
    came: dict[int, datetime] = {}
    while len(came) < len(wanted) and time.monotonic() - quiet < 30:
        calls = stage.standin.calls
        for call in calls[seen:]:
            if call.method == "sendMessage" and call.accepted and call.chat_id in wanted:
                came.setdefault(int(call.chat_id or 0), datetime.fromisoformat(call.at))
                quiet = time.monotonic()
        seen = len(calls)
        await asyncio.sleep(0.1)
    return sorted(came.values())


def _found(
    stage: Stage,
    at: datetime,
    came: list[datetime],
    due: int,
    alone: Sequence[float],
    beside: Sequence[float],
) -> Held:
    late = [(moment - at).total_seconds() for moment in came]
    behind = max((seconds - place / RATE for place, seconds in enumerate(late)), default=0.0)
    return Held(
        due, len(came), sum(call.code == 429 for call in stage.standin.calls),
        len(came) / late[-1] if late else 0.0, behind, statistics.median(alone), statistics.median(beside),
    )  # fmt: skip


def main() -> int:
    """Run, and say what came of it; 1 for a lost reminder or an answer 429."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--holds", type=int, default=200)
    arguments = parser.parse_args()
    held = asyncio.run(hold_to(arguments.due, arguments.holds))
    print(f"due in one minute: {held.due}, hold timers: {arguments.holds}; real time, limits enforced")
    print(f"reminded: {held.arrived}, {held.rate:.1f} a second; answers 429: {held.refused}")
    print(f"farthest behind its place in the queue: {held.behind:.1f} s")
    print(f"a tap's answer, median: {1000 * held.alone:.0f} ms alone, {1000 * held.beside:.0f} ms meanwhile")
    print(f"breaches: {held.breaches or 'none'}")
    return 1 if held.breaches else 0


if __name__ == "__main__":
    raise SystemExit(main())
