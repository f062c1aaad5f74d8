"""An operations server with a hand on its stop-watch, and what happens before its eyes."""

import asyncio
import socket
from collections import Counter
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

import aiohttp

from bot.clock import StillClock
from bot.domain.reminder import Invite, Occurrence, OccurrenceState, Sent
from bot.operations import Operations
from bot.services.ports import Invitation, Outcome
from bot.transport.intake import Intake, Verdict
from bot.transport.polling import Polling
from bot.transport.request import AiohttpRequest
from db.engine import Database

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
CANARY = 987654321


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Hands:
    """An operations server with a hand on its stop-watch."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.seconds, self.url = 1000.0, f"127.0.0.1:{free_port()}"
        self.ended: Counter[str] = Counter()
        self.clock = StillClock(NOW)
        self.operations = Operations(
            self.url, database, self.clock, ended=self.ended, limited=Counter(refused=3),
            monotonic=lambda: self.seconds,
        )  # fmt: skip
        self.intake = Intake(self.operations.handled(self._handle))
        self.release = asyncio.Event()
        self.release.set()
        self.door = Polling(AiohttpRequest(), "http://127.0.0.1:9/bot1:x", self.intake, self.clock)

    async def _handle(self, _: dict[str, Any]) -> Verdict:
        await self.release.wait()
        self.seconds += 0.03
        return Verdict.DONE

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with aiohttp.ClientSession() as session, session.get(f"http://{self.url}/health") as answer:
            return answer.status, await answer.json()

    async def figures(self) -> str:
        async with aiohttp.ClientSession() as session, session.get(f"http://{self.url}/metrics") as answer:
            return await answer.text()


def reminder_due(due: datetime) -> Invitation:
    held = Occurrence(7, CANARY, "daily", date(2026, 11, 24), due, due, due, OccurrenceState.SENDING, None, 1)
    return Invitation(held, Invite.SESSION, "en")


class Deliverer:
    """A notifier that always delivers."""

    async def turn(self, user_id: int) -> None:
        return None

    async def invite(self, invitation: Invitation, crossing: AbstractContextManager[None]) -> Outcome:
        return Outcome(invitation, Sent.DELIVERED, 1)
