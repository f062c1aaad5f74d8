"""Worlds for stories: a stand-in of Telegram and the real bot, once on each database."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from tests.chat import Chatter, Message, World, world_at
from tests.conftest import START


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """A world on a Tuesday morning, 06:00 UTC, before anybody has written."""
    async with world_at(START, database_url) as found:
        yield found


@pytest.fixture
async def anna(world: World) -> Chatter:
    """Anna in Berlin, who has answered everything and is reminded at 07:30; it is 07:00 there."""
    return await settled(world.person("Anna"))


async def settled(chatter: Chatter, city: str = "Berlin", hour: str = "7:30") -> Chatter:
    """Somebody who has answered the first questions."""
    await screened(chatter)
    await chatter.says(city)
    await chatter.taps("Yes")
    await chatter.says(hour)
    return chatter


HARMLESS = ("18–49", "None of these", "None of these", "None of these", "0", "I understand")
"""The screening cards answered by somebody whom nothing keeps from exercise."""


async def agreed(chatter: Chatter) -> Message:
    """Somebody who has agreed and has a specialist's yes: the first card."""
    await chatter.says("/start")
    await chatter.taps("Yes, I agree")
    return await chatter.taps("Yes")


async def screened(chatter: Chatter, answers: Iterable[str] = HARMLESS) -> Message:
    """Somebody who has answered the cards, by these taps: what follows."""
    shown = await agreed(chatter)
    for answer in answers:
        shown = await chatter.taps(answer)
    return shown


@pytest.fixture
async def on_file(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[World]:
    """A world on an SQLite file, on a Tuesday morning."""
    path = tmp_path / "lumbo.db"
    path.write_bytes(sqlite_template.read_bytes())
    async with world_at(START, f"sqlite:///{path}") as found:
        yield found
