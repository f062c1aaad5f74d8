"""`make demo`: the real bot, a stand-in of Telegram, a scratch database and a clock that can be moved."""

import asyncio
import tempfile
import webbrowser
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot import log
from bot.app import App, serve
from bot.assembly import build
from bot.clock import ShiftedClock
from bot.demo.standin import StandIn
from bot.running import drive
from bot.settings import Settings, SettingsError
from content import catalogue

TOKEN = "1:demo"  # noqa: S105  (the stand-in's, on loopback)
STEPS = {"ten_minutes": timedelta(minutes=10), "week": timedelta(weeks=1)}


def demo(arguments: Namespace) -> None:
    """The bot in a local chat page."""
    log.set_up("WARNING")
    drive(lambda stopping: show(arguments.port, not arguments.no_browser, stopping))


async def show(port: int, open_browser: bool, stopping: asyncio.Event) -> None:
    """Serve the chat page on loopback until `stopping` is set; prints its address."""
    async with running(port) as (standin, app):
        print(f"Lumbo is ready: open {standin.page_url} in a browser (Ctrl+C ends it)", flush=True)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, standin.page_url)
        await serve(app, stopping)


@asynccontextmanager
async def running(port: int = 0) -> AsyncIterator[tuple[StandIn, App]]:
    """The stand-in, listening, and a bot for it that is not started yet; both with the same moved clock."""
    clock = ShiftedClock()
    with tempfile.TemporaryDirectory(prefix="lumbo-demo-") as folder:
        standin = StandIn(clock.now, TOKEN, move_clock=lambda step, user_id: move(step, user_id))  # noqa: PLW0108  (defined below)
        await _listen(standin, port)
        settings = Settings(
            _env_file=None,
            telegram_bot_token=SecretStr(TOKEN),
            telegram_api_url=standin.url,
            database_url=f"sqlite:///{Path(folder) / 'demo.db'}",
        )
        app = build(settings, clock, catalogue.load())

        async def move(step: str, user_id: int) -> None:
            clock.move(STEPS.get(step) or await _until_next_reminder(app, user_id))

        try:
            yield standin, app
        finally:
            await standin.stop()


async def _listen(standin: StandIn, port: int) -> None:
    try:
        await standin.start(port)
    except OSError:
        raise SettingsError(
            f"port {port} is taken: type another one behind --port, or leave it out"
        ) from None


async def _until_next_reminder(app: App, user_id: int) -> timedelta:
    """How far the clock has to go for this person's next reminder; a day when none is planned."""
    now = app.clock.now()
    due = await app.services.reminders.next_due(user_id)
    return due - now if due is not None and due > now else timedelta(days=1)
