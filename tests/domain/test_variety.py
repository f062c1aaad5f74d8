"""No invitation is read twice within a week, whoever reads it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.variety import TEMPLATES, template

USERS = st.integers(1, 2**52)
DATES = st.dates(date(2020, 1, 1), date(2100, 1, 1))


@given(USERS, DATES)
def test_twelve_days_in_a_row_bring_all_twelve(user_id: int, day: date) -> None:
    read = [template(user_id, day + timedelta(days=n)) for n in range(TEMPLATES)]
    assert sorted(read) == list(range(TEMPLATES))


@given(USERS, DATES, st.integers(1, 7))
def test_none_comes_twice_within_a_week(user_id: int, day: date, later: int) -> None:
    assert template(user_id, day) != template(user_id, day + timedelta(days=later))


def test_people_read_them_in_different_orders() -> None:
    day = date(2026, 1, 5)
    orders = {tuple(template(user, day + timedelta(days=n)) for n in range(3)) for user in range(48)}
    assert len(orders) == 48
