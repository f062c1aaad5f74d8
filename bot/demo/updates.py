"""The queue of updates: kept until the bot confirms them, handed out by long polls."""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, Final

from bot.demo.faults import FaultPlan
from bot.demo.pulse import Pulse
from bot.demo.wire import Json, Refused

LIVES: Final = {"callback_query": timedelta(seconds=150)}
LIFE: Final = timedelta(hours=24)
SECOND_POLLER: Final = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
UNASKED: Final = frozenset({"message_reaction", "message_reaction_count", "chat_member"})


@dataclass
class Waiting:
    """An update that the bot has not confirmed yet."""

    id: int
    body: Any
    key: int
    expires: datetime
    visible_at: float = 0.0
    must_show: bool = False


class Updates:
    """All updates of the bot: in order, each until it is confirmed or too old."""

    def __init__(self, now: Callable[[], datetime], faults: FaultPlan, seed: int) -> None:
        self._now, self._faults, self._random = now, faults, random.Random(seed)  # noqa: S311 - a seed must repeat a run
        self._next = self._random.randrange(10**8, 9 * 10**8)
        self._done: dict[int, asyncio.Event] = {}
        self._poller: object | None = None
        self.waiting: list[Waiting] = []
        self.allowed: list[str] = []
        self.pulse = Pulse()

    def add(self, kind: str, body: Json, user_id: int) -> int:
        """Queue an update of a user; its id. One that the bot did not ask for counts as confirmed."""
        key = user_id + (3 << 33) if kind == "callback_query" else user_id
        update_id = self._new_id()
        if not self._wanted(kind):
            self._event(update_id).set()
            return update_id
        if self._faults.of_update("poison", user_id):
            self.push({"message": {"message_id": "not a number", "chat": []}}, key)
            update_id = self._new_id()
        self._queue({"update_id": update_id, kind: body}, update_id, key, LIVES.get(kind, LIFE))
        self._apply_faults(update_id, user_id)
        self.pulse.ring()
        return update_id

    def push(self, raw: Json, key: int = 0) -> int:
        """Queue any update, also a malformed one; one with an id is (re)delivered under it."""
        update_id = raw["update_id"] if isinstance(raw.get("update_id"), int) else self._new_id()
        self._queue({"update_id": update_id} | raw, update_id, key, LIFE)
        self.waiting[-1].must_show = True
        self.pulse.ring()
        return int(update_id)

    def _new_id(self) -> int:
        self._next += 1
        return self._next

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in UNASKED

    def _queue(self, body: Json, update_id: int, key: int, life: timedelta) -> None:
        self._done[update_id] = asyncio.Event()
        self.waiting.append(Waiting(update_id, body, key, self._now() + life))

    def _apply_faults(self, update_id: int, user_id: int) -> None:
        if self._faults.of_update("duplicate", user_id):
            twin = self.waiting[-1]
            self.waiting.append(Waiting(twin.id, twin.body, twin.key, twin.expires, must_show=True))
        if late := self._faults.of_update("delay_updates", user_id):
            self._hold_back(monotonic() + late.seconds)
            asyncio.get_running_loop().call_later(late.seconds + 0.01, self.pulse.ring)
        if self._faults.of_update("withhold", user_id):
            self._hold_back(float("inf"))

    def _hold_back(self, visible_at: float) -> None:
        # Later updates may be confirmed meanwhile; this one must still reach the bot.
        self.waiting[-1].visible_at, self.waiting[-1].must_show = visible_at, True

    def release(self) -> None:
        """Hand out everything that was delayed or withheld."""
        for waiting in self.waiting:
            waiting.visible_at = 0.0
        self.pulse.ring()

    def _event(self, update_id: int) -> asyncio.Event:
        return self._done.setdefault(update_id, asyncio.Event())

    async def confirmed(self, update_id: int, seconds: float) -> None:
        """Wait until the bot confirmed the update; TimeoutError after `seconds` real seconds."""
        async with asyncio.timeout(seconds):
            await self._event(update_id).wait()

    def visible(self) -> list[Waiting]:
        """What can be handed out now, oldest first."""
        self._expire()
        moment = monotonic()
        return [waiting for waiting in self.waiting if waiting.visible_at <= moment]

    def _expire(self) -> None:
        self.waiting = [waiting for waiting in self.waiting if waiting.expires > self._now()]

    def confirm(self, waiting: Waiting) -> None:
        """The bot has handled this one."""
        if waiting in self.waiting:
            self.waiting.remove(waiting)
        if not any(other.id == waiting.id for other in self.waiting):
            self._event(waiting.id).set()

    def settle(self, offset: int) -> None:
        """Confirm all below a positive offset; a negative one forgets all but the last few."""
        for waiting in list(self._settled(offset)):
            self.confirm(waiting)

    def _settled(self, offset: int) -> Iterator[Waiting]:
        if offset < 0:
            yield from self.waiting[:offset]
        for waiting in self.waiting:
            if waiting.id < offset and not waiting.must_show and waiting.visible_at <= monotonic():
                yield waiting

    def drop(self) -> None:
        """Forget all pending updates."""
        self.waiting.clear()

    async def poll(self, limit: int, seconds: float) -> list[Any]:
        """The next updates, waiting up to `seconds` of real time; a later poller ends this one."""
        mine = self._poller = object()
        self.pulse.ring()
        deadline = monotonic() + seconds
        while not (batch := self._batch(limit)) and monotonic() < deadline and not self.pulse.closed:
            await self.pulse.wait(deadline - monotonic())
            if self._poller is not mine:
                raise Refused(SECOND_POLLER, code=409)
        self._poller = None
        return batch

    def _batch(self, limit: int) -> list[Any]:
        batch = self.visible()[:limit]
        if len(batch) > 1 and self._faults.of_update("reorder"):
            self._random.shuffle(batch)
        for waiting in batch:
            waiting.must_show = False
        return [waiting.body for waiting in batch]
