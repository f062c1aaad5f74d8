"""The reminders' cheap way out."""

import pytest
from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.transport import bulk
from bot.transport.failure import MaybeSent
from tests.transport.loopback import Behaviour, hangs, loopback_api, ok, refuses, requests


async def test_a_sent_reminder_gives_its_message_id() -> None:
    async with loopback_api() as api, requests() as request:
        api.plan("sendMessage", ok({"message_id": 42, "date": 0, "chat": {"id": 5, "type": "private"}}))
        payload = {"chat_id": 5, "text": "Good morning", "reply_markup": {"inline_keyboard": []}}
        assert await bulk.send(request, api.url, "sendMessage", payload) == bulk.Sent(42)
    assert api.called("sendMessage")[0]["reply_markup"] == '{"inline_keyboard":[]}'


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        (refuses(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refuses(429, "Too Many Requests", retry_after=3), RetryAfter),
        (hangs, MaybeSent),
        (ok(True), MaybeSent),
    ],
)
async def test_a_reminder_that_fails_says_how(behaviour: Behaviour, expected: type[TelegramError]) -> None:
    async with loopback_api() as api, requests(read_timeout=0.1, write_timeout=0.1) as request:
        api.plan("sendMessage", behaviour)
        with pytest.raises(expected):
            await bulk.send(request, api.url, "sendMessage", {"chat_id": 5})
