"""Notices when the event loop stands still: everything waits then, taps, reminders and timers."""

import asyncio
from collections.abc import Callable

import structlog

EVERY = 0.5
"""Seconds from one look to the next."""

WORTH_A_WORD = 1.0
"""Seconds that the loop may be late before it is told."""

RECENT = 60.0
"""Seconds for which it is told."""

logger = structlog.get_logger()


class Stalls:
    """Looks again and again whether it is late; `observe` hears of every look."""

    def __init__(self, observe: Callable[[float], object]) -> None:
        self._observe = observe
        self._timer: asyncio.TimerHandle | None = None
        self._latest = (0.0, 0.0)

    def start(self) -> None:
        """Begin to look."""
        loop = asyncio.get_running_loop()
        due = loop.time() + EVERY
        self._timer = loop.call_at(due, self._look, loop, due)

    def stop(self) -> None:
        """End."""
        if self._timer is not None:
            self._timer.cancel()

    def recent(self) -> float:
        """How many seconds the loop last stood still, if that was within the last minute; else 0."""
        seconds, at = self._latest
        return seconds if at and asyncio.get_running_loop().time() - at < RECENT else 0.0

    def _look(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        late = max(0.0, loop.time() - due)
        self._observe(late)
        if late > WORTH_A_WORD:
            self._latest = late, loop.time()
            logger.warning("the event loop stood still", seconds=round(late, 1))
        self.start()
