"""Telegram's sending limits: about 1 message a second in a chat and 30 a second over all, edits included."""

import math
from collections.abc import Callable
from typing import Final

from bot.demo.wire import Refused

PER_CHAT: Final = (1.0, 3.0)  # a second, burst
OVERALL: Final = (30.0, 30.0)
COUNTED: Final = frozenset(
    {"sendMessage", "sendPhoto", "sendAnimation", "sendVideo", "sendDocument"}
    | {"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"}
)


class Limits:
    """Token buckets in real time: the bot's own pace is real too, whatever its clock says."""

    def __init__(self, moment: Callable[[], float]) -> None:
        self._moment = moment
        self._buckets: dict[int | None, tuple[float, float]] = {}

    def check(self, method: str, chat_id: int | None) -> None:
        """Take a token of the chat and one of all; refused with the seconds to wait."""
        if method not in COUNTED:
            return
        wait = max(self._missing(chat_id, *PER_CHAT), self._missing(None, *OVERALL))
        if wait > 0:
            seconds = math.ceil(wait)
            raise Refused(f"retry after {seconds}", code=429, retry_after=seconds)
        self._take(chat_id, *PER_CHAT)
        self._take(None, *OVERALL)

    def _level(self, key: int | None, rate: float, burst: float) -> float:
        level, at = self._buckets.get(key, (burst, self._moment()))
        return min(burst, level + (self._moment() - at) * rate)

    def _missing(self, key: int | None, rate: float, burst: float) -> float:
        return max(1.0 - self._level(key, rate, burst), 0.0) / rate

    def _take(self, key: int | None, rate: float, burst: float) -> None:
        self._buckets[key] = (self._level(key, rate, burst) - 1.0, self._moment())
