"""Two lanes to Telegram: replies go at once, reminders go evenly, and a 429 holds back its own chat only."""

import asyncio
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from enum import Enum
from functools import partial
from secrets import SystemRandom
from typing import Any, NoReturn

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.transport.chat import Chat
from bot.transport.failure import Dropped, MaybeSent, NotSent, seconds
from bot.transport.pace import (
    BULK_RATE,
    CHAT_INTERVAL,
    EDIT_WEIGHT,
    WHOLE_RATE,
    BulkPace,
    ChatPace,
    WholePace,
)  # fmt: skip

_Call = Callable[[], Awaitable[Any]]
_random = SystemRandom()

# Chats are forgotten once they are idle, but looked through only when so many have gathered.
_SWEEP_FROM = 10_000
_FIRST_PAUSE = 0.2
# A bulk message is not worth a long wait: its sender comes back to it.
_BULK_PATIENCE = 2.0
# Beside edit*, get* and set*: doing these twice is doing them once.
_SAME_TWICE = {"answerCallbackQuery", "deleteMessage", "deleteWebhook", "deleteMyCommands"}


class Lane(Enum):
    """What a call is for; given to PTB as `rate_limit_args`."""

    INTERACTIVE = "interactive"
    BULK = "bulk"
    PAINT = "paint"
    TIDY = "tidy"
    ECHO = "echo"


class TwoLanes(BaseRateLimiter[Lane]):
    """Spaces PTB's calls and repeats the ones that may be repeated.

    A reply that meets a 429 waits for its chat, at most `tries` times and `patience` seconds in all, then
    raises RetryAfter. NotSent is repeated in every lane but PAINT; MaybeSent only where doing it twice
    is doing it once. PAINT and TIDY never wait for a place: they raise Dropped. PAINT takes only what the
    others leave; TIDY, which a person sees beside an answer, heeds its own chat alone. ECHO is a reply to
    words that changed nothing: where it would wait to say once more what was just said, it raises Dropped.
    """

    def __init__(
        self,
        *,
        bulk_rate: float = BULK_RATE,
        chat_interval: float = CHAT_INTERVAL,
        tries: int = 3,
        patience: float = 60.0,
        monotonic: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = _random.random,
    ) -> None:
        self.tally: Counter[str] = Counter()
        self._tries, self._patience, self._interval = tries, patience, chat_interval
        self._now = monotonic or (lambda: asyncio.get_running_loop().time())
        self._sleep, self._jitter = sleep, jitter
        self._bulk, self._bulk_turn = BulkPace(bulk_rate), asyncio.Lock()
        self._whole = WholePace(bulk_rate * WHOLE_RATE / BULK_RATE)
        self._chats: dict[int | str, Chat] = {}
        self._sweep_at = _SWEEP_FROM

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: Mapping[str, Any],
        rate_limit_args: Lane | None,
    ) -> Any:
        """PTB's way in: run one call when its lane lets it."""
        call, chat_id = partial(callback, *args, **kwargs), data.get("chat_id")
        if chat_id is None or endpoint.startswith("get"):
            return await self._insist(call, endpoint, self._now() + self._patience)
        if endpoint == "sendChatAction":
            return await self._once(call, chat_id)
        if rate_limit_args is Lane.PAINT:
            return await self._paint(call, chat_id)
        if rate_limit_args is Lane.TIDY:
            return await self._tidy(call, chat_id)
        if rate_limit_args is Lane.BULK:
            return await self._in_bulk(call, endpoint, chat_id)
        return await self._answer(call, endpoint, chat_id, data, echo=rate_limit_args is Lane.ECHO)

    async def bulk_turn(self, chat_id: int | str) -> None:
        """Wait for a place in the bulk lane; the caller sends right after it.

        Raises RetryAfter at once when a 429 holds this chat back, so that nobody else waits for it.
        """
        pace = self._chat(chat_id).pace
        while True:
            await self._free_of_haste(pace)
            async with self._bulk_turn:
                while (wait := self._bulk.wait(self._now(), self._whole.wait(self._now()))) > 0:
                    await self._sleep(wait)
                if pace.wait(self._now()) <= 0:
                    pace.take(self._now())
                    self._bulk.take(self._now())
                    self._whole.take(self._now())
                    return

    def refused(self, chat_id: int | str, error: RetryAfter) -> None:
        """Note a 429 for a bulk message; whoever sends past `process_request` reports it here.

        Only these tell of the bot as a whole: a chat with a running timer may be too fast by itself.
        """
        self._held(chat_id, error)
        self._bulk.refused(self._now(), chat_id, seconds(error))

    def _held(self, chat_id: int | str, error: RetryAfter) -> None:
        self.tally["refused"] += 1
        self._chat(chat_id).pace.hold(self._now(), seconds(error))

    async def _answer(
        self, call: _Call, endpoint: str, chat_id: int | str, data: Mapping[str, Any], *, echo: bool
    ) -> Any:
        chat = self._chat(chat_id)
        if not echo:
            chat.end_echoes()
        elif chat.echoed(data, self._now()):
            self._drop()
        answer = await self._reply(call, endpoint, chat_id)
        if echo:
            chat.note_echo(data)
        return answer

    async def _reply(self, call: _Call, endpoint: str, chat_id: int | str) -> Any:
        chat = self._chat(chat_id)
        with chat.under_way():
            async with chat.turn:
                give_up = self._now() + self._patience
                weight = EDIT_WEIGHT if endpoint.startswith("edit") else 1.0
                attempt = partial(self._paced, call, chat_id, give_up, weight)
                return await self._insist(attempt, endpoint, give_up)

    async def _in_bulk(self, call: _Call, endpoint: str, chat_id: int | str) -> Any:
        await self.bulk_turn(chat_id)
        attempt = partial(self._once, call, chat_id, bulk=True)
        return await self._insist(attempt, endpoint, self._now() + _BULK_PATIENCE)

    async def _paint(self, call: _Call, chat_id: int | str) -> Any:
        if self._chat(chat_id).busy or not self._whole.leaves_room(self._now()):
            self._drop()
        return await self._tidy(call, chat_id)

    async def _tidy(self, call: _Call, chat_id: int | str) -> Any:
        chat = self._chat(chat_id)
        if not chat.pace.leaves_room(self._now()):
            self._drop()
        chat.pace.take(self._now())
        self._whole.take(self._now())
        with chat.under_way():
            async with chat.turn:
                try:
                    return await self._once(call, chat_id)
                except RetryAfter:
                    raise Dropped("Telegram wants this chat to wait") from None

    def _drop(self) -> NoReturn:
        self.tally["dropped"] += 1
        raise Dropped("There is no room, and this can be left out")

    async def _paced(self, call: _Call, chat_id: int | str, give_up: float, weight: float) -> Any:
        pace = self._chat(chat_id).pace
        while (wait := pace.wait(self._now())) > 0:
            if self._now() + wait > give_up:
                raise RetryAfter(math.ceil(wait))
            await self._sleep(wait)
        pace.take(self._now(), weight)
        self._whole.take(self._now())
        return await self._once(call, chat_id)

    async def _once(self, call: _Call, chat_id: int | str, *, bulk: bool = False) -> Any:
        try:
            return await call()
        except RetryAfter as error:
            (self.refused if bulk else self._held)(chat_id, error)
            raise

    async def _insist(self, attempt: _Call, endpoint: str, give_up: float) -> Any:
        problem: TelegramError
        for number in range(self._tries - 1):
            try:
                return await attempt()
            except RetryAfter as error:
                problem, wait = error, seconds(error)
            except (NotSent, MaybeSent) as error:
                if isinstance(error, MaybeSent) and not _same_twice(endpoint):
                    raise
                problem, wait = error, _FIRST_PAUSE * 2**number * (0.5 + self._jitter())
            if self._now() + wait > give_up:
                raise problem
            self.tally["repeated"] += 1
            await self._sleep(wait)
        return await attempt()

    async def _free_of_haste(self, pace: ChatPace) -> None:
        while (wait := pace.wait(self._now())) > 0:
            if held := pace.held(self._now()):
                raise RetryAfter(math.ceil(held))
            await self._sleep(wait)

    def _chat(self, chat_id: int | str) -> Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._sweep_at:
                self._forget_idle_chats()
            chat = self._chats[chat_id] = Chat(self._interval)
        return chat

    def _forget_idle_chats(self) -> None:
        now = self._now()
        self._chats = {
            chat_id: chat for chat_id, chat in self._chats.items() if chat.busy or not chat.pace.idle(now)
        }
        self._sweep_at = max(_SWEEP_FROM, 2 * len(self._chats))


def _same_twice(endpoint: str) -> bool:
    return endpoint.startswith(("edit", "get", "set")) or endpoint in _SAME_TWICE
