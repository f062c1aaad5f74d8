"""The webhook instead of long polling: the same bot, another door."""

import asyncio
import socket

import aiohttp
import pytest
from pydantic import SecretStr

from bot.app import serve
from bot.assembly import build
from bot.clock import StillClock
from bot.demo.faults import Fault
from bot.demo.standin import StandIn
from bot.settings import Settings
from tests.chat import CATALOGUE, TOKEN
from tests.conftest import START


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("secret", ["a-webhook-secret", ""])
async def test_updates_come_by_webhook_and_a_wrong_secret_is_refused(
    database_url: str, free_port: int, secret: str
) -> None:
    """Also where nobody has set one: the bot has one of its own then."""
    clock, stopping = StillClock(START), asyncio.Event()
    standin = StandIn(clock.now, TOKEN)
    await standin.start()
    settings = _settings(standin, database_url, free_port, secret)
    address = settings.webhook_url
    bot = asyncio.ensure_future(serve(build(settings, clock, CATALOGUE), stopping))
    anna = standin.person("Anna").id
    await standin.confirmed(standin.says(anna, "/start"))
    assert any("May I keep" in message.get("text", "") for message in standin.messages(anna))

    async with aiohttp.ClientSession() as stranger:
        forged = {"update_id": 1, "message": {"text": "/start"}}
        for headers in ({}, *({"X-Telegram-Bot-Api-Secret-Token": wrong} for wrong in ("", "wrong"))):
            async with stranger.post(address, json=forged, headers=headers) as answer:
                assert answer.status == 401
    stopping.set()
    await bot
    await standin.stop()


@pytest.mark.parametrize("kind", ["hang", "bad_request"])
async def test_a_bot_whose_address_telegram_does_not_take_can_be_stopped(
    database_url: str, free_port: int, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    clock, stopping = StillClock(START), asyncio.Event()
    standin = StandIn(clock.now, TOKEN)
    await standin.start()
    fault = Fault(kind, "setWebhook", count=1, seconds=60, description="no host")
    standin.plan(fault)
    settings = _settings(standin, database_url, free_port)
    bot = asyncio.ensure_future(serve(build(settings, clock, CATALOGUE), stopping))
    async with asyncio.timeout(10):
        while fault.count:  # noqa: ASYNC110  (no event tells)
            await asyncio.sleep(0.01)
        if kind == "bad_request":
            while "not set yet: BadRequest: No host" not in caplog.text:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        stopping.set()
        await bot
    await standin.stop()


def _settings(standin: StandIn, database_url: str, port: int, secret: str = "") -> Settings:
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=standin.url,
        database_url=database_url,
        webhook_url=f"http://127.0.0.1:{port}/hook",
        webhook_secret=SecretStr(secret),
        webhook_listen=f"127.0.0.1:{port}",
    )
