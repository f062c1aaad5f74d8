"""Runs the bot on Telegram, in this process, until a signal asks it to stop."""

import asyncio
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine
from typing import Any

from bot import log
from bot.app import serve
from bot.assembly import build
from bot.clock import SystemClock
from bot.settings import load
from content import catalogue
from db import custody


def run(arguments: Namespace) -> None:
    """The bot on Telegram."""
    settings = load(arguments.env_file)
    log.set_up(settings.log_level, settings.log_format)
    _ = settings.token
    with custody.held(settings.database_url):
        app = build(settings, SystemClock(), catalogue.load())
        drive(lambda stopping: serve(app, stopping))


def drive(work: Any) -> None:
    """Run `work` on a fast loop until it ends or a signal asks it to."""

    async def until_signalled() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stopping.set)
        job: Coroutine[Any, Any, None] = work(stopping)
        await job

    # A commit comes back from its thread as soon as the loop has a moment, not after Python's 5 ms.
    sys.setswitchinterval(0.0005)
    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        runner.run(until_signalled())


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed (it does not exist for Windows), else Python's own loop."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
