"""A machine whose clock jumps away from Telegram's: reminders wait, nothing expires, and it is told."""

import logging
from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.clock import StillClock
from bot.transport.telegrams_time import TOLERANCE, off
from tests.chat import Chatter, World
from tests.conftest import START
from tests.stories.conftest import settled

JUMPS = {"an hour ahead": timedelta(hours=1), "ten days ahead": timedelta(days=10)}


@pytest.fixture
async def telegram(world: World) -> StillClock:
    """Telegram's own time, which stays right when the machine's clock jumps."""
    await world.beat()
    found = StillClock(world.clock.now())
    world.standin.world.now = found.now
    return found


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
async def test_a_clock_that_jumps_ahead_sends_nothing_early_and_loses_nothing(
    world: World, anna: Chatter, telegram: StillClock, jump: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "bot.transport.telegrams_time"):
        await world.passes(seconds=jump.total_seconds())
        await world.beat()
    assert anna.invitations() == []
    assert [record.getMessage() for record in caplog.records] == [
        f"the clock is wrong: reminders wait (ahead by {jump.total_seconds():.0f} s)"
    ]
    world.clock.move(-jump)
    for clock in (world.clock, telegram):
        clock.move(timedelta(minutes=29))
    await world.beat()
    assert anna.invitations() == []
    for clock in (world.clock, telegram):
        clock.move(timedelta(minutes=1))
    await world.beat()
    assert len(anna.invitations()) == 1


async def test_a_clock_that_falls_back_repeats_nothing(
    world: World, anna: Chatter, telegram: StillClock
) -> None:
    telegram.move(timedelta(minutes=30))
    await world.passes(minutes=30)
    assert len(anna.invitations()) == 1
    await world.passes(hours=-1)
    await world.passes(hours=1)
    assert len(anna.invitations()) == 1


async def test_a_clock_that_was_another_one_from_the_start_is_told_and_followed(
    world: World, telegram: StillClock, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.move(timedelta(days=-9))
    await world.restart()
    with caplog.at_level(logging.WARNING, "bot.transport.telegrams_time"):
        await world.beat()
        anna = await settled(world.person("Ben"))
        world.clock.move(timedelta(minutes=30))
        telegram.move(timedelta(minutes=30))
        await world.beat()
    assert len(anna.invitations()) == 1
    assert [record.getMessage() for record in caplog.records] == [
        f"the clock is not Telegram's: ahead by {9 * 86_400} s"
    ]


async def test_a_machine_that_slept_sends_at_once_for_telegram_says_the_same(
    world: World, anna: Chatter
) -> None:
    await world.passes(hours=1)
    assert len(anna.invitations()) == 1


async def test_while_telegram_does_not_answer_a_clock_that_jumped_is_not_believed(
    world: World, anna: Chatter
) -> None:
    await world.beat()
    world.standin.plan({"kind": "reset_before", "method": "getMe", "count": 1})
    await world.passes(minutes=30)
    assert anna.invitations() == []
    await world.beat()
    assert len(anna.invitations()) == 1


@pytest.mark.parametrize(("ahead", "passed"), [(0, 0.0), (59, 0.0), (-59, 0.0), (100, 100.0), (100, 41.0)])
def test_what_an_answer_takes_is_no_jump(ahead: int, passed: float) -> None:
    assert abs(off(START + timedelta(seconds=ahead), START, passed)) <= TOLERANCE


async def test_an_answer_tells_the_time_of_the_stand_in(world: World) -> None:
    told = world.app.request.dated
    assert told is not None and told[0] == format_datetime(START, usegmt=True)
