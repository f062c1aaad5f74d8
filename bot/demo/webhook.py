"""The webhook: pushes updates to the bot, one at a time per user, again and again until it says 2xx."""

import asyncio
from contextlib import suppress
from typing import Final

import aiohttp

from bot.demo.updates import Waiting
from bot.demo.wire import Json
from bot.demo.world import World

LONGEST_WAIT: Final = 60.0
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """Delivers updates while an address is set."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._secret = ""
        self._task: asyncio.Task[None] | None = None
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(40)
        self.url = ""
        self.max_connections = 40
        self.last_error: Json = {}

    def turn(self, url: str, secret: str, max_connections: int) -> None:
        """Push to this address from now on; nowhere when it is empty."""
        self.url, self._secret, self.max_connections = url, secret, max_connections
        self._places = asyncio.Semaphore(max_connections)
        self.last_error = {}
        if url and self._task is None:
            self._task = asyncio.create_task(self._run())
        self._world.updates.pulse.ring()

    async def stop(self) -> None:
        """End every delivery."""
        self.url = ""
        for task in [self._task, *self._busy.values()]:
            if task:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def _run(self) -> None:
        async with aiohttp.ClientSession() as session:
            while not self._world.updates.pulse.closed:
                for key in {waiting.key for waiting in self._fronts()} - set(self._busy):
                    self._busy[key] = asyncio.create_task(self._drain(session, key))
                await self._world.updates.pulse.wait()

    def _fronts(self) -> list[Waiting]:
        return self._world.updates.visible() if self.url else []

    def _front(self, key: int) -> Waiting | None:
        return next((waiting for waiting in self._fronts() if waiting.key == key), None)

    async def _drain(self, session: aiohttp.ClientSession, key: int) -> None:
        wait = self._world.rules.webhook_retry
        while (front := self._front(key)) is not None:
            async with self._places:
                asked_to_wait = await self._push(session, front)
            if asked_to_wait is None:
                self._world.updates.confirm(front)
                wait = self._world.rules.webhook_retry
            else:
                await asyncio.sleep(asked_to_wait or wait)
                wait = min(2 * wait, LONGEST_WAIT)
        self._busy.pop(key, None)

    async def _push(self, session: aiohttp.ClientSession, front: Waiting) -> float | None:
        """None when the bot took it; else the seconds that it asked for, 0 when it named none."""
        headers = {HEADER: self._secret} if self._secret else {}
        timeout = aiohttp.ClientTimeout(total=self._world.rules.webhook_timeout)
        try:
            async with session.post(self.url, json=front.body, headers=headers, timeout=timeout) as reply:
                if 200 <= reply.status < 300:
                    return None
                self._failed(f"Wrong response from the webhook: {reply.status} {reply.reason}")
                return min(float(reply.headers.get("Retry-After", "0")), 3600.0)
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
            return 0.0

    def _failed(self, why: str) -> None:
        self.last_error = {"last_error_date": self._world.unix(), "last_error_message": why}
