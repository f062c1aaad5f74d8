"""Reminders: at the person's hour, once a day, quiet once trained, and honest after an outage."""

from datetime import UTC, datetime, timedelta

import pytest

import db.people
import db.reminders
from bot.domain.reminder import DAILY, Planned
from tests.chat import Chatter, World, labels_of, text_of, world_at
from tests.stories.conftest import settled


async def test_the_reminder_comes_at_the_hour_and_not_a_minute_before(world: World, anna: Chatter) -> None:
    await world.passes(minutes=29)
    assert anna.invitations() == []
    await world.passes(minutes=1)
    assert len(anna.invitations()) == 1
    assert labels_of(anna.last()) == [
        "▶️ Start",
        "5-minute version",
        "In 10 min",
        "In 1 h",
        "This evening",
        "Not today",
    ]


async def test_a_reminder_never_says_what_it_is_about(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    words = anna.invitations()[0].lower()
    assert not any(word in words for word in ("back", "pain", "exercise", "spine", "physio", "health"))


async def test_nothing_more_comes_once_today_is_done(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Done")
    await anna.taps("Easy")
    await world.passes(hours=12)
    assert anna.invitations() == []
    await world.passes(hours=12, minutes=30)
    assert len(anna.invitations()) == 1


async def test_start_opens_the_session(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    step = await anna.taps("Start")
    assert text_of(step).startswith("Floor press")
    await world.passes(hours=3)
    assert len(anna.invitations()) == 0 and anna.sees("Here we go")


@pytest.mark.parametrize(
    ("label", "minutes"), [("In 10 min", 10), ("In 1 h", 60), ("This evening", 11 * 60 + 30)]
)
async def test_a_reminder_can_be_put_off(world: World, anna: Chatter, label: str, minutes: int) -> None:
    await world.passes(minutes=30)
    await anna.taps(label)
    await world.passes(minutes=minutes - 1)
    assert anna.invitations() == []
    await world.passes(minutes=1)
    assert len(anna.invitations()) == 1


async def test_a_reminder_is_put_off_three_times_a_day_and_no_more(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    for _ in range(3):
        await anna.taps("In 10 min")
        await world.passes(minutes=10)
        assert len(anna.invitations()) == 1
    left = await anna.taps("In 10 min")
    assert labels_of(left) == ["▶️ Start", "5-minute version", "Not today"]
    await world.passes(minutes=10)
    assert len(anna.invitations()) == 1
    await anna.taps("Start")
    assert anna.sees("Floor press")


async def test_a_reminder_of_yesterday_is_not_put_off(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    old = anna.last()
    await world.passes(days=1)
    await anna.taps("In 1 h", old)
    assert "earlier" in anna.toast()


async def test_not_today_is_quiet_until_tomorrow(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    await anna.taps("Not today")
    await world.passes(hours=23)
    assert anna.invitations() == []
    await world.passes(hours=1)
    assert len(anna.invitations()) == 1


async def test_two_bots_on_one_database_remind_once(world: World, anna: Chatter) -> None:
    await world.passes(minutes=29)
    world.clock.move(timedelta(minutes=1))
    import asyncio

    await asyncio.gather(*(world.app.services.reminders.claim() for _ in range(4)))
    await world.app.dispatcher.tick()
    assert len(anna.invitations()) <= 1


@pytest.mark.parametrize(
    ("down", "late", "count"),
    [(timedelta(minutes=5), False, 1), (timedelta(hours=2), True, 1), (timedelta(hours=26), True, 1)],
)
async def test_after_an_outage(world: World, anna: Chatter, down: timedelta, late: bool, count: int) -> None:
    await world.stop()
    world.clock.move(timedelta(minutes=30) + down)
    await world.start()
    await world.beat()
    found = anna.invitations()
    assert len(found) == count
    assert ("late" in found[0]) == late
    assert ("does not count" in found[0]) == (down > timedelta(hours=24))


async def test_beyond_its_grace_a_reminder_is_dropped(world: World, anna: Chatter) -> None:
    await world.stop()
    world.clock.move(timedelta(hours=6))
    await world.start()
    await world.beat()
    assert anna.invitations() == []
    await world.passes(hours=18, minutes=30)
    assert len(anna.invitations()) == 1


@pytest.mark.parametrize(
    ("start", "hour", "due"),
    [
        # The last Sunday of March 2027: 02:30 does not exist in Berlin and comes at 03:30.
        (datetime(2027, 3, 27, 18, tzinfo=UTC), "2:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        # The last Sunday of October 2026: 02:30 exists twice, the first one counts.
        (datetime(2026, 10, 24, 18, tzinfo=UTC), "2:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2027, 3, 27, 18, tzinfo=UTC), "7:30", datetime(2027, 3, 28, 5, 30, tzinfo=UTC)),
        (datetime(2026, 10, 24, 18, tzinfo=UTC), "7:30", datetime(2026, 10, 25, 6, 30, tzinfo=UTC)),
    ],
)
async def test_when_the_clocks_change_the_reminder_comes_once_at_its_hour(
    database_url: str, start: datetime, hour: str, due: datetime
) -> None:
    async with world_at(start, database_url) as world:
        anna = await settled(world.person(), hour=hour)
        await world.until(due - timedelta(minutes=1))
        assert anna.invitations() == []
        await world.until(due)
        assert len(anna.invitations()) == 1
        for _ in range(6):
            await world.passes(hours=1)
        assert len(anna.invitations()) == 1


async def test_a_blocked_bot_falls_silent_and_comes_back_without_a_burst(world: World, anna: Chatter) -> None:
    await world.standin.confirmed(world.standin.blocks(anna.id))
    tried = len(world.standin.calls)
    for _ in range(3):
        await world.passes(minutes=30)
        await world.passes(hours=23, minutes=30)
    assert not [call for call in world.standin.calls[tried:] if call.chat_id == anna.id]
    await world.standin.confirmed(world.standin.unblocks(anna.id))
    await world.passes(hours=25)
    assert len(anna.invitations()) == 1


async def test_a_block_noticed_only_when_sending_ends_the_reminders(world: World, anna: Chatter) -> None:
    world.standin.plan({"kind": "forbidden", "method": "sendMessage", "chat_id": anna.id, "count": 1})
    await world.passes(minutes=30)
    await world.passes(days=2)
    assert anna.invitations() == []
    await anna.says("/start")
    await world.passes(days=1)
    assert len(anna.invitations()) == 1


async def test_a_send_that_never_left_is_tried_again_and_an_unclear_one_repeated_once(
    world: World, anna: Chatter
) -> None:
    world.standin.plan({"kind": "reset_after", "method": "sendMessage", "chat_id": anna.id, "count": 5})
    await world.passes(minutes=30)
    for _ in range(10):
        await world.passes(minutes=2)
    assert len(anna.invitations()) == 2


async def crowd_at(world: World, anna: Chatter, people: int) -> None:
    """So many others whose reminder is due at Anna's minute."""
    due = await world.app.services.reminders.next_due(anna.id)
    assert due is not None
    async with world.app.database.begin() as tx:
        for number in range(1, people + 1):
            await db.people.arrive(tx, number, "en", due)
        expires = due + timedelta(hours=3)
        await db.reminders.put(
            tx, [Planned(number, DAILY, due.date(), due, expires) for number in range(1, people + 1)]
        )


async def test_a_crowded_minute_is_shown_as_the_window_that_it_is(world: World, anna: Chatter) -> None:
    await anna.says("/settings")
    assert anna.sees("Hour: 07:30")
    await crowd_at(world, anna, 1_600)
    await anna.says("/settings")
    assert anna.sees("Hour: between 07:30 and 07:32, since many have chosen that minute")
    await anna.taps("Change hour")
    await anna.says("7:40")
    assert anna.sees("From now on I come at 07:40")
