"""Time comes from one place, and the time zones from the pinned package."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from bot.clock import ShiftedClock, StillClock, SystemClock


def test_the_pinned_time_zones_win_over_the_systems_copy() -> None:
    assert zoneinfo.TZPATH == ()
    assert files("tzdata").joinpath("zoneinfo/Europe/Berlin").is_file()


def test_every_clock_tells_utc() -> None:
    still = StillClock(datetime(2026, 1, 1, 7, tzinfo=UTC))
    shifted = ShiftedClock(still)
    shifted.move(timedelta(days=1))
    assert shifted.now() - still.now() == timedelta(days=1)
    assert all(clock.now().tzinfo is UTC for clock in (SystemClock(), still, shifted))
