"""A stand-in with a clock that stands still, and a real Telegram library to talk to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from telegram import Bot

from bot.demo.standin import StandIn
from bot.demo.world import Person, Rules
from tests.demo.browser import Page
from tests.demo.wire import Wire

MONDAY = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def now(self) -> datetime:
        return self.moment

    def move(self, **step: float) -> None:
        self.moment += timedelta(**step)


@pytest.fixture(autouse=True)
def _spans_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns of the old form of `retry_after` unless it is told to use the new one."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def standin(clock: HandClock, tmp_path: Path) -> AsyncIterator[StandIn]:
    async def move_clock(step: str, user_id: int) -> None:
        clock.move(minutes={"ten_minutes": 10, "next_morning": 1440, "week": 10080}[step])

    server = StandIn(clock.now, journal=tmp_path / "journal", move_clock=move_clock, rules=Rules())
    server.world.rules.webhook_retry = 0.01
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def telegram(standin: StandIn) -> AsyncIterator[Bot]:
    bot = Bot("1:demo", base_url=f"{standin.url}/bot", base_file_url=f"{standin.url}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
def wire(standin: StandIn) -> Wire:
    return Wire(standin)


@pytest.fixture
def anna(standin: StandIn) -> Person:
    """A user who has said hello."""
    person = standin.person("Anna", "en", username="anna_demo")
    standin.says(person.id, "/start")
    return person


@pytest.fixture
async def page(standin: StandIn) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(standin, session)
