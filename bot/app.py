"""The whole bot as it runs: starts, takes updates in, beats and stops; `assembly` puts it together."""

import asyncio
import gc
from dataclasses import dataclass
from itertools import count
from typing import Any

import structlog
from telegram import BotCommand
from telegram.error import InvalidToken
from telegram.ext import Application

import db.receipts
from bot.clock import Clock, zone_rules
from bot.dispatcher import Dispatcher
from bot.scheduler import Scheduler
from bot.services.retention import Retention
from bot.services.rezoning import Rezoning
from bot.settings import Role, Settings
from bot.transport import incoming
from bot.transport.door import Door
from bot.transport.intake import Intake, Verdict
from bot.transport.request import AiohttpRequest
from bot.unwatched import Unwatched
from db.engine import Database
from db.migrate import migrate
from db.rotation import recognise
from handlers import errors
from handlers.context import Context, Services
from handlers.holds import HoldPainter
from handlers.owed import Owed
from handlers.views.profile import ABOUT, DESCRIPTIONS, PROFILE

TICK_SECONDS = 1.0
PAINT_SECONDS = 0.5
OWED_SECONDS = 5.0
SWEEP_SECONDS = 600.0
RETENTION_SECONDS = 3600.0
LONGEST_WAIT = 30
GRACE_SECONDS = 7.0
"""For what is under way at the end; container engines kill after ten seconds."""
logger = structlog.get_logger()
PtbApplication = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]


@dataclass
class App:
    """A whole bot: updates in, reminders and timers out."""

    settings: Settings
    clock: Clock
    database: Database
    services: Services
    application: PtbApplication
    request: AiohttpRequest
    polls: AiohttpRequest
    intake: Intake
    door: Door
    dispatcher: Dispatcher
    painter: HoldPainter
    owed: Owed
    scheduler: Scheduler
    watch: Unwatched
    _leaving: "asyncio.Future[Any] | None" = None

    async def start(self, *, beating: bool = True) -> None:
        """Bring the schema up to date, meet Telegram and begin to beat; InvalidToken for a wrong token.

        Tests that move time by themselves beat by themselves: `beating` is False there.
        """
        await migrate(self.database, self.clock.now())
        async with self.database.begin() as tx:
            await recognise(tx)
        await Rezoning(self.database).renew(zone_rules())
        await self.watch.start(self.intake, self.door)
        await self.polls.initialize()
        await self._meet()
        await self._introduce()
        if beating and self.settings.role is not Role.WEB:
            tick = self.watch.beaten(self.dispatcher.tick)
            self.scheduler.every(TICK_SECONDS, "reminders", tick, on_the_dot=True)
            self.scheduler.every(PAINT_SECONDS, "hold timers", self.painter.paint)
            self.scheduler.every(SWEEP_SECONDS, "sweep", self.services.reminders.sweep)
            self.scheduler.every(RETENTION_SECONDS, "retention", Retention(self.database, self.clock).sweep)
        if beating and self.settings.role is not Role.WORKER:
            self.scheduler.every(OWED_SECONDS, "owed answers", self.owed.pay)
        self.scheduler.start()

    async def run(self) -> None:
        """Take updates in until `stop`."""
        await self.door.run()

    def leave(self) -> "asyncio.Future[Any]":
        """Begin nothing more; the future of the end of what is under way, GRACE_SECONDS off at most."""
        self.scheduler.stop()
        self.door.stop()
        if self._leaving is None:
            self._leaving = asyncio.gather(
                self.dispatcher.stop(GRACE_SECONDS), self.painter.settle(GRACE_SECONDS)
            )
        return self._leaving

    async def stop(self) -> None:
        """Finish what is under way, then close everything."""
        await self.leave()
        await self.intake.drain(GRACE_SECONDS)
        await self.watch.stop()
        await self.application.shutdown()
        await self.request.shutdown()
        await self.polls.shutdown()
        await self.database.close()

    async def handle(self, raw: dict[str, Any]) -> Verdict:
        """Let one raw update take effect, once; AGAIN without a database, Malformed for what is none."""
        came = incoming.read(raw)
        if came is not None and came.sender is not None:
            self.owed.settled(came.sender.id)
        errors.storage_failed.set(False)
        with db.receipts.handling(raw, self.clock.now()):
            await self.application.process_update(came)
        return Verdict.AGAIN if errors.storage_failed.get() else Verdict.DONE

    async def _meet(self) -> None:
        """Ask Telegram who we are, for as long as it takes to reach it."""
        for attempt in count():
            try:
                await self.application.initialize()
            except InvalidToken:
                raise
            except Exception as error:
                # PTB stumbles in its own ways over an answer that is none.
                logger.warning("Telegram is not reachable yet, trying again", error=type(error).__name__)
                await asyncio.sleep(min(2**attempt, LONGEST_WAIT))
            else:
                return

    async def _introduce(self) -> None:
        """Fill the command menu, and the empty chat where @BotFather was told nothing for it.

        A Bot API server that has none of them is no reason not to start.
        """
        bot, commands = self.application.bot, [BotCommand(name, text) for name, text in DESCRIPTIONS.items()]
        try:
            _, told = await asyncio.gather(bot.set_my_commands(commands), bot.get_my_description())
            if not told.description:
                await asyncio.gather(bot.set_my_description(ABOUT), bot.set_my_short_description(PROFILE))
        except Exception as error:
            logger.warning("command menu or description not set", error=type(error).__name__)


async def serve(app: App, stopping: asyncio.Event) -> None:
    """Start `app` and run it until `stopping` is set or Telegram refuses the token."""
    stopped = asyncio.ensure_future(stopping.wait())
    try:
        if await _first(asyncio.ensure_future(app.start()), stopped):
            # What stands by now stays: Python need not look through it for garbage again and again.
            gc.freeze()
            running = asyncio.ensure_future(app.run())
            stopped.add_done_callback(lambda _: app.leave())
            await running
    finally:
        stopped.cancel()
        await app.stop()


async def _first(work: "asyncio.Future[None]", stopped: "asyncio.Future[Any]") -> bool:
    """Whether `work` came to its end before `stopped`; otherwise it is broken off."""
    await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
    if work.done():
        work.result()
        return not stopped.done()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    return False
