"""Hours as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hour import parse_hour


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7:30", time(7, 30)),
        ("07.30", time(7, 30)),
        ("19h", time(19)),
        ("7pm", time(19)),
        ("7 PM", time(19)),
        ("7:30 a.m.", time(7, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("7", time(7)),
        ("0730", time(7, 30)),
        ("7h15", time(7, 15)),
        ("um 6 uhr", time(6)),
        (" 23:59 ", time(23, 59)),
        ("７:３０", time(7, 30)),
        ("٧:٣٠", time(7, 30)),
        ("seven", time(7)),
        ("Half past seven", time(7, 30)),
        ("a quarter past 6", time(6, 15)),
        ("at eight in the evening", time(20)),
        ("noon", time(12)),
        ("7 o'clock", time(7)),
    ],
)
def test_an_hour_is_understood_as_typed(typed: str, meant: time) -> None:
    assert parse_hour(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "24:00",
        "7:60",
        "13pm",
        "0am",
        "7:3",
        "-7",
        "7:30:00",
        "I get up at 7",
        "half past",
        "seventeen",
        "13 in the evening",
        "99",
        "7" * 4096,
    ],
)
def test_what_names_no_hour_is_none(typed: str) -> None:
    assert parse_hour(typed) is None


@given(st.text())
def test_any_text_is_an_hour_or_none(typed: str) -> None:
    assert parse_hour(typed) is None or isinstance(parse_hour(typed), time)


@given(st.times())
def test_every_minute_of_the_day_can_be_typed(hour: time) -> None:
    assert parse_hour(f"{hour:%H:%M}") == hour.replace(second=0, microsecond=0)
