"""Tells a supervisor how the bot fares: /health says whether work gets done, /metrics how well."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from itertools import count
from typing import Any

from aiohttp import web

import db.dispatch
from bot.clock import Clock
from bot.domain.faults import StorageUnavailable
from bot.domain.reminder import Sent
from bot.metrics import Metrics
from bot.scheduler import Beat
from bot.services.ports import Invitation, Notifier, Outcome
from bot.stalls import Stalls
from bot.transport.door import Door
from bot.transport.intake import Intake, Verdict
from bot.transport.listening import listen
from bot.transport.polling import Polling
from bot.unwatched import Handle, Unwatched
from db.engine import Database

TICK_LIMIT = 60.0
"""Seconds without a beat of the reminders, or a reminder sent, before the process counts as ill."""

API_LIMIT = 120.0
"""Seconds without an answer to getUpdates; a long poll takes 30."""

HANDLING_LIMIT = 120.0
"""Seconds that one update may take; a reply waits at most 60 for its chat."""

PING_LIMIT = 5.0


class Operations(Unwatched):
    """Serves `/health` and `/metrics` at `listen` (HOST:PORT), and notes what they tell."""

    def __init__(
        self,
        listen: str,
        database: Database,
        clock: Clock,
        *,
        ended: Counter[str],
        limited: Counter[str],
        on_time: Callable[[], bool] = lambda: True,
        monotonic: Callable[[], float] | None = None,
    ) -> None:
        self._listen, self._database, self._clock = listen, database, clock
        self._on_time = on_time
        self._now = monotonic or (lambda: asyncio.get_running_loop().time())
        self._beats = False
        self._started = self._beat_at = 0.0
        self._in_hand: dict[int, float] = {}
        self._numbers = count()
        self._intake: Intake | None = None
        self._door: Door | None = None
        self._runner: web.AppRunner | None = None
        self.metrics = Metrics(
            {
                "lumbo_updates": lambda: self._intake.tally if self._intake else {},
                "lumbo_reminders_ended": lambda: ended,
                "lumbo_telegram_calls_held": lambda: limited,
            },
            {
                "lumbo_updates_pending": lambda: self._intake.pending if self._intake else 0,
                "lumbo_update_oldest_seconds": self._oldest,
                "lumbo_tick_age_seconds": lambda: self._tick_age() or 0.0,
                "lumbo_api_age_seconds": lambda: self._api_age() or 0.0,
            },
        )
        self._stalls = Stalls(self.metrics.lag.observe)

    def handled(self, handle: Handle) -> Handle:
        """`handle`, its duration noted."""

        async def noted(update: dict[str, Any]) -> Verdict:
            number = next(self._numbers)
            self._in_hand[number] = self._now()
            try:
                return await handle(update)
            finally:
                self.metrics.handling.observe(self._now() - self._in_hand.pop(number))

        return noted

    def sent(self, notifier: Notifier) -> Notifier:
        """`notifier`, its outcomes noted."""
        return _Noted(notifier, self)

    def beaten(self, tick: Beat) -> Beat:
        """`tick`, its last success noted."""
        self._beats = True

        async def noted() -> None:
            await tick()
            self._beat_at = self._now()

        return noted

    def note(self, outcome: Outcome) -> None:
        """One reminder went out, or did not; a long round of sending is a sign of life too."""
        self._beat_at = self._now()
        self.metrics.attempts.labels(outcome.sent.value).inc()
        if outcome.sent is Sent.DELIVERED:
            late = self._clock.now() - outcome.invitation.occurrence.due_at
            self.metrics.lateness.observe(late.total_seconds())

    async def start(self, intake: Intake, door: Door) -> None:
        """Begin to answer."""
        self._intake, self._door = intake, door
        self._started = self._beat_at = self._now()
        app = web.Application()
        app.router.add_get("/health", self._health)
        app.router.add_get("/metrics", self._figures)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await listen(self._runner, self._listen, "METRICS_LISTEN")
        self._stalls.start()

    async def stop(self) -> None:
        """End."""
        self._stalls.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def report(self) -> dict[str, object]:
        """How the bot fares: ages in seconds, None for what this process does not do."""
        ages = (
            ("tick_age", self._tick_age(), TICK_LIMIT),
            ("api_age", self._api_age(), API_LIMIT),
            ("oldest_update", self._oldest(), HANDLING_LIMIT),
        )
        ill = [name for name, age, limit in ages if age is not None and age > limit]
        if not await self._database_answers():
            ill.append("database")
        return {
            "ok": not ill,
            "ill": ill,
            # Not ill: a new process would take the wrong clock for the one it is meant to follow.
            "on_time": self._on_time(),
            "stood_still": round(self._stalls.recent(), 1),
            "pending": self._intake.pending if self._intake else 0,
            **{name: None if age is None else round(age, 1) for name, age, _ in ages},
        }

    async def _health(self, _: web.Request) -> web.Response:
        told = await self.report()
        status = HTTPStatus.OK if told["ok"] else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(told, status=status)

    async def _figures(self, _: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(PING_LIMIT), self._database.read() as tx:
                waiting = await db.dispatch.waiting(tx, self._clock.now())
        except (StorageUnavailable, TimeoutError):
            waiting = {}
        self.metrics.waiting.clear()
        for state, number in waiting.items():
            self.metrics.waiting.labels(state).set(number)
        body, kind = self.metrics.exposition()
        return web.Response(body=body, headers={"Content-Type": kind})

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(PING_LIMIT):
                await self._database.ping()
        except (StorageUnavailable, TimeoutError):
            return False
        return True

    def _tick_age(self) -> float | None:
        return self._now() - self._beat_at if self._beats else None

    def _api_age(self) -> float | None:
        if not isinstance(self._door, Polling):
            return None
        success = self._door.last_success
        return self._now() - (success.monotonic if success else self._started)

    def _oldest(self) -> float:
        return self._now() - min(self._in_hand.values()) if self._in_hand else 0.0


@dataclass(frozen=True, slots=True)
class _Noted:
    """A notifier whose outcomes are noted."""

    inner: Notifier
    operations: Operations

    async def turn(self, user_id: int) -> timedelta | None:
        return await self.inner.turn(user_id)

    async def invite(self, invitation: Invitation, crossing: AbstractContextManager[None]) -> Outcome:
        outcome = await self.inner.invite(invitation, crossing)
        self.operations.note(outcome)
        return outcome
