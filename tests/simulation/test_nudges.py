"""Random lives against the promise: one nudge a day at most, none after a sign of life, none at night."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.clock import StillClock
from bot.domain.attention import WEEKLY_AFTER
from bot.domain.reminder import Invite, Sent
from bot.domain.schedule import QUIET, Snooze
from bot.simulation.world import World
from tests.simulation.test_the_days_after import ANNA, BEFORE_EIGHT, anna

MADRID = ZoneInfo("Europe/Madrid")
FATES = (*[Sent.DELIVERED] * 8, Sent.UNCLEAR, Sent.NOT_SENT)
INVITED = (Invite.SESSION, Invite.ANOTHER_HOUR)


class Life:
    """A person who now and then does something, and what arrived on which date."""

    def __init__(self, world: World, dice: Random) -> None:
        self.world, self.dice = world, dice
        self.invited: dict[date, datetime] = {}
        self.nudged: set[date] = set()
        self.lived_at: datetime | None = None
        self.unanswered = 0
        self.last = 0

    async def act(self) -> None:
        """Any of the signs of life."""
        world, last = self.world, self.last
        signs: list[Callable[[], Awaitable[object]]] = [
            lambda: world.sessions.start(ANNA, occurrence_id=last),
            lambda: world.sessions.start(ANNA, short=True, heard=True),
            lambda: world.reminders.put_off(ANNA, last, self.dice.choice(list(Snooze))),
            lambda: world.reminders.decline(ANNA, last),
            lambda: world.plans.pause(ANNA),
            lambda: world.plans.resume(ANNA),
            lambda: world.plans.resume(ANNA),
            lambda: world.habits.keep_hour(ANNA),
            lambda: world.onboarding.set_hour(ANNA, time(self.dice.randint(0, 23))),
        ]
        sign = self.dice.choice(signs)
        answer = await sign()
        if answer is not None and answer is not False:
            self.lived_at, self.unanswered = world.clock.now(), 0

    async def beat(self) -> None:
        """A quarter of an hour, and what it brings."""
        world = self.world
        world.clock.move(timedelta(minutes=15))
        world.arrived.clear()
        await world.tick(lambda: self.dice.choice(FATES))
        now = world.clock.now()
        for told in world.arrived:
            self.last = told.occurrence.id
            if told.invite is Invite.NUDGE:
                self.check_nudge(told.occurrence.day, now)
            elif told.invite in INVITED and told.occurrence.slot == "daily":
                self.check_rest(told.occurrence.day)
                self.unanswered += told.occurrence.day not in self.invited
                self.invited.setdefault(told.occurrence.day, now)

    def check_nudge(self, day: date, now: datetime) -> None:
        """It has a reason, and nobody has heard from the person since."""
        assert day not in self.nudged, "nudged twice"
        assert day in self.invited, "nudged without an invitation"
        assert self.lived_at is None or self.lived_at < self.invited[day], "nudged after a sign of life"
        assert timedelta(hours=2) <= now - self.invited[day] <= timedelta(hours=3, minutes=31)
        local = now.astimezone(MADRID)
        assert local.date() == day and time(7) <= local.time() < QUIET, "nudged at night"
        self.nudged.add(day)

    def check_rest(self, day: date) -> None:
        """After many unanswered ones, a week between two; an unclear send may not have counted."""
        if self.unanswered >= 2 * WEEKLY_AFTER:
            assert day - max(self.invited) >= timedelta(days=6) or day in self.invited


@pytest.mark.parametrize("seed", range(8))
async def test_random_lives_are_nudged_once_a_day_and_never_after_a_sign_of_life(seed: int) -> None:
    dice = Random(seed)
    world = await anna()
    assert isinstance(world.clock, StillClock) and world.clock.now() == BEFORE_EIGHT
    life = Life(world, dice)
    lively = dice.choice((0.0, 0.003, 0.01, 0.03))
    for _ in range(30 * 96):
        await life.beat()
        if dice.random() < lively:
            await life.act()
    assert life.invited
    assert life.nudged or lively > 0.02


async def test_nobody_is_nudged_who_does_not_want_it() -> None:
    world = await anna()
    await world.habits.nudge(ANNA, on=False)
    life = Life(world, Random(1))
    for _ in range(10 * 96):
        await life.beat()
    assert life.invited and not life.nudged
