"""How many sessions have to be done before anything moderate or demanding opens (clinical notes 5.5)."""

from datetime import date, timedelta

import pytest

from bot.domain.plan import Plan
from bot.domain.unlock import sessions_wanted

TODAY = date(2026, 11, 24)


def done(*days_ago: int, weekdays: int = 7) -> Plan:
    days = tuple(sorted(TODAY - timedelta(days=days) for days in days_ago))
    return Plan(done_on=days, weekdays=frozenset(range(weekdays)))


@pytest.mark.parametrize(("sessions", "wanted"), [(0, 8), (1, 7), (7, 1), (8, 0), (9, 0)])
def test_who_trains_daily_does_eight(sessions: int, wanted: int) -> None:
    assert sessions_wanted(done(*range(1, sessions + 1)), TODAY) == wanted


@pytest.mark.parametrize(("weekdays", "wanted"), [(3, 5), (4, 7), (5, 8), (6, 8)])
def test_who_trains_on_fewer_days_does_all_but_one_of_two_weeks(weekdays: int, wanted: int) -> None:
    assert sessions_wanted(done(weekdays=weekdays), TODAY) == wanted


def test_only_the_fourteen_days_before_count_and_not_today() -> None:
    assert sessions_wanted(done(14, *range(1, 8)), TODAY) == 0
    assert sessions_wanted(done(15, *range(1, 8)), TODAY) == 1
    assert sessions_wanted(done(0, *range(1, 8)), TODAY) == 1
