"""Coming back: a warm word after a day, a week, or a longer time, and only then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.comeback import Comeback, comeback, mentioned
from bot.domain.plan import EVERY_DAY, Plan, Recovery

MONDAY = date(2026, 1, 5)
MON_WED_FRI = frozenset({0, 2, 4})


def on_day(days: int, weekdays: frozenset[int] = EVERY_DAY) -> Comeback | None:
    """What a session so many days after a Monday's is."""
    plan = replace(Plan(), trained_on=MONDAY, weekdays=weekdays)
    return comeback(plan, MONDAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "found"),
    [(0, None), (1, None), (2, "day"), (6, "day"), (7, "week"), (13, "week"), (14, "longer"), (90, "longer")],
)
def test_the_words_fit_the_time_that_went_by(days: int, found: str | None) -> None:
    assert on_day(days) == found


def test_days_of_rest_are_no_gap() -> None:
    assert [on_day(days, MON_WED_FRI) for days in (2, 3, 4)] == [None, Comeback.DAY, Comeback.DAY]


def test_before_the_first_session_there_is_nothing_to_come_back_to() -> None:
    assert comeback(Plan(), MONDAY) is None and mentioned(Plan(), MONDAY) is None


def test_rest_after_pain_is_no_gap_and_days_left_out_on_the_way_back_are() -> None:
    back = Recovery(MONDAY + timedelta(days=9), {})
    plan = replace(Plan(), trained_on=MONDAY, recovery=back)
    found = [comeback(plan, back.since + timedelta(days=n)) for n in (0, 1, 2, 7)]
    assert found == [None, None, Comeback.DAY, Comeback.WEEK]


def test_reminders_speak_of_it_on_the_first_day_and_then_weekly() -> None:
    plan = replace(Plan(), trained_on=MONDAY)
    spoken = [n for n in range(40) if mentioned(plan, MONDAY + timedelta(days=n))]
    assert spoken == [2, 7, 14, 21, 28, 35]
