"""The far end of the limiter, for stories in virtual time."""

import asyncio
from collections import deque
from collections.abc import Awaitable
from typing import Any

from telegram.error import TelegramError

from bot.transport.limiter import Lane, TwoLanes


class Far:
    """The far end: notes when each call arrives, and fails as planned for its chat."""

    def __init__(self, **options: Any) -> None:
        self.lanes = TwoLanes(jitter=lambda: 0.5, **options)
        self.arrived: list[tuple[float, int | None, str]] = []
        self.plans: dict[int | None, deque[TelegramError]] = {}
        self.takes = 0.0

    async def _arrive(self, chat: int | None, text: str) -> bool:
        self.arrived.append((round(asyncio.get_running_loop().time(), 3), chat, text))
        if self.takes:
            await asyncio.sleep(self.takes)
        if self.plans.get(chat):
            raise self.plans[chat].popleft()
        return True

    async def call(
        self, chat: int | None, endpoint: str = "sendMessage", lane: Lane | None = None, text: str = ""
    ) -> Any:
        data = {} if chat is None else {"chat_id": chat, "text": text}
        return await self.lanes.process_request(self._arrive, (chat, text), {}, endpoint, data, lane)

    def plan(self, chat: int | None, *errors: TelegramError) -> None:
        self.plans[chat] = deque(errors)

    def times(self, chat: int | None) -> list[float]:
        return [moment for moment, to, _ in self.arrived if to == chat]


async def together(*calls: Awaitable[Any]) -> list[Any]:
    return await asyncio.gather(*calls, return_exceptions=True)
