"""Takes updates in and says when each one's effect is committed, so that only then it is confirmed."""

import asyncio
import hashlib
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.transport.shape import Malformed

_log = logging.getLogger(__name__)

Update = dict[str, Any]
_Lane = deque["_Item"]

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
# A higher number is no update's: confirming it would have Telegram drop all that come after it.
_BEYOND = 2**53


class Verdict(Enum):
    """What became of an update."""

    DONE = "done"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    update: Update
    settled: asyncio.Future[Verdict]
    patient: bool


def update_id(update: object) -> int | None:
    """The update's number, or None when this is no update at all."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and 0 <= number < _BEYOND else None


class Intake:
    """One person's updates in their order, different people's side by side.

    `handle` returns DONE once the effect is committed, or AGAIN when it could not be (no database); it
    raises Malformed for what is no update.
    What it raises is counted and set aside: no update may hold up the others for ever.
    `backlog` bounds what the webhook may pile up; polling is bounded by its own window.
    """

    def __init__(
        self,
        handle: Callable[[Update], Awaitable[Verdict]],
        workers: int = 64,
        backlog: int = 1_000,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        self.tally: Counter[str] = Counter()
        self._handle, self._backlog, self._first_pause = handle, backlog, first_pause
        self._workers = asyncio.Semaphore(workers)
        self._closing = asyncio.Event()
        self._lanes: dict[Hashable, _Lane] = {}
        self._waiting: dict[int, asyncio.Future[Verdict]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._strange: set[str] = set()

    @property
    def pending(self) -> int:
        """How many updates are taken in and not yet settled."""
        return len(self._waiting)

    def admit(self, update: object) -> asyncio.Future[Verdict]:
        """Polling's way in: AGAIN is tried again with growing pauses, this person's later ones behind it.

        The future says DONE once the update may be confirmed, AGAIN when the intake closed before that.
        """
        return self._enter(update, patient=True)

    async def settle(self, update: object) -> Verdict:
        """The webhook's way in: one attempt, since Telegram brings the update again after AGAIN."""
        if len(self._waiting) >= self._backlog and update_id(update) not in self._waiting:
            return Verdict.AGAIN
        return await asyncio.shield(self._enter(update, patient=False))

    async def drain(self, grace: float) -> bool:
        """Take in nothing more and let the rest end within `grace` seconds; True if all of it did."""
        self._closing.set()
        tasks = set(self._tasks)
        late = (await asyncio.wait(tasks, timeout=grace))[1] if tasks else set()
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for settled in self._waiting.values():
            settled.set_result(Verdict.AGAIN)  # whoever never got to start
        self._waiting.clear()
        return not late

    def _enter(self, update: object, *, patient: bool) -> asyncio.Future[Verdict]:
        number = update_id(update)
        if number is None or not isinstance(update, dict):
            self._set_aside(update)
            return _settled(Verdict.DONE)
        if self._closing.is_set():
            return _settled(Verdict.AGAIN)
        if number not in self._waiting:
            self._waiting[number] = asyncio.get_running_loop().create_future()
            self._line_up(_Item(number, update, self._waiting[number], patient))
        return self._waiting[number]

    def _line_up(self, item: _Item) -> None:
        key = _sender(item.update) or ("update", item.number)
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(item)
            return
        lane = self._lanes[key] = deque([item])
        task = asyncio.create_task(self._work_off(key, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, key: Hashable, lane: _Lane) -> None:
        try:
            while lane:
                item = lane[0]
                verdict = await self._outcome(item)
                lane.popleft()
                self._finish(item, verdict)
                if verdict is Verdict.AGAIN and item.patient:
                    break  # closing: what stands behind it must not overtake it
        finally:
            del self._lanes[key]
            for item in lane:
                self._finish(item, Verdict.AGAIN)

    async def _outcome(self, item: _Item) -> Verdict:
        pause = self._first_pause
        while True:
            verdict = await self._attempt(item.update)
            if verdict is Verdict.DONE or not item.patient or self._closing.is_set():
                return verdict
            await self._closing_within(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _attempt(self, update: Update) -> Verdict:
        # The place is taken here, behind the person's own order: one who floods holds one place, not all.
        async with self._workers:
            try:
                verdict = await self._handle(update)
            except Malformed:
                self._set_aside(update)
                return Verdict.DONE
            except Exception as error:
                # The text of an unexpected error may hold what the person wrote.
                _log.error("an update failed and was set aside: %s", type(error).__name__)
                self.tally["failed"] += 1
                return Verdict.DONE
        self.tally[verdict.value] += 1
        return verdict

    async def _closing_within(self, pause: float) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), pause)
        except TimeoutError:
            return

    def _finish(self, item: _Item, verdict: Verdict) -> None:
        del self._waiting[item.number]
        item.settled.set_result(verdict)

    def _set_aside(self, update: object) -> None:
        mark = hashlib.blake2b(repr(update).encode("utf-8", "replace"), digest_size=6).hexdigest()
        self.tally["malformed"] += 1
        if mark not in self._strange:
            self._strange = {mark, *list(self._strange)[:99]}
            _log.warning("not an update, set aside: %s %s", type(update).__name__, mark)


def _sender(update: Update) -> int | None:
    for part in update.values():
        for role in ("from", "chat"):
            who = part.get(role) if isinstance(part, dict) else None
            if isinstance(who, dict) and type(who.get("id")) is int:
                return int(who["id"])
    return None


def _settled(verdict: Verdict) -> asyncio.Future[Verdict]:
    future: asyncio.Future[Verdict] = asyncio.get_running_loop().create_future()
    future.set_result(verdict)
    return future
