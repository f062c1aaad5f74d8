"""How often Lumbo comes: one nudge at most, less when nobody answers, daily again at a sign of life."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.cards import Card
from bot.domain.exercise import Equipment
from bot.domain.reminder import Sent
from bot.services.ports import Outcome
from tests.chat import Chatter, World, is_invitation, text_of
from tests.stories.test_look_back import trained

NUDGE = "Just in case it slipped by"
Answer = Callable[[Chatter], Awaitable[object]]
SIGNS_OF_LIFE: dict[str, Answer] = {
    "Start": lambda anna: anna.taps("▶️ Start"),
    "the 5-minute version": lambda anna: anna.taps("5-minute version"),
    "Later": lambda anna: anna.taps("This evening"),
    "Not today": lambda anna: anna.taps("Not today"),
    "/today": lambda anna: anna.says("/today"),
    "/pain": lambda anna: anna.says("/pain"),
    "/pause": lambda anna: anna.says("/pause"),
    "a session": trained,
    "what one has": lambda anna: anna.world.app.services.plans.toggle_item(anna.id, Equipment.CHAIR),
    "an exercise wished for": lambda anna: anna.world.app.services.plans.leave_out(anna.id, "press"),
    "a card of health": lambda anna: anna.world.app.services.screening.answer(anna.id, Card.EMERGENCY, 0),
    "an activity of one's own": lambda anna: anna.world.app.services.measures.name_activity(
        anna.id, "Rowing"
    ),
    "a new hour": lambda anna: anna.world.app.services.habits.keep_hour(anna.id),
}


async def hours_pass(world: World, hours: int) -> None:
    """Quarter of an hour by quarter of an hour."""
    for _ in range(4 * hours):
        await world.passes(minutes=15)


async def test_an_unanswered_reminder_gets_one_nudge_after_two_to_three_hours(
    world: World, anna: Chatter
) -> None:
    await world.passes(minutes=30)
    await hours_pass(world, 2)
    assert not anna.sees(NUDGE)
    await hours_pass(world, 1)
    nudge = anna.newest_saying(NUDGE)
    assert "that is fine too" in text_of(nudge)
    await hours_pass(world, 10)
    assert sum(NUDGE in text_of(each) for each in anna.messages()) == 1
    assert "Floor press" in text_of(await anna.taps("▶️ Start", nudge))


@pytest.mark.parametrize("sign", SIGNS_OF_LIFE)
async def test_any_sign_of_life_cancels_the_nudge(world: World, anna: Chatter, sign: str) -> None:
    await world.passes(minutes=30)
    await world.passes(hours=1)
    await SIGNS_OF_LIFE[sign](anna)
    await hours_pass(world, 13)
    assert not anna.sees(NUDGE)


async def test_a_sign_of_life_while_the_reminder_is_still_being_sent_counts_too(
    world: World, anna: Chatter
) -> None:
    world.clock.move(timedelta(minutes=30))
    services = world.app.services
    (invitation,) = await services.reminders.start(await services.reminders.claim())
    await services.sessions.start(anna.id, occurrence_id=invitation.occurrence.id)
    await services.reminders.record([Outcome(invitation, Sent.DELIVERED, 1)])
    await hours_pass(world, 5)
    assert not anna.sees(NUDGE)


async def test_nudges_are_switched_off_and_on_in_the_settings(world: World, anna: Chatter) -> None:
    assert "stays unanswered: yes" in text_of(await anna.says("/settings"))
    assert "stays unanswered: no" in text_of(await anna.taps("One message a day"))
    await world.passes(minutes=30)
    await hours_pass(world, 5)
    assert len(anna.invitations()) == 1 and not anna.sees(NUDGE)
    await anna.says("/settings")
    await anna.taps("A second message")
    await world.passes(hours=19)
    await hours_pass(world, 3)
    assert anna.sees(NUDGE)


async def test_after_an_outage_a_nudge_is_not_made_up_for(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    await world.stop()
    world.clock.move(timedelta(hours=4))
    await world.start()
    await world.beat()
    assert len(anna.invitations()) == 1


async def mornings(world: World, anna: Chatter, days: int) -> list[int]:
    """The days, from today, on which a message came at the hour; nobody answers."""
    came = []
    for day in range(days):
        before = len(anna.messages())
        await world.passes(hours=24 if day else 0, minutes=0 if day else 30)
        came += [day] if len(anna.messages()) > before else []
    return came


async def test_after_three_silent_days_it_asks_for_a_better_hour_and_after_seven_it_comes_weekly(
    world: World, anna: Chatter
) -> None:
    await anna.says("/settings")
    await anna.taps("One message a day")
    assert await mornings(world, anna, 29) == [0, 1, 2, 3, 4, 5, 6, 13, 20, 27]
    asked = anna.newest_saying("another hour suit you better")
    assert [each for each in anna.messages() if is_invitation(each)][3] == asked
    await anna.taps("18:00", asked)
    assert anna.sees("From now on I come at 18:00")
    await world.passes(hours=11)
    for _ in range(3):
        before = len(anna.messages())
        await world.passes(days=1)
        assert len(anna.messages()) == before + 1


async def test_once_it_comes_weekly_no_second_message_follows(world: World, anna: Chatter) -> None:
    assert await mornings(world, anna, 14) == [0, 1, 2, 3, 4, 5, 6, 13]
    await hours_pass(world, 4)
    assert not anna.sees(NUDGE)


async def test_staying_with_the_hour_is_a_sign_of_life_too(world: World, anna: Chatter) -> None:
    assert await mornings(world, anna, 4) == [0, 1, 2, 3]
    await anna.taps("Stay with this hour")
    assert anna.sees("I come at 07:30")
    for _ in range(3):
        await world.passes(days=1)
    assert sum("another hour suit" in text_of(each) for each in anna.messages()) == 0
