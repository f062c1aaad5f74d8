"""The rules of time zones change between two versions of their tables: the hour stays the person's."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import text

import db.rezoning
from bot.services.rezoning import RULES, Rezoning
from tests.chat import Chatter, World, labels_of, text_of


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Path]:
    """A folder of zone tables that wins over the pinned ones."""
    zoneinfo.reset_tzpath((str(tmp_path),))
    yield tmp_path
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()


def becomes(tables: Path, name: str, rules_of: str) -> None:
    """From now on the zone `name` has the rules of another."""
    target = tables / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(files("tzdata").joinpath("zoneinfo", rules_of).read_bytes())
    zoneinfo.ZoneInfo.clear_cache()


async def test_planned_reminders_follow_new_rules_of_their_zone(
    world: World, anna: Chatter, tables: Path
) -> None:
    at_seven = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    assert await world.app.services.reminders.next_due(anna.id) == at_seven
    becomes(tables, "Europe/Berlin", "America/Los_Angeles")
    rezoning = Rezoning(world.app.database)
    assert await rezoning.renew("new") == 1
    assert await rezoning.renew("new") == 0
    assert await world.app.services.reminders.next_due(anna.id) == at_seven + timedelta(hours=9)
    await world.passes(hours=1)
    assert not anna.invitations()


async def test_whose_zone_is_gone_is_asked_where_they_are(world: World, anna: Chatter) -> None:
    async with world.app.database.begin() as tx:
        await tx.exec(text("UPDATE person SET zone = 'Europe/Atlantis'"))
    assert await Rezoning(world.app.database).renew("new") == 0
    before = len(anna.messages())
    await world.passes(minutes=31)
    assert len(anna.messages()) == before + 1
    assert "Where are you" in text_of(await anna.taps(labels_of(anna.last())[0]))
    await anna.says("Lisbon")
    await anna.taps("Yes")
    assert await world.app.services.reminders.next_due(anna.id) is not None
    assert "Good to see you" in text_of(await anna.says("/start"))


async def test_the_same_rules_at_the_next_start_move_nothing(world: World) -> None:
    async with world.app.database.begin() as tx:
        assert await db.rezoning.stamp(tx, RULES, "another version")
        assert not await db.rezoning.stamp(tx, RULES, "another version")
