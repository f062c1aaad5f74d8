"""What each way of failing is taken for, and that none of them tells the token or what a person wrote."""

import asyncio
import io
import logging
import socket
import traceback
from collections.abc import Iterator

import pytest
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.transport.failure import UNSPOKEN_WAIT, MaybeSent, NotSent, seconds
from bot.transport.request import AiohttpRequest
from tests.transport.loopback import (
    CANARY,
    TOKEN,
    Behaviour,
    breaks_off,
    hangs,
    loopback_api,
    ok,
    refuses,
    requests,
    resets,
    says,
    until,
)

ANSWERS: list[tuple[str, Behaviour, type[TelegramError]]] = [
    ("a reset", resets, MaybeSent),
    ("silence", hangs, MaybeSent),
    ("half an answer", breaks_off, MaybeSent),
    ("an answer that is no JSON", says(200, f"<html>{CANARY}"), MaybeSent),
    ("JSON that is no answer", says(200, f'["{CANARY}"]'), MaybeSent),
    ("502 with a page", says(502, f"<html>{CANARY} {TOKEN}"), MaybeSent),
    ("500 from Telegram", refuses(500, f"Internal {TOKEN}"), MaybeSent),
    ("a proxy's 403", says(403, f"<html>{CANARY}"), MaybeSent),
    ("a proxy's 404", says(404, f"not found: /bot{TOKEN}/sendMessage"), MaybeSent),
    ("a redirect", says(302, CANARY, Location="/elsewhere"), NotSent),
    ("429 without a time", refuses(429, "Too Many Requests"), RetryAfter),
    ("429 with a page", says(429, f"<html>{CANARY}"), RetryAfter),
    ("429 with a time", refuses(429, "Too Many Requests", retry_after=7), RetryAfter),
    ("a malformed message", refuses(400, f'Bad Request: unsupported tag "{CANARY}" {TOKEN}'), BadRequest),
    ("a block", refuses(403, "Forbidden: bot was blocked by the user"), Forbidden),
    ("a revoked token", refuses(401, "Unauthorized"), InvalidToken),
    ("an unknown token", refuses(404, "Not Found"), InvalidToken),
    ("a second poller", refuses(409, "Conflict: terminated by other getUpdates request"), Conflict),
    ("a moved group", refuses(400, "upgraded", migrate_to_chat_id=-100123), ChatMigrated),
]


def told(error: BaseException) -> str:
    """Everything an error could put into a log, causes and contexts included."""

    def chain(link: BaseException | None) -> Iterator[str]:
        if link is not None:
            yield f"{link!s} {link!r} {link.args!r} {traceback.format_exception(link)}"
            yield from chain(link.__cause__)
            yield from chain(link.__context__)

    return " ".join(chain(error))


@pytest.mark.parametrize(("name", "behaviour", "expected"), ANSWERS, ids=[row[0] for row in ANSWERS])
async def test_each_answer_has_its_class_and_tells_no_secret(
    name: str, behaviour: Behaviour, expected: type[TelegramError], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with loopback_api() as api, requests(read_timeout=0.1, write_timeout=0.1) as request:
        api.plan("sendMessage", behaviour)
        with pytest.raises(TelegramError) as caught:
            await request.call(f"{api.url}/sendMessage", {"text": CANARY})
    assert type(caught.value) is expected
    assert len(api.calls) == 1
    ours = [line for line in caplog.text.splitlines() if "aiohttp.access" not in line]
    for secret in (TOKEN, CANARY):
        # PTB writes some descriptions in small letters.
        assert secret.lower() not in told(caught.value).lower()
        assert secret.lower() not in "".join(ours).lower()


async def test_what_a_refusal_means_stays_readable() -> None:
    async with loopback_api() as api, requests() as request:
        api.plan("editMessageText", refuses(400, "Bad Request: message is not modified"))
        with pytest.raises(BadRequest, match="Message is not modified"):
            await request.call(f"{api.url}/editMessageText", {})
        api.plan("sendMessage", refuses(429, "", retry_after=7), refuses(429, ""))
        for expected in (7, 5):
            with pytest.raises(RetryAfter) as caught:
                await request.call(f"{api.url}/sendMessage", {})
            assert seconds(caught.value) == expected


@pytest.mark.parametrize("told", ["0", "-5", "1e400", "NaN", "1000000000000000000", '"3"', "null", "[7]"])
async def test_a_time_that_telegram_never_names_counts_as_none(told: str) -> None:
    async with loopback_api() as api, requests() as request:
        answer = f'{{"ok": false, "error_code": 429, "parameters": {{"retry_after": {told}}}}}'
        api.plan("sendMessage", says(429, answer))
        with pytest.raises(RetryAfter) as caught:
            await request.call(f"{api.url}/sendMessage", {})
        assert seconds(caught.value) == UNSPOKEN_WAIT


async def test_a_closed_port_means_never_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/bot{TOKEN}/sendMessage"
        async with requests() as request:
            with pytest.raises(NotSent) as caught:
                await request.call(url, {"text": CANARY})
    assert TOKEN not in told(caught.value)


async def test_no_free_connection_means_never_sent() -> None:
    async with (
        loopback_api() as api,
        requests(connections=1, pool_timeout=0.05, connect_timeout=0.05) as request,
    ):
        api.plan("sendMessage", hangs)
        first = asyncio.ensure_future(request.call(f"{api.url}/sendMessage", {}))
        await until(lambda: api.calls)
        with pytest.raises(NotSent) as caught:
            await request.call(f"{api.url}/sendMessage", {})
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    assert len(api.calls) == 1
    assert TOKEN not in told(caught.value)


async def test_a_closed_request_object_means_never_sent() -> None:
    request = AiohttpRequest()
    with pytest.raises(NotSent):
        await request.call("http://127.0.0.1:1/", {})
    await request.initialize()
    await request.shutdown()
    with pytest.raises(NotSent):
        await request.call("http://127.0.0.1:1/", {})


async def test_ptb_passes_our_classes_on() -> None:
    async with loopback_api() as api:
        request = AiohttpRequest(read_timeout=0.1, write_timeout=0.1)
        bot: ExtBot[None] = ExtBot(
            TOKEN, base_url=api.base, request=request, get_updates_request=AiohttpRequest()
        )
        api.plan("getMe", ok({"id": 1, "is_bot": True, "first_name": "Lumbo", "username": "lumbo_bot"}))
        api.plan("sendMessage", hangs, says(302, ""))
        async with bot:
            with pytest.raises(MaybeSent):
                await bot.send_message(1, CANARY)
            with pytest.raises(NotSent):
                await bot.send_message(1, CANARY)
            api.plan("sendMessage", ok({"message_id": 9, "date": 0, "chat": {"id": 1, "type": "private"}}))
            assert (await bot.send_message(1, "hello")).message_id == 9


async def test_one_connection_serves_many_calls() -> None:
    async with loopback_api() as api, requests() as request:
        for _ in range(5):
            await request.call(f"{api.url}/sendMessage", {"text": "x"})
    assert len({id(call.connection) for call in api.calls}) == 1


async def test_values_arrive_as_telegram_reads_them() -> None:
    async with loopback_api() as api, requests() as request:
        markup = {"inline_keyboard": [[{"text": "Dönë ✓ & more", "callback_data": "a:1"}]]}
        await request.call(
            f"{api.url}/sendMessage",
            {"chat_id": 5, "text": "half a pair: \ud83d", "silent": True, "markup": markup, "nothing": None},
        )
    text = '{"inline_keyboard":[[{"text":"Dönë ✓ & more","callback_data":"a:1"}]]}'
    assert api.called("sendMessage") == [
        {"chat_id": "5", "text": "half a pair: ?", "silent": "true", "markup": text}
    ]


async def test_a_picture_is_uploaded_and_can_be_uploaded_again() -> None:
    picture = InputFile(
        io.BytesIO(b"\x89PNG" + b"x" * 2_000_000), filename="bird_dog_1.png", read_file_handle=False
    )
    async with loopback_api() as api:
        bot: ExtBot[None] = ExtBot(
            TOKEN, base_url=api.base, request=AiohttpRequest(), get_updates_request=AiohttpRequest()
        )
        api.plan("getMe", ok({"id": 1, "is_bot": True, "first_name": "Lumbo", "username": "lumbo_bot"}))
        api.plan(
            "sendPhoto", says(502, ""), ok({"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}})
        )
        async with bot:
            with pytest.raises(MaybeSent):
                await bot.send_photo(1, picture, caption="Bird dog")
            await bot.send_photo(1, picture, caption="Bird dog")
    first, second = api.called("sendPhoto")
    assert first == second
    assert first["caption"] == "Bird dog"
    assert any(isinstance(value, bytes) and len(value) == 2_000_004 for value in first.values())


async def test_a_proxy_named_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with loopback_api() as api, requests() as request:
        assert await request.call(f"{api.url}/getMe", {}) is True


async def test_a_name_with_half_a_surrogate_does_not_spoil_the_answer() -> None:
    async with loopback_api() as api, requests() as request:
        api.plan("getUpdates", says(200, '{"ok": true, "result": ["\\ud83d"]}'))
        assert await request.call(f"{api.url}/getUpdates", {}) == ["\ud83d"]


async def test_a_byte_order_mark_does_not_spoil_the_answer() -> None:
    async with loopback_api() as api, requests() as request:
        api.plan("getMe", says(200, '\ufeff{"ok": true, "result": 7}'))
        assert await request.call(f"{api.url}/getMe", {}) == 7
