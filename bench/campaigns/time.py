"""A clock that several processes share: it runs faster than the machine's, and can be moved."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.clock import SystemClock

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""Where campaigns begin: a Tuesday, 07:00 in Berlin."""


class Shared(Protocol):
    """A number in memory that processes share."""

    value: float


@dataclass(frozen=True)
class SharedClock:
    """`speed` seconds pass in one second of the machine, counted from `origin`, plus the shared shift."""

    shift: Shared
    speed: float = 1.0
    origin: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The shared moment, in UTC."""
        passed = SystemClock().now() - self.origin
        return self.origin + passed * self.speed + timedelta(seconds=self.shift.value)

    def move(self, step: timedelta) -> None:
        """Jump by `step`, in every process at once."""
        self.shift.value += step.total_seconds()

    def set(self, moment: datetime) -> None:
        """Jump to `moment`."""
        self.move(moment - self.now())
