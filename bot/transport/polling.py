"""Long polling that never tells Telegram to forget an update before its effect is committed."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from secrets import SystemRandom

from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.transport.failure import MaybeSent, seconds
from bot.transport.intake import Intake, Verdict
from bot.transport.request import AiohttpRequest
from bot.transport.window import Window

_log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
# Telegram returns at most this many updates, counted from the offset.
_FULL = 100
# While updates are under way getUpdates returns at once and brings them again, so we pause between calls:
# shortly while new ones come in, longer while there is nothing but the old ones.
_SHORTEST, _LONGEST = 0.05, 0.5
# Nothing new can be fetched before the lowest one is settled; ask now and then to show that we live.
_FULL_PAUSE = 5.0
_SLOWEST_RETRY = 30.0
_FINAL_TRIES = 3
# What is not confirmed at the end comes again at the next start and changes nothing.
_CONFIRM_PATIENCE = 2.0
# So many seconds people wait for what waited to be read, and no longer.
_BACKLOG_PATIENCE = 300.0
# An answer that is so much later than a long poll lasts: Telegram, the line or this process stood still.
_OUT_OF_TOUCH = 15.0
_random = SystemRandom()


@dataclass(frozen=True, slots=True)
class Success:
    """When Telegram last answered getUpdates: on the loop's clock (seconds) and in UTC."""

    monotonic: float
    wall: datetime


class Polling:
    """Fetches updates for one bot and hands them to the intake.

    `url` is the API address with the token, as in `https://api.telegram.org/bot<token>`. `wait` is the long
    poll and `grace` the time for updates under way at the end, in seconds. `silence` is how long after the
    last update the offset is dropped (Telegram may restart its numbers after a week without updates).
    """

    def __init__(
        self,
        request: AiohttpRequest,
        url: str,
        intake: Intake,
        clock: Clock,
        *,
        wait: int = 30,
        grace: float = 7.0,
        conflicts: int = 10,
        first_retry: float = 0.5,
        silence: float = 3600.0,
    ) -> None:
        self.last_success: Success | None = None
        self._request, self._url, self._intake, self._clock = request, url, intake, clock
        self._wait, self._grace, self._silence = wait, grace, silence
        self._conflicts_allowed, self._first_retry = conflicts, first_retry
        self._window = Window()
        self._linger, self._last_update = _SHORTEST, 0.0
        self._failures = self._conflicts = 0
        self._webhook_gone = self._stopped = self._read_up = False
        self._hopeful = True
        self._task: asyncio.Task[None] | None = None
        self.caught_up = asyncio.Event()
        """Set while everything that waited is read and has taken effect."""
        self._giving_up: asyncio.TimerHandle | None = None

    async def run(self) -> None:
        """Poll until `stop`, then finish what is under way and confirm it.

        Raises InvalidToken when Telegram does not know the token, Conflict when somebody else keeps polling.
        """
        if not self._stopped:
            self._task = asyncio.create_task(self._poll_for_ever())
            try:
                await asyncio.wait({self._task})
            finally:
                self._task.cancel()
            if not self._task.cancelled():
                self._task.result()
        if self._giving_up is not None:
            self._giving_up.cancel()
        await self._intake.drain(self._grace)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._confirm(), _CONFIRM_PATIENCE)

    def is_caught_up(self) -> bool:
        """Whether everything that waited has taken effect, and Telegram has answered of late."""
        return self.caught_up.is_set() and not (self._is_out_of_touch() and self._hopeful)

    def stop(self) -> None:
        """Ask `run` to come to its end; an update that is arriving just now comes again at the next start."""
        self._stopped = True
        if self._task is not None:
            self._task.cancel()

    async def _poll_for_ever(self) -> None:
        while True:
            try:
                await self._round()
            except TelegramError as error:
                await self._recover(error)

    async def _round(self) -> None:
        if not self._webhook_gone:
            await self._end_webhook()
        self._drop_the_offset_after_silence()
        asked = _now()
        offset, busy = self._window.offset(), bool(self._window.unsettled())
        at_once = busy or not self._read_up
        updates = await self._get_updates(offset, 0 if at_once else self._wait)
        if self._is_out_of_touch():
            self._begin_to_catch_up()
        elif self.caught_up.is_set() and self._giving_up is not None:
            self._giving_up.cancel()
        self._window.confirmed(offset)
        fresh = self._window.take(updates, self._intake.admit)
        if len(updates) < _FULL and not self._read_up:
            self._read_up = True
            _log.info("updates come in by long polling")
            asyncio.gather(*self._window.unsettled()).add_done_callback(self._catch_up)
        self._failures = self._conflicts = 0
        self._hopeful = True
        self.last_success = Success(_now(), self._clock.now())
        await self._breathe(
            len(updates), fresh, stuck=self._window.offset() == offset and _now() - asked < _LONGEST
        )

    def _is_out_of_touch(self) -> bool:
        last = self.last_success
        return last is None or _now() - last.monotonic > self._wait + _OUT_OF_TOUCH

    def _begin_to_catch_up(self) -> None:
        self._read_up = False
        self.caught_up.clear()
        self._give_up_later(self.caught_up.set)

    def _give_up_later(self, give_up: Callable[[], object]) -> None:
        """One update without an end, or a Telegram that brings none, must not keep everybody waiting."""
        if self._giving_up is not None:
            self._giving_up.cancel()
        self._giving_up = asyncio.get_running_loop().call_later(_BACKLOG_PATIENCE, give_up)

    def _lose_hope(self) -> None:
        self._hopeful = False
        self.caught_up.set()

    def _catch_up(self, settled: "asyncio.Future[list[Verdict]]") -> None:
        """Everything that waited has been fetched, and has come to its end."""
        if not settled.cancelled() and all(verdict is Verdict.DONE for verdict in settled.result()):
            self.caught_up.set()

    async def _end_webhook(self) -> None:
        """Polling and a webhook exclude each other; a server that knows no webhooks has none to end."""
        try:
            await self._request.call(f"{self._url}/deleteWebhook", {"drop_pending_updates": False})
        except (InvalidToken, BadRequest) as error:
            _log.info("no webhook to end: %s", type(error).__name__)
        self._webhook_gone = True

    async def _get_updates(self, offset: int | None, wait: int, limit: int = _FULL) -> list[object]:
        updates = await self._request.call(
            f"{self._url}/getUpdates",
            {"offset": offset, "timeout": wait, "limit": limit, "allowed_updates": ALLOWED_UPDATES},
            read_timeout=wait + 10.0,
        )
        if not isinstance(updates, list):
            raise MaybeSent("Telegram's answer to getUpdates is no list")
        return updates

    async def _breathe(self, returned: int, fresh: int, *, stuck: bool) -> None:
        unsettled = self._window.unsettled()
        if fresh:
            self._linger, self._last_update = _SHORTEST, _now()
        else:
            self._linger = min(self._linger * 2, _LONGEST)
        if unsettled and returned >= _FULL and not fresh:
            await asyncio.wait(unsettled[:1], timeout=_FULL_PAUSE)
        elif unsettled:
            await asyncio.wait(unsettled, timeout=self._linger)
        elif stuck:
            # Nothing but what cannot be confirmed, or a server that does not wait with an empty answer.
            await asyncio.sleep(self._linger)

    async def _recover(self, error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            raise error
        if isinstance(error, Conflict):
            self._conflicts += 1
            if self._conflicts >= self._conflicts_allowed:
                raise error
        if not self._failures:
            self._give_up_later(self._lose_hope)
        pause = min(self._first_retry * 2**self._failures, _SLOWEST_RETRY) * _random.uniform(0.5, 1.0)
        if isinstance(error, RetryAfter):
            pause = seconds(error)
        self._failures = min(self._failures + 1, 16)
        _log.warning("getting updates failed: %s: %s; next try in %.1f s", type(error).__name__, error, pause)
        await asyncio.sleep(pause)

    def _drop_the_offset_after_silence(self) -> None:
        if _now() - self._last_update > self._silence:
            self._window.forget_offset()

    async def _confirm(self) -> None:
        for number in range(_FINAL_TRIES if len(self._window) else 0):
            try:
                await self._get_updates(self._window.offset(), 0, limit=1)
                return
            except TelegramError as error:
                _log.warning("the last confirmation failed: %s", type(error).__name__)
                await asyncio.sleep(self._first_retry * 2**number)


def _now() -> float:
    return asyncio.get_running_loop().time()
