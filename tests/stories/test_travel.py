"""Whoever travels: one invitation for each date of their own calendar, and what was promised comes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.chat import Chatter, World, is_invitation, text_of
from tests.stories.conftest import settled

ZONES = {
    "Berlin": "Europe/Berlin",
    "New York": "America/New_York",
    "Tokyo": "Asia/Tokyo",
    "Auckland": "Pacific/Auckland",
    "Honolulu": "Pacific/Honolulu",
}
JOURNEYS = [
    # West: the date goes on, and has had its invitation. After a night there the next one comes.
    ("Berlin", "07:30", [("25 09:00", "New York")], [24, 25, 26, 27]),
    # West before the hour: the invitation of that date comes, later by the clock of home.
    ("Berlin", "07:30", [("25 06:30", "New York")], [24, 25, 26, 27]),
    # East in the evening: the next date has begun there, and its invitation comes.
    ("Berlin", "07:30", [("25 22:00", "Tokyo")], [24, 25, 26, 27]),
    # East before the hour, where it has gone by: that date goes without, rather than at another hour.
    ("Berlin", "07:30", [("25 06:30", "Tokyo")], [24, 26, 27]),
    # An evening's hour, and the other end of the world in the same night.
    ("Berlin", "20:00", [("25 21:00", "Auckland")], [24, 25, 26, 27]),
    # Over the date line to the west: most of a date is not lived through, and none is asked for twice.
    ("Honolulu", "07:30", [("24 09:00", "Auckland")], [24, 26, 27]),
    # Over the date line to the east: the 26th is lived through twice, and is one training day.
    ("Auckland", "07:30", [("26 09:00", "Honolulu")], [25, 26, 27]),
    # There and back within hours, for a slip or a stopover: nothing is doubled, nothing lost.
    ("Berlin", "07:30", [("25 09:00", "New York"), ("25 10:00", "Berlin")], [24, 25, 26, 27]),
    ("Berlin", "07:30", [("25 20:00", "Tokyo"), ("26 05:00", "Berlin")], [24, 25, 26, 27]),
    # Back home after an invitation away that was the next date's: it is not asked for again at home.
    ("Berlin", "07:30", [("25 20:00", "Tokyo"), ("26 09:00", "Berlin")], [24, 25, 26, 27]),
    # A working trip of a day and a half.
    ("Berlin", "07:30", [("25 09:00", "New York"), ("26 19:00", "Berlin")], [24, 25, 26, 27]),
]
"""Home, hour, until when by the clock of one place and then where to, and the dates with an invitation."""


async def moves(anna: Chatter, city: str) -> None:
    """Change the time zone in the settings."""
    await anna.taps("Change time zone", await anna.says("/settings"))
    await anna.says(city)
    await anna.taps("Yes")


async def stays(world: World, anna: Chatter, place: str, until: str) -> list[str]:
    """The invitations that come until a day and time by the clock of `place`: `24 07:30`."""
    zone = ZoneInfo(ZONES[place])
    end = datetime.strptime(f"2026-11-{until}", "%Y-%m-%d %H:%M").replace(tzinfo=zone)
    seen = {each["message_id"] for each in anna.messages()}
    while (due := await world.app.services.reminders.next_due(anna.id)) and due < end:
        await world.until(due)
    await world.until(end.astimezone(UTC))
    new = [each for each in anna.messages() if each["message_id"] not in seen and is_invitation(each)]
    return [f"{datetime.fromtimestamp(each['date'], UTC).astimezone(zone):%d %H:%M}" for each in new]


@pytest.mark.parametrize(("home", "hour", "journey", "dates"), JOURNEYS)
async def test_a_traveller_is_invited_once_for_each_date_of_their_own(
    world: World, home: str, hour: str, journey: list[tuple[str, str]], dates: list[int]
) -> None:
    anna, place, found = await settled(world.person("Anna"), home, hour), home, []
    for until, city in journey:
        found += await stays(world, anna, place, until)
        await moves(anna, city)
        place = city
    found += await stays(world, anna, place, "28 00:00")
    assert found == [f"{date} {hour}" for date in dates]


@pytest.mark.parametrize("change", ["hour", "zone"])
async def test_a_reminder_that_was_put_off_comes_though_hour_or_zone_change_meanwhile(
    world: World, anna: Chatter, change: str
) -> None:
    await world.passes(minutes=30)
    assert "at 08:30" in text_of(await anna.taps("In 1 h"))
    if change == "zone":
        await moves(anna, "Lisbon")
    else:
        await anna.taps("Change hour", await anna.says("/settings"))
        await anna.says("9:15")
    await world.passes(hours=1)
    assert len(anna.invitations()) == 1
    await world.passes(hours=22)
    assert len(anna.invitations()) == 1


async def test_who_changes_the_hour_hears_on_which_day_it_comes_next(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    await anna.taps("Change hour", await anna.says("/settings"))
    assert "See you Wednesday, 09:15" in text_of(await anna.says("9:15"))
    await anna.taps("Training days", await anna.says("/settings"))
    for day in ("Tue", "Wed", "Thu"):
        await anna.taps(f"✓ {day}")
    await anna.starts()
    await anna.taps("Done")
    assert "See you Friday, 09:15" in text_of(await anna.taps("Right"))
    assert await stays(world, anna, "Berlin", "28 00:00") == ["27 09:15"]


async def test_a_week_of_fewer_training_days_names_its_own_goal(world: World, anna: Chatter) -> None:
    await anna.taps("Training days", await anna.says("/settings"))
    for day in ("Tue", "Thu", "Sat", "Sun"):
        await anna.taps(f"✓ {day}")
    assert "the goal is 3 of 3 training days" in text_of(await anna.says("/progress"))
