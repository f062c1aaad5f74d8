"""The beats go on whatever the machine's clock does."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.scheduler import Scheduler


@pytest.mark.parametrize("on_the_dot", [False, True])
async def test_a_clock_that_falls_back_stops_no_beat(on_the_dot: bool) -> None:
    """APScheduler plans by the wall clock: after that fell back, the next beat lies an hour ahead."""
    scheduler, beaten = Scheduler(), asyncio.Event()

    async def beat() -> None:
        beaten.set()

    scheduler.every(1.0, "any", beat, on_the_dot=on_the_dot)
    scheduler.start()
    vars(scheduler)["_inner"].get_job("any").modify(next_run_time=SystemClock().now() + timedelta(hours=1))
    beaten.clear()
    async with asyncio.timeout(10):
        await beaten.wait()
        beaten.clear()
        await beaten.wait()
    scheduler.stop()
