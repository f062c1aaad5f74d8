"""A whole bot in a process of its own, with a shared clock, a quick beat and an appointed end."""

import os
import sys
import threading
from dataclasses import dataclass, field
from multiprocessing import connection, parent_process

from pydantic import SecretStr

from bench.campaigns.fate import Fate, appoint
from bench.campaigns.time import SharedClock
from bot import app, log
from bot.assembly import build
from bot.running import drive
from bot.settings import Role, Settings
from bot.transport.limiter import TwoLanes
from content import catalogue
from db import custody

TOKEN = "1000:campaign"  # noqa: S105  (the stand-in's, on loopback)
CATALOGUE = catalogue.load()
SECRET = "campaign"  # noqa: S105  (the stand-in's, on loopback)
BEAT = 0.1
BULK_RATE = 400.0


@dataclass(frozen=True)
class Life:
    """What one bot is given: addresses, its part, and its fate.

    `port` 0 means long polling; `paced` is Telegram's pace.
    """

    api_url: str
    database_url: str
    port: int = 0
    public_url: str = ""
    role: Role = Role.ALL
    fate: Fate = field(default_factory=Fate)
    log_file: str = ""
    paced: bool = False


def live(life: Life, clock: SharedClock) -> None:
    """Be that bot until a signal, its fate, or the end of the campaign; meant as the target of a process."""
    threading.Thread(target=_end_with_the_campaign, daemon=True).start()
    if life.log_file:
        sys.stderr = open(life.log_file, "a", buffering=1)  # noqa: SIM115, PTH123  (for as long as it lives)
    log.set_up("INFO")
    app.TICK_SECONDS = app.PAINT_SECONDS = BEAT
    settings = Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=life.api_url,
        database_url=life.database_url,
        webhook_url=life.public_url,
        webhook_secret=SecretStr(SECRET),
        webhook_listen=f"127.0.0.1:{life.port or 1}",
        role=life.role,
    )
    with custody.held(settings.database_url):
        limiter = TwoLanes() if life.paced else TwoLanes(bulk_rate=BULK_RATE, chat_interval=0.0)
        built = build(settings, clock, CATALOGUE, limiter)
        appoint(built, life.fate)
        drive(lambda stopping: app.serve(built, stopping))


def _end_with_the_campaign() -> None:
    campaign = parent_process()
    if campaign is not None:
        connection.wait([campaign.sentinel])
        os._exit(1)
