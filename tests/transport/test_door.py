"""Who takes no updates by polling notices all the same that Telegram does not know the token any more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import InvalidToken

from bot.transport import door
from bot.transport.door import Door, NoDoor
from bot.transport.intake import Intake, Verdict
from bot.transport.listening import Listening
from bot.transport.request import AiohttpRequest
from tests.transport.loopback import loopback_api, refuses, requests, until


async def _done(_: object) -> Verdict:
    return Verdict.DONE


def ways(request: AiohttpRequest, url: str) -> list[Door]:
    webhook = Listening(
        request, url, Intake(_done), public="http://127.0.0.1/hook", listen="127.0.0.1:0", secret="s"
    )
    return [NoDoor(request, url), webhook]


@asynccontextmanager
async def running(way: Door) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.ensure_future(way.run())
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("number", [0, 1])
async def test_a_token_that_is_not_known_any_more_ends_it(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "ASK_SECONDS", 0.01)
    async with loopback_api() as api, requests() as request:
        api.plan("getMe", refuses(502), refuses(429, retry_after=1))
        async with running(ways(request, api.url)[number]) as task:
            await until(lambda: len(api.called("getMe")) > 3)
            assert not task.done(), "trouble on the line is waited out"
            api.plan("getMe", refuses(401, "Unauthorized"))
            with pytest.raises(InvalidToken):
                await asyncio.wait_for(task, 5)


@pytest.mark.parametrize("number", [0, 1])
async def test_whoever_waits_ends_at_once_when_asked(number: int) -> None:
    async with loopback_api() as api, requests() as request:
        way = ways(request, api.url)[number]
        async with running(way) as task:
            await asyncio.sleep(0.05)
            assert way.is_caught_up()
            way.stop()
            await asyncio.wait_for(task, 5)
