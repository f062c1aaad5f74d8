"""The composition root: puts the whole bot together; the only file that knows everybody."""

import os
import secrets
from typing import Any

from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot

from bot.app import App, PtbApplication
from bot.clock import Clock
from bot.dispatcher import Dispatcher
from bot.domain.programme import Programme
from bot.punctual import Punctual
from bot.scheduler import Scheduler
from bot.services.corrections import Corrections
from bot.services.diaries import Diaries
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
from bot.services.screening import Screening
from bot.services.sessions import Sessions
from bot.settings import Role, Settings
from bot.trail import Trail, folder_for, this_boot
from bot.transport.calls import Calls
from bot.transport.door import Door, NoDoor
from bot.transport.intake import Intake, Verdict
from bot.transport.limiter import TwoLanes
from bot.transport.polling import Polling
from bot.transport.request import AiohttpRequest
from bot.transport.telegrams_time import TelegramsTime
from bot.unwatched import Unwatched
from content.catalogue import Catalogue
from db.engine import Database
from db.leading import Leadership
from handlers.context import Context, Services
from handlers.holds import HoldPainter
from handlers.notifier import TelegramNotifier
from handlers.owed import Owed
from handlers.routes import register
from handlers.show import Show

POLL_SECONDS = 30


def build(settings: Settings, clock: Clock, catalogue: Catalogue, limiter: TwoLanes | None = None) -> App:
    """Put the bot together; nothing is opened or sent before `start`."""
    database = Database(settings.database_url, settings.field_key.get_secret_value())
    limiter = limiter or TwoLanes()
    request, polls = AiohttpRequest(connections=200), AiohttpRequest(connections=4)
    application = _application(settings, request, polls, limiter)
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    trail = Trail(folder_for(settings.database_url), owner, this_boot())
    reminders = Reminders(database, clock, owner, trail)
    services = _services(database, clock, catalogue, reminders, int(settings.token.partition(":")[0]))
    url = f"{settings.telegram_api_url}/bot{settings.token}"
    show = Show(Calls(request, url, limiter), services.pictures)
    application.context_types.context.services = services
    application.context_types.context.show = show
    application.context_types.context.owed = owed = Owed(show)
    notifier = TelegramNotifier(request, url, limiter)
    app: App

    async def handle(raw: dict[str, Any]) -> Verdict:
        return await app.handle(raw)

    telegrams_time = TelegramsTime(request, url, clock)
    watch = _watch(settings, database, clock, services, limiter, telegrams_time)
    intake = Intake(watch.handled(handle))
    door = _door(settings, polls, url, intake, clock)
    lead = Punctual(Leadership(database), telegrams_time, door)
    app = App(
        settings, clock, database, services, application, request, polls, intake, door,
        Dispatcher(reminders, watch.sent(notifier), lead, trail),
        HoldPainter(
            Holds(database, clock, services.sessions.programme),
            services.sessions, show, catalogue,
        ),
        owed, Scheduler(), watch,
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
        return NoDoor(request, url)
    if not settings.webhook_url:
        return Polling(request, url, intake, clock, wait=POLL_SECONDS)
    # Only who is asked from outside needs what serves.
    from bot.transport.listening import Listening

    return Listening(
        request, url, intake, public=settings.webhook_url, listen=settings.webhook_listen,
        secret=settings.secret,
    )  # fmt: skip


def _watch(
    settings: Settings,
    database: Database,
    clock: Clock,
    services: Services,
    limiter: TwoLanes,
    telegrams_time: TelegramsTime,
) -> Unwatched:
    """What tells a supervisor how the bot fares, when there is an address for it."""
    if not settings.metrics_listen:
        return Unwatched()
    from bot.operations import Operations

    ended, limited = services.reminders.tally, limiter.tally
    return Operations(
        settings.metrics_listen, database, clock, ended=ended, limited=limited,
        on_time=lambda: telegrams_time.agreed,
    )  # fmt: skip


def _services(
    database: Database, clock: Clock, catalogue: Catalogue, reminders: Reminders, bot_id: int
) -> Services:
    programme = Programme(catalogue.exercises)
    diaries = Diaries()
    return Services(
        clock=clock,
        catalogue=catalogue,
        onboarding=Onboarding(database, clock),
        screening=Screening(database, clock, programme),
        sessions=Sessions(database, clock, programme),
        pain=PainReports(database, clock, programme),
        plans=Plans(database, clock, programme),
        reminders=reminders,
        history=History(database, clock, programme, diaries),
        habits=Habits(database),
        measures=Measures(database, clock, programme),
        corrections=Corrections(database, clock, programme, diaries),
        privacy=Privacy(database, clock),
        pictures=Pictures(database, bot_id),
    )
