"""The one source of time: everything that needs the present moment is given a Clock."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from typing import Protocol

import tzdata

# The pinned `tzdata` package must win over the system's copy, which may be years old:
# zoneinfo asks the system first unless it is told of no system folder.
zoneinfo.reset_tzpath(())


def zone_rules() -> str:
    """The version of the zones' rules in use, such as `2026b`."""
    return str(tzdata.IANA_VERSION)


class Clock(Protocol):
    """Tells the present moment in UTC."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment by the machine, in UTC."""
        return datetime.now(UTC)


class ShiftedClock:
    """A clock that runs with another one, ahead of it by a settable shift: for the demo and the tests."""

    def __init__(self, inner: Clock | None = None, shift: timedelta = timedelta(0)) -> None:
        self._inner = inner or SystemClock()
        self._shift = shift

    def now(self) -> datetime:
        """The inner clock's moment plus the shift, in UTC."""
        return self._inner.now() + self._shift

    def move(self, step: timedelta) -> None:
        """Jump by `step`."""
        self._shift += step


class StillClock:
    """A clock that stands still until it is moved: for tests that need exact moments."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """The moment it was last set to, in UTC."""
        return self._now.astimezone(UTC)

    def move(self, step: timedelta) -> None:
        """Jump by `step`."""
        self._now += step
