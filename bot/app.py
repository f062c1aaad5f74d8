"""The composition root: puts the whole bot together, starts it and stops it."""

import asyncio
import os
import secrets
from dataclasses import dataclass
from itertools import count
from typing import Any

import structlog
from telegram import BotCommand, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

import db.receipts
from bot.clock import Clock, zone_rules
from bot.dispatcher import Dispatcher
from bot.domain.programme import Programme
from bot.operations import Operations, Unwatched
from bot.scheduler import Scheduler
from bot.services.corrections import Corrections
from bot.services.habits import Habits
from bot.services.history import History
from bot.services.holds import Holds
from bot.services.measures import Measures
from bot.services.onboarding import Onboarding
from bot.services.pain import PainReports
from bot.services.pictures import Pictures
from bot.services.plans import Plans
from bot.services.privacy import Privacy
from bot.services.reminders import Reminders
from bot.services.retention import Retention
from bot.services.rezoning import Rezoning
from bot.services.screening import Screening
from bot.services.sessions import Sessions
from bot.settings import Role, Settings
from bot.transport import lean, shape
from bot.transport.intake import Intake, Verdict
from bot.transport.limiter import TwoLanes
from bot.transport.listening import Door, Listening, NoDoor
from bot.transport.polling import Polling
from bot.transport.request import AiohttpRequest
from content.catalogue import Catalogue
from db.engine import Database
from db.leading import Leadership
from db.migrate import migrate
from db.rotation import recognise
from handlers import errors
from handlers.commands import DESCRIPTIONS
from handlers.context import Context, Services
from handlers.holds import HoldPainter
from handlers.notifier import TelegramNotifier
from handlers.routes import register
from handlers.show import Show

TICK_SECONDS = 1.0
PAINT_SECONDS = 0.5
SWEEP_SECONDS = 600.0
RETENTION_SECONDS = 3600.0
POLL_SECONDS = 30
LONGEST_WAIT = 30
GRACE_SECONDS = 10
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
    scheduler: Scheduler
    watch: Unwatched

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
        self.scheduler.start()

    async def run(self) -> None:
        """Take updates in until `stop`."""
        await self.door.run()

    async def stop(self) -> None:
        """Finish what is under way, then close everything."""
        self.scheduler.stop()
        self.door.stop()
        await self.dispatcher.stop(GRACE_SECONDS)
        await self.intake.drain(GRACE_SECONDS)
        await self.watch.stop()
        await self.application.shutdown()
        await self.request.shutdown()
        await self.polls.shutdown()
        await self.database.close()

    async def handle(self, raw: dict[str, Any]) -> Verdict:
        """Let one raw update take effect, once; AGAIN without a database, Malformed for what is none."""
        shape.check(raw)
        errors.storage_failed.set(False)
        with db.receipts.handling(raw, self.clock.now()):
            await self.application.process_update(Update.de_json(lean.update(raw), self.application.bot))
        return Verdict.AGAIN if errors.storage_failed.get() else Verdict.DONE

    async def _meet(self) -> None:
        """Ask Telegram who we are, for as long as it takes to reach it."""
        for attempt in count():
            try:
                await self.application.initialize()
            except InvalidToken:
                raise
            except TelegramError as error:
                logger.warning("Telegram is not reachable yet, trying again", error=type(error).__name__)
                await asyncio.sleep(min(2**attempt, LONGEST_WAIT))
            else:
                return

    async def _introduce(self) -> None:
        """Fill the command menu; a Bot API server that has none is no reason not to start."""
        commands = [BotCommand(name, text) for name, text in DESCRIPTIONS.items()]
        try:
            await self.application.bot.set_my_commands(commands)
        except TelegramError as error:
            logger.warning("command menu not set", error=type(error).__name__)


def build(settings: Settings, clock: Clock, catalogue: Catalogue, limiter: TwoLanes | None = None) -> App:
    """Put the bot together; nothing is opened or sent before `start`."""
    database = Database(settings.database_url, settings.field_key.get_secret_value())
    limiter = limiter or TwoLanes()
    request, polls = AiohttpRequest(connections=200), AiohttpRequest(connections=4)
    application = _application(settings, request, polls, limiter)
    services = _services(database, clock, catalogue, int(settings.token.partition(":")[0]))
    application.context_types.context.services = services
    url = f"{settings.telegram_api_url}/bot{settings.token}"
    notifier = TelegramNotifier(request, url, limiter)
    app: App

    async def handle(raw: dict[str, Any]) -> Verdict:
        return await app.handle(raw)

    watch = _watch(settings, database, clock, services, limiter)
    intake = Intake(watch.handled(handle))
    app = App(
        settings, clock, database, services, application, request, polls, intake,
        _door(settings, polls, url, intake, clock),
        Dispatcher(services.reminders, watch.sent(notifier), Leadership(database)),
        HoldPainter(
            Holds(database, clock, services.sessions.programme),
            services.sessions, Show(application.bot, services.pictures), catalogue,
        ),
        Scheduler(), watch,
    )  # fmt: skip
    return app


def _application(
    settings: Settings, request: AiohttpRequest, polls: AiohttpRequest, limiter: TwoLanes
) -> PtbApplication:
    """PTB's application on our transport, with every route and a context class of its own."""
    api = settings.telegram_api_url
    bot = ExtBot(
        settings.token, base_url=f"{api}/bot", base_file_url=f"{api}/file/bot",
        request=request, get_updates_request=polls, rate_limiter=limiter,
    )  # fmt: skip
    context = type("BoundContext", (Context,), {})
    builder = ApplicationBuilder().bot(bot).updater(None).job_queue(None)
    application: PtbApplication = builder.context_types(ContextTypes(context=context)).build()
    register(application)
    return application


def _door(settings: Settings, request: AiohttpRequest, url: str, intake: Intake, clock: Clock) -> Door:
    """The way in: the webhook when there is an address for it, else long polling."""
    if settings.role is Role.WORKER:
        return NoDoor()
    if not settings.webhook_url:
        return Polling(request, url, intake, clock, wait=POLL_SECONDS)
    return Listening(
        request, url, intake, public=settings.webhook_url, listen=settings.webhook_listen,
        secret=settings.webhook_secret.get_secret_value(),
    )  # fmt: skip


def _watch(
    settings: Settings, database: Database, clock: Clock, services: Services, limiter: TwoLanes
) -> Unwatched:
    """What tells a supervisor how the bot fares, when there is an address for it."""
    if not settings.metrics_listen:
        return Unwatched()
    ended, limited = services.reminders.tally, limiter.tally
    return Operations(settings.metrics_listen, database, clock, ended=ended, limited=limited)


def _services(database: Database, clock: Clock, catalogue: Catalogue, bot_id: int) -> Services:
    programme = Programme(catalogue.exercises)
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    return Services(
        clock=clock,
        catalogue=catalogue,
        onboarding=Onboarding(database, clock),
        screening=Screening(database, clock, programme),
        sessions=Sessions(database, clock, programme),
        pain=PainReports(database, clock, programme),
        plans=Plans(database, clock, programme),
        reminders=Reminders(database, clock, owner),
        history=History(database, clock, programme),
        habits=Habits(database),
        measures=Measures(database, clock, programme),
        corrections=Corrections(database, clock, programme),
        privacy=Privacy(database, clock),
        pictures=Pictures(database, bot_id),
    )


async def serve(app: App, stopping: asyncio.Event) -> None:
    """Start `app` and run it until `stopping` is set or Telegram refuses the token."""
    stopped = asyncio.ensure_future(stopping.wait())
    try:
        if await _first(asyncio.ensure_future(app.start()), stopped):
            running = asyncio.ensure_future(app.run())
            stopped.add_done_callback(lambda _: app.door.stop())
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
