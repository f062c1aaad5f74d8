"""No reminder is lost or comes three times, whenever a bot dies or stands still."""

import asyncio
from datetime import timedelta

import pytest

from bench.campaigns import reminders
from bench.campaigns.chat import newcomer
from bench.campaigns.crowd import crowd
from bench.campaigns.fate import REMINDER_POINTS, Ending, Fate
from bench.campaigns.stage import Stage, staged


async def test_reminders_outlive_blows_on_both_databases() -> None:
    assert await reminders.both(seed=1, cycles=3) == []


@pytest.mark.parametrize("ending", list(Ending))
async def test_reminders_outlive_every_point_of_their_way(ending: Ending) -> None:
    found = await asyncio.gather(*(_at(point, ending) for point in REMINDER_POINTS))
    assert [breach for breaches in found for breach in breaches] == []


async def _at(point: str, ending: Ending) -> list[str]:
    """What goes wrong with ten reminders when the bot meets `ending` at `point`."""
    if ending is Ending.FAIL and not point.endswith("commit"):
        return []
    async with asyncio.timeout(90), staged(speed=reminders.SPEED) as stage:
        model = newcomer(stage)
        await model.settles()
        moment = stage.clock.now().replace(second=0, microsecond=0) + timedelta(minutes=1)
        stage.fates.append(Fate(point, 1, ending))
        stage.kill(0)
        await crowd(stage.database_url, model, [moment] * 10)
        if ending is Ending.FREEZE:
            await _thawed(stage)
        found = await reminders.settled(stage, moment + timedelta(minutes=1), {})
    assert found.reminders == 10
    return [f"{ending.value} at {point}: {breach}" for breach in found.breaches]


async def _thawed(stage: Stage) -> None:
    """Wait until the bot stands still, and longer than its lease."""
    while not stage.is_frozen(0):  # noqa: ASYNC110  (no event: another process stops itself)
        await asyncio.sleep(0.02)
    await asyncio.sleep(2.3)
    stage.thaw(0)
