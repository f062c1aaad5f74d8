"""How a reminder ended, as the bot tells it to itself: only what may have arrived counts as a copy."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from bot.domain.reminder import Invite, Occurrence, OccurrenceState, Sent
from bot.services.ports import Invitation
from bot.transport.limiter import TwoLanes
from handlers.notifier import TelegramNotifier
from tests.transport.loopback import Behaviour, hangs, loopback_api, ok, refuses, requests

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
HELD = Occurrence(1, 5, "daily", NOW.date(), NOW, NOW, NOW, OccurrenceState.SENDING, "me", 0)


class Crossing(AbstractContextManager[None]):
    """Notes what crosses."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def __enter__(self) -> None:
        self.steps.append("leaves")

    def __exit__(self, *how: object) -> None:
        self.steps.append("left")


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        (ok({"message_id": 42, "date": 0, "chat": {"id": 5, "type": "private"}}), Sent.DELIVERED),
        (refuses(403, "Forbidden: bot was blocked by the user"), Sent.UNREACHABLE),
        (refuses(400, "Bad Request: chat not found"), Sent.UNREACHABLE),
        (refuses(400, "Bad Request: message text is empty"), Sent.REFUSED),
        (refuses(429, "Too Many Requests", retry_after=3), Sent.NOT_SENT),
        (refuses(401, "Unauthorized"), Sent.NOT_SENT),
        (refuses(404, "Not Found"), Sent.NOT_SENT),
        (refuses(502, "Bad Gateway"), Sent.UNCLEAR),
        (hangs, Sent.UNCLEAR),
    ],
)
async def test_every_answer_of_telegram_is_an_outcome(behaviour: Behaviour, expected: Sent) -> None:
    async with loopback_api() as api, requests(read_timeout=0.1, write_timeout=0.1) as request:
        api.plan("sendMessage", behaviour)
        notifier = TelegramNotifier(request, api.url, TwoLanes())
        crossing = Crossing()
        outcome = await notifier.invite(Invitation(HELD, Invite.SESSION, "en"), crossing)
    assert crossing.steps == ["leaves", "left"]
    assert outcome.sent is expected
    assert outcome.message_id == (42 if expected is Sent.DELIVERED else None)


async def test_what_was_never_connected_was_never_sent() -> None:
    async with requests() as request:
        notifier = TelegramNotifier(request, "http://127.0.0.1:9/bot1:x", TwoLanes())
        crossing = Crossing()
        outcome = await notifier.invite(Invitation(HELD, Invite.SESSION, "en"), crossing)
    assert outcome.sent is Sent.NOT_SENT and not crossing.steps
