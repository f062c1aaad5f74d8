"""Lumbo's side of a measurement: `python -m bench.ours raw|bulk|bot|taps URL`."""

import argparse
import json
import urllib.parse
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time
from pathlib import Path

import aiohttp
import orjson
import uvloop
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot

from bench.rivals.work import TEXT, TOKEN, measured
from bot import log
from bot.app import serve
from bot.assembly import build
from bot.clock import SystemClock
from bot.domain.programme import Programme
from bot.running import drive
from bot.services.onboarding import Onboarding
from bot.services.outcomes import Step
from bot.services.screening import Screening
from bot.services.sessions import Sessions
from bot.settings import Settings
from bot.simulation.hands import HARMLESS
from bot.transport import bulk
from bot.transport.limiter import TwoLanes
from bot.transport.request import AiohttpRequest
from content import catalogue
from db.engine import Database
from db.migrate import migrate

KEYS = [
    {"text": "Done", "callback_data": "do:1:1"},
    {"text": "Hold timer", "callback_data": "hb:1:1"},
    {"text": "Pain", "callback_data": "pa:1"},
]
Send = Callable[[int], Awaitable[object]]


def payload(chat: int) -> dict[str, object]:
    """One message with its keyboard."""
    keys = json.dumps({"inline_keyboard": [KEYS]})
    return {"chat_id": chat, "text": TEXT, "parse_mode": "HTML", "reply_markup": keys}


async def sends(what: str, url: str, count: int, at_once: int) -> None:
    """Send by one of our ways, or by aiohttp alone, and say how long it took."""
    way = {"raw": _raw, "bulk": _bulk, "bot": _bot}[what]
    await way(f"{url}/bot{TOKEN}", lambda send: measured(send, count, at_once))


async def _raw(base: str, run: Callable[[Send], Awaitable[None]]) -> None:
    """The least that can be done with aiohttp: a form out, JSON in."""
    async with aiohttp.ClientSession() as session:

        async def send(chat: int) -> None:
            form = urllib.parse.urlencode({key: str(value) for key, value in payload(chat).items()}).encode()
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            async with session.post(f"{base}/sendMessage", data=form, headers=headers) as answer:
                orjson.loads(await answer.read())

        await run(send)


async def _bulk(base: str, run: Callable[[Send], Awaitable[None]]) -> None:
    """The reminders' way."""
    request = AiohttpRequest()
    await request.initialize()
    await run(lambda chat: bulk.send(request, base, "sendMessage", payload(chat)))
    await request.shutdown()


async def _bot(base: str, run: Callable[[Send], Awaitable[None]]) -> None:
    """PTB's way, on our transport."""
    request = AiohttpRequest()
    keys = InlineKeyboardMarkup(
        [[InlineKeyboardButton(each["text"], callback_data=each["callback_data"]) for each in KEYS]]
    )
    async with ExtBot(TOKEN, base_url=base.removesuffix(TOKEN), request=request) as bot:
        await run(lambda chat: bot.send_message(chat, TEXT, parse_mode="HTML", reply_markup=keys))


async def prepare(file: Path, users: int) -> None:
    """A database in which people 1 to `users` stand at the first exercise of a session, in message 1."""
    database, clock = Database(f"sqlite:///{file}"), SystemClock()
    await migrate(database, clock.now())
    programme = Programme(catalogue.load().exercises)
    onboarding, screening = Onboarding(database, clock), Screening(database, clock, programme)
    sessions = Sessions(database, clock, programme)
    later = time((datetime.now(UTC).hour + 6) % 24)  # noqa: TID251  (a scratch database's)
    for user in range(1, users + 1):
        await onboarding.consent(user, "en")
        await onboarding.specialist(user, True)
        for card, harmless in HARMLESS.items():
            await screening.answer(user, card, harmless)
        await onboarding.propose_zones(user, ("Etc/UTC",))
        await onboarding.confirm_zone(user, True)
        await onboarding.set_hour(user, later)
        step = await sessions.start(user)
        assert isinstance(step, Step)  # noqa: S101  (nothing is in the way)
        await sessions.keep_message(user, step.session_id, 1)
    await database.close()


class _Uploaded(dict[str, str]):
    """Every picture, as after a bot's first days: drawing and uploading happen once for each bot."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return "known"


def taps(url: str, file: Path) -> None:
    """The whole bot, at one chat's pace of any number: the stub's people tap faster than Telegram allows."""
    settings = Settings(telegram_bot_token=TOKEN, telegram_api_url=url, database_url=f"sqlite:///{file}")
    app = build(settings, SystemClock(), catalogue.load(), TwoLanes(chat_interval=0.0))
    vars(app.services.pictures)["_known"] = _Uploaded()
    drive(lambda stopping: serve(app, stopping))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("raw", "bulk", "bot", "taps", "prepare"))
    parser.add_argument("url")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--database", type=Path, default=Path("bench.db"))
    parser.add_argument("--users", type=int, default=1)
    given = parser.parse_args()
    log.set_up("WARNING")
    if given.what == "prepare":
        uvloop.run(prepare(given.database, given.users))
    elif given.what == "taps":
        taps(given.url, given.database)
    else:
        uvloop.run(sends(given.what, given.url, given.count, given.at_once))


if __name__ == "__main__":
    main()
