"""Whether this machine's clock agrees with Telegram's, which stands in the Date of every answer."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from telegram.error import TelegramError

from bot.clock import Clock
from bot.transport.request import AiohttpRequest

TOLERANCE = timedelta(seconds=60)
"""More than an answer takes, and too little for a reminder to be early by."""

_NONE = timedelta(0)
_log = logging.getLogger(__name__)


def off(here: datetime, there: datetime, passed: float) -> timedelta:
    """How far a clock that shows `here` is ahead of one that showed `there`, `passed` seconds ago."""
    return here - there - timedelta(seconds=passed)


class TelegramsTime:
    """Compares the clock with Telegram's, and asks Telegram anew when they seem to differ.

    A clock may also jump because the machine slept, or because time is moved in a demo: then both agree.
    A distance that was there from the first answer on is no jump: it is told, and reminders follow the clock.
    A server that gives no Date is believed to agree. `url` is the API's address with the token.
    """

    def __init__(
        self,
        request: AiohttpRequest,
        url: str,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.agreed = True
        self._at_first: timedelta | None = None
        self._request, self._url, self._clock, self._monotonic = request, url, clock, monotonic

    async def agrees(self) -> bool:
        """Whether what is due by this machine's clock is due; asks Telegram only if there is reason to."""
        if self._at_first is None:
            self._meet()
        if not self._within():
            try:
                await self._request.call(f"{self._url}/getMe", {})
            except TelegramError as error:
                _log.info("Telegram's time is not known: %s", type(error).__name__)
        agreed = self._within()
        if agreed != self.agreed:
            words = (
                "the clock agrees with Telegram's again" if agreed else "the clock is wrong: reminders wait"
            )
            _log.warning("%s (ahead by %.0f s)", words, self._off().total_seconds())
        self.agreed = agreed
        return agreed

    def _meet(self) -> None:
        if self._request.dated is None:
            return
        self._at_first = self._off()
        if abs(self._at_first) > TOLERANCE:
            _log.warning("the clock is not Telegram's: ahead by %.0f s", self._at_first.total_seconds())

    def _within(self) -> bool:
        away = self._off()
        return min(abs(away), abs(away - (self._at_first or _NONE))) <= TOLERANCE

    def _off(self) -> timedelta:
        told = self._request.dated
        there = _moment(told[0]) if told else None
        if told is None or there is None:
            return _NONE
        return off(self._clock.now(), there, self._monotonic() - told[1])


@lru_cache(maxsize=8)
def _moment(header: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(header)
    except ValueError:
        return None
    return found if found.tzinfo else None
