"""Logs that were gone through lately: looking back and correcting are many taps, each on the whole log."""

from collections.abc import Sequence
from itertools import takewhile

from bot.domain import coach
from bot.domain.correcting import Page
from bot.domain.log import Event
from bot.domain.programme import Programme

MOST = 8
"""So many people's pages are kept; a year is a few megabytes."""


class Diaries:
    """The pages of the logs that were read last: a log only grows, so what is known of it holds."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._known: dict[int, Sequence[Page]] = {}

    def read(self, user_id: int, log: Sequence[Event], programme: Programme) -> Sequence[Page]:
        """The log page by page."""
        both = zip(self._known.pop(user_id, ()), log, strict=False)
        known = [page for page, _ in takewhile(lambda pair: pair[0].event == pair[1], both)]
        pages = coach.follow(log[len(known) :], programme, known)
        self._known[user_id] = pages
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]
        return pages
