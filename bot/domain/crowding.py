"""How long a crowd at one minute takes: Telegram lets all chats together have some 30 messages a second."""

from collections.abc import Iterable
from datetime import datetime, timedelta

A_SECOND = 25
"""Reminders that go out each second: a little under what Telegram allows."""

LOOK_BACK = timedelta(hours=2)
"""Crowds due longer ago are not counted: 180,000 people would have to be waiting still."""

_A_MINUTE = timedelta(minutes=1)


def window_end(at: datetime, due: Iterable[tuple[datetime, int]]) -> datetime | None:
    """Until which full minute the reminders of `at` may come; None when all of them come within its minute.

    `due` tells how many reminders are due at which moments up to `at`, LOOK_BACK at most. They go out in that
    order, so whoever is due at `at` waits for those before.
    """
    free = at - LOOK_BACK
    for moment, people in sorted(due):
        if moment <= at:
            free = max(free, moment) + timedelta(seconds=people / A_SECOND)
    minutes = -((at - free) // _A_MINUTE)
    return at + minutes * _A_MINUTE if free - at >= _A_MINUTE else None
