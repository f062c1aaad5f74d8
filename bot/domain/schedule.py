"""When a person is reminded: local wall time to UTC, the next due moment, and how late is too late."""

from collections.abc import Set
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

GRACE = timedelta(hours=3)
"""A reminder later than this is dropped: the morning is over."""

LATE = timedelta(minutes=10)
"""A reminder later than this says that it is late."""

QUIET = time(21, 30)
"""From this local hour on nothing is sent that was due earlier."""

APART = timedelta(hours=8)
"""Two reminders of one slot are never closer than this, whatever zones the person moves through."""

_A_DAY = timedelta(days=1)


class Snooze(StrEnum):
    """How long a reminder is put off."""

    TEN_MINUTES = "ten_minutes"
    HOUR = "hour"
    EVENING = "evening"


EVENING = time(19, 0)
MAX_SNOOZES = 3


def moment(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """`at` on `day` in `zone` as UTC; None when the zone skips that whole day.

    A time in the spring gap is moved on by the gap; in the repeated hour the first one counts
    (RFC 5545, 3.3.5, which is Python's fold 0).
    """
    wall = datetime.combine(day, at, tzinfo=zone)
    found = wall.astimezone(UTC)
    landed = found.astimezone(zone).replace(tzinfo=None) - wall.replace(tzinfo=None)
    return found if landed < _A_DAY else None


def next_due(
    after: datetime,
    at: time,
    zone: ZoneInfo,
    *,
    not_before: datetime | None = None,
    last_day: date | None = None,
) -> tuple[date, datetime]:
    """The next (local date, UTC moment) of `at` later than `after`.

    `not_before` is the earliest moment allowed (APART after the last one); dates up to and
    including `last_day` have had their reminder.
    """
    earliest = max(after, not_before or after)
    # One day back: the local date of a zone may be behind the date the gap pushed a time into.
    day = earliest.astimezone(zone).date() - _A_DAY
    while True:
        due = moment(day, at, zone)
        if due is not None and due > after and due >= earliest and (last_day is None or day > last_day):
            return day, due
        day += _A_DAY


def training_day(day: date, weekdays: Set[int]) -> date:
    """The first date from `day` on that falls on one of the weekdays."""
    while day.weekday() not in weekdays:
        day += _A_DAY
    return day


def expires(due: datetime, at: time, zone: ZoneInfo) -> datetime:
    """When a reminder due at `due` is no longer sent: after GRACE, or at the quiet hour if that is sooner.

    An hour chosen close to the quiet hour or after it keeps half an hour.
    """
    quiet = datetime.combine(due.astimezone(zone).date(), QUIET, tzinfo=zone).astimezone(UTC)
    if at >= QUIET:
        return due + timedelta(minutes=30)
    return max(min(due + GRACE, quiet), due + timedelta(minutes=30))


def is_late(due: datetime, now: datetime) -> bool:
    """Whether a reminder sent at `now` owes a word about being late."""
    return now - due > LATE


def snoozed_until(snooze: Snooze, now: datetime, zone: ZoneInfo) -> datetime:
    """When a reminder put off at `now` comes again; the evening is 19:00, or an hour on if that is past."""
    if snooze is Snooze.TEN_MINUTES:
        return now + timedelta(minutes=10)
    evening = moment(now.astimezone(zone).date(), EVENING, zone)
    if snooze is Snooze.EVENING and evening is not None and evening > now:
        return evening
    return now + timedelta(hours=1)


def offers_evening(now: datetime, zone: ZoneInfo) -> bool:
    """Whether "this evening" still lies ahead."""
    return now.astimezone(zone).time() < EVENING
