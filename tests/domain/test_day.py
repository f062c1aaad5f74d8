"""Dates as people type them."""

from datetime import date

import pytest

from bot.domain.day import parse_day

DAY = date(2026, 3, 31)


@pytest.mark.parametrize("typed", ["2026-03-31", " 2026-3-31 ", "31.3.2026", "31.03.2026", "31. 3. 2026"])
def test_a_date_is_understood(typed: str) -> None:
    assert parse_day(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "today",
        "31/3/2026",
        "03/31/2026",
        "2026-02-30",
        "31.13.2026",
        "26-03-31",
        "٣١.٣.٢٠٢٦",
        "2026-03-31 x",
    ],
)
def test_anything_else_is_not_guessed_at(typed: str) -> None:
    assert parse_day(typed) is None
