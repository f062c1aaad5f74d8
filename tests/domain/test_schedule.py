"""The time rule: right wall time in every zone, at every change of clocks, once a local date."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.campaigns.hours import ZONES, sweep
from bot.domain import schedule

BERLIN = ZoneInfo("Europe/Berlin")


def test_every_wall_time_around_every_change_of_clocks_in_every_zone_is_right() -> None:
    found = [sweep(name, step=45) for name in ZONES]
    assert [wrong for _, some in found for wrong in some] == []
    assert sum(checked for checked, _ in found) > 100_000


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
@pytest.mark.parametrize("hour", [time(0, 15), time(2, 30), time(7, 30), time(23, 45)])
def test_a_daily_reminder_comes_exactly_once_on_every_date_of_two_years_one_of_them_a_leap_year(
    name: str, hour: time
) -> None:
    zone, now, days = ZoneInfo(name), datetime(2027, 1, 1, tzinfo=UTC), []
    last: date | None = None
    for _ in range(731):
        last, due = schedule.next_due(now, hour, zone, last_day=last)
        days.append(last)
        now = due
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(days))


def test_a_time_in_the_spring_gap_comes_once_after_the_gap() -> None:
    found = schedule.moment(date(2026, 3, 29), time(2, 30), BERLIN)
    assert found is not None and found.astimezone(BERLIN).time() == time(3, 30)


def test_a_time_in_the_repeated_hour_comes_the_first_time() -> None:
    assert schedule.moment(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_date_that_a_zone_skips_has_no_reminder() -> None:
    assert schedule.moment(date(2011, 12, 30), time(8), ZoneInfo("Pacific/Apia")) is None
    assert schedule.moment(date(2011, 12, 31), time(8), ZoneInfo("Pacific/Apia")) is not None


@settings(max_examples=200, deadline=None)
@given(
    moves=st.lists(
        st.tuples(st.sampled_from(ZONES), st.times(), st.timedeltas(timedelta(0), timedelta(days=3))),
        min_size=2,
        max_size=12,
    )
)
def test_whoever_travels_is_never_reminded_twice_for_a_date_nor_within_eight_hours(
    moves: list[tuple[str, time, timedelta]],
) -> None:
    now, last = datetime(2026, 3, 20, tzinfo=UTC), None
    had: list[tuple[date, datetime]] = []
    for name, hour, stay in moves:
        until = now + stay
        while True:
            not_before = last[1] + schedule.APART if last else None
            due = schedule.next_due(
                now, hour, ZoneInfo(name), not_before=not_before, last_day=last[0] if last else None
            )
            if due[1] > until:
                break
            had.append(due)
            now, last = due[1], due
        now = until
    dates = [day for day, _ in had]
    moments = [due for _, due in had]
    assert len(set(dates)) == len(dates)
    assert all(b - a >= schedule.APART for a, b in pairwise(moments))


@pytest.mark.parametrize(
    ("hour", "grace"),
    [
        (time(7, 30), timedelta(hours=3)),
        (time(20), timedelta(hours=1, minutes=30)),
        (time(21, 20), timedelta(minutes=30)),
        (time(23), timedelta(minutes=30)),
        (time(0, 30), timedelta(hours=3)),
    ],
)
def test_a_reminder_is_dropped_after_its_grace_or_at_the_quiet_hour(hour: time, grace: timedelta) -> None:
    due = schedule.moment(date(2026, 11, 24), hour, BERLIN)
    assert due is not None and schedule.expires(due, hour, BERLIN) - due == grace


def test_putting_off_to_the_evening_means_nineteen_or_an_hour_on() -> None:
    morning, night = datetime(2026, 11, 24, 6, 30, tzinfo=UTC), datetime(2026, 11, 24, 21, tzinfo=UTC)
    evening = schedule.snoozed_until(schedule.Snooze.EVENING, morning, BERLIN)
    assert evening == datetime(2026, 11, 24, 18, tzinfo=UTC)
    assert schedule.snoozed_until(schedule.Snooze.EVENING, night, BERLIN) == night + timedelta(hours=1)


def test_a_move_brings_no_second_reminder_within_eight_hours() -> None:
    had = datetime(2026, 6, 1, 22, 0, tzinfo=UTC)
    apart = schedule.next_due(
        had,
        time(7, 0),
        ZoneInfo("Europe/Berlin"),
        not_before=had + schedule.APART,
        last_day=date(2026, 5, 31),
    )[1]
    assert apart - had >= timedelta(hours=8)
    assert apart == datetime(2026, 6, 2, 5, 0, tzinfo=UTC) + timedelta(days=1)
