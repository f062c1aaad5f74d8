"""Every minute of two days around every change of clocks in every zone for three years (`make hours`).

What the rule says is held against arithmetic with the two offsets around the change, which asks no library.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo, available_timezones

import bot.clock  # noqa: F401  (the pinned time zones win)
from bot.domain import schedule

ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
TWO_DAYS = 2 * 24 * 60


def changes(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Each moment between FIRST and LAST at which the zone's offset changes, with the offsets around it."""
    step, at = timedelta(days=1), FIRST
    while at < LAST:
        before, after = at.astimezone(zone).utcoffset(), (at + step).astimezone(zone).utcoffset()
        assert before is not None and after is not None  # noqa: S101  (an aware moment has an offset)
        if before != after:
            low, high = at, at + step
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
            yield high.replace(microsecond=0), before, after
        at += step


def expected(wall: datetime, change: datetime, before: timedelta, after: timedelta) -> datetime:
    """The first moment that shows `wall`; in a gap, the moment by the offset before it."""
    early, late = (wall - before).replace(tzinfo=UTC), (wall - after).replace(tzinfo=UTC)
    return late if early >= change and late >= change else early


def sweep(name: str, step: int) -> tuple[int, Sequence[str]]:
    """Check every `step`-th minute around every change in one zone: how many, and which were wrong."""
    zone, checked, wrong = ZoneInfo(name), 0, []
    for change, before, after in changes(zone):
        start = change.astimezone(zone).replace(tzinfo=None, minute=0, second=0, microsecond=0)
        for minutes in range(-TWO_DAYS, TWO_DAYS, step):
            wall = start + timedelta(minutes=minutes)
            checked += 1
            if schedule.moment(wall.date(), wall.time(), zone) != expected(wall, change, before, after):
                wrong.append(f"{name} {wall}")
    return checked, wrong


def main() -> int:
    """The full form; 1 for any wrong time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="minutes")
    arguments = parser.parse_args()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(partial(sweep, step=arguments.step), ZONES, chunksize=8))
    wrong = [each for _, some in found for each in some]
    print(
        f"hours: {sum(checked for checked, _ in found)} times around every change in {len(ZONES)} zones, "
        f"{FIRST:%Y} to {LAST.year - 1}; wrong: {len(wrong) or 'none'}"
    )
    for each in wrong[:20]:
        print(f"  {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
