"""What arrives on the days after a stop: a pause must not cost a day of being asked."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.clock import StillClock
from bot.domain.programme import Programme
from bot.domain.reminder import Invite, Sent
from bot.simulation.hands import HARMLESS
from bot.simulation.world import World, template
from content import catalogue

PROGRAMME = Programme(catalogue.load().exercises)
BEFORE_EIGHT = datetime(2026, 11, 24, 6, 50, tzinfo=UTC)
ANNA = 7


async def anna() -> World:
    """Anna, who is reminded at eight in Madrid, ten minutes before her first reminder."""
    world = World(template(), PROGRAMME, StillClock(BEFORE_EIGHT))
    await world.onboarding.consent(ANNA, "en")
    await world.onboarding.specialist(ANNA, yes=True)
    for card, answer in HARMLESS.items():
        await world.screening.answer(ANNA, card, answer)
    await world.onboarding.propose_zones(ANNA, ("Europe/Madrid",))
    await world.onboarding.confirm_zone(ANNA, yes=True)
    await world.onboarding.set_hour(ANNA, time(8))
    return world


async def arrives(world: World, **step: float) -> list[Invite]:
    """What the next moment brings."""
    world.clock.move(timedelta(**step))
    world.arrived.clear()
    await world.tick(lambda: Sent.DELIVERED)
    return [each.invite for each in world.arrived]


@pytest.mark.parametrize("reported_at", [0, 2, 11])
async def test_pain_after_the_reminder_is_asked_about_on_the_very_next_day(reported_at: int) -> None:
    world = await anna()
    assert await arrives(world, minutes=11) == [Invite.SESSION]
    world.clock.move(timedelta(hours=reported_at))
    await world.pain.report(ANNA)
    await world.pain.rate(ANNA, 3)
    assert await arrives(world, hours=24 - reported_at) == [Invite.CHECK_IN]


async def test_pain_before_the_reminder_keeps_it_silent_and_asks_the_next_day() -> None:
    world = await anna()
    await world.pain.report(ANNA)
    assert await arrives(world, minutes=11) == []
    assert await arrives(world, hours=24) == [Invite.CHECK_IN]


async def test_a_warning_sign_in_a_running_plan_asks_for_the_clearance_on_the_third_day() -> None:
    world = await anna()
    assert await arrives(world, minutes=11) == [Invite.SESSION]
    await world.pain.emergency(ANNA, any_sign=True)
    assert [await arrives(world, days=1) for _ in range(3)] == [[], [], [Invite.WAITING]]


async def test_who_pauses_and_comes_back_the_same_day_is_invited_the_next_morning() -> None:
    world = await anna()
    assert await arrives(world, minutes=11) == [Invite.SESSION]
    await world.plans.pause(ANNA)
    world.clock.move(timedelta(hours=1))
    await world.plans.resume(ANNA)
    assert await arrives(world, hours=23) == [Invite.SESSION]
