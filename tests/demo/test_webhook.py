"""Updates are pushed with the secret, one at a time per user, again until the bot says 2xx."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from bot.demo.standin import StandIn
from bot.demo.world import Person


class Receiver:
    """A bot's endpoint that notes what comes and answers as it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.seen: list[tuple[int, str | None]] = []
        self.answers: list[web.Response] = []
        self.held: dict[str, asyncio.Event] = {}

    async def take(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        self.seen.append((body["update_id"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if hold := self.held.get(body.get("message", {}).get("text", "")):
            await hold.wait()
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver, app = Receiver(), web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_pushed_with_the_secret_and_confirmed_by_2xx(
    telegram: Bot, standin: StandIn, anna: Person, receiver: Receiver
) -> None:
    await telegram.set_webhook(receiver.url, secret_token="s3cret", drop_pending_updates=True)
    said = standin.says(anna.id, "x")
    await standin.confirmed(said)
    assert receiver.seen == [(said, "s3cret")]
    with pytest.raises(Conflict, match="webhook is active"):
        await telegram.get_updates()
    await telegram.delete_webhook()
    later = standin.says(anna.id, "y")
    assert [update.update_id for update in await telegram.get_updates()] == [later]


async def test_what_waited_before_is_pushed_too(
    telegram: Bot, standin: StandIn, anna: Person, receiver: Receiver
) -> None:
    said = standin.says(anna.id, "x")
    await telegram.set_webhook(receiver.url)
    await standin.confirmed(said)
    assert [update_id for update_id, _ in receiver.seen] == [said - 1, said]
    assert receiver.seen[0][1] is None


async def test_a_failed_push_is_repeated_before_the_next_one(
    telegram: Bot, standin: StandIn, anna: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=503), web.Response(status=500)]
    await telegram.set_webhook(receiver.url, drop_pending_updates=True)
    first, second = standin.says(anna.id, "a"), standin.says(anna.id, "b")
    await standin.confirmed(second)
    assert [update_id for update_id, _ in receiver.seen] == [first, first, first, second]
    info = await telegram.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_retry_after_is_obeyed(
    telegram: Bot, standin: StandIn, anna: Person, receiver: Receiver
) -> None:
    receiver.answers = [web.Response(status=503, headers={"Retry-After": "0.2"})]
    await telegram.set_webhook(receiver.url, drop_pending_updates=True)
    started = asyncio.get_running_loop().time()
    await standin.confirmed(standin.says(anna.id, "a"))
    assert asyncio.get_running_loop().time() - started >= 0.2


async def test_one_slow_user_does_not_hold_up_another(
    telegram: Bot, standin: StandIn, anna: Person, receiver: Receiver
) -> None:
    receiver.held["slow"] = asyncio.Event()
    await telegram.set_webhook(receiver.url, drop_pending_updates=True)
    slow, behind = standin.says(anna.id, "slow"), standin.says(anna.id, "behind")
    await standin.confirmed(standin.says(standin.person("Ben").id, "quick"))
    assert behind not in [update_id for update_id, _ in receiver.seen]
    receiver.held["slow"].set()
    await standin.confirmed(slow)
    await standin.confirmed(behind)


async def test_a_secret_has_only_plain_characters(telegram: Bot, receiver: Receiver) -> None:
    with pytest.raises(BadRequest, match="unallowed characters"):
        await telegram.set_webhook(receiver.url, secret_token="with space")
