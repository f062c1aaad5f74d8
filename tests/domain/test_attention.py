"""How often a person hears from Lumbo: clinical notes 8 and the reminders column of 4."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attention import FIRST, NUDGE_LASTS, WAKING, Attention, first_nudges, nudge_at
from bot.domain.schedule import QUIET

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from([ZoneInfo(name) for name in ("Europe/Berlin", "Asia/Kathmandu", "America/Lima")])
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=800)).map(datetime(2026, 1, 1, tzinfo=UTC).__add__)


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of a winter's day in Berlin."""
    return datetime.combine(date(2026, 11, 24), time(hour, minute), tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (at(7, 30), at(10)),
        (at(18, 30), at(21)),
        (at(19), at(21)),  # half past nine is quiet already: after two hours
        (at(19, 30), None),
        (at(4), at(7)),  # nobody is up at half past six: after three hours
        (at(3), None),
        (at(23, 30), None),
    ],
)
def test_a_nudge_comes_after_two_to_three_hours_while_people_are_up(
    sent: datetime, due: datetime | None
) -> None:
    assert nudge_at(sent, BERLIN) == due


@given(MOMENTS, ZONES)
def test_no_nudge_ever_comes_at_night_or_on_another_day(sent: datetime, zone: ZoneInfo) -> None:
    due = nudge_at(sent, zone)
    if due is None:
        return
    assert timedelta(hours=2) <= due - sent <= timedelta(hours=3)
    local = due.astimezone(zone)
    assert local.date() == sent.astimezone(zone).date()
    ends = (due + NUDGE_LASTS).astimezone(zone)
    assert ends.date() == local.date() and WAKING <= local.time() < ends.time() <= QUIET


def test_after_three_unanswered_it_asks_once_and_after_seven_it_comes_weekly() -> None:
    day, attention = date(2026, 1, 5), Attention()
    came, asked = [], []
    for number in range(30):
        on = day + timedelta(days=number)
        if attention.rests_on(on):
            continue
        came.append(number)
        asked += [number] if attention.asks_for_another_hour else []
        attention = Attention(attention.ignored + 1, on)
    assert came == [0, 1, 2, 3, 4, 5, 6, 13, 20, 27]
    assert asked == [3]


def test_a_newcomer_who_stops_is_spoken_to_twice_and_never_at_night() -> None:
    consented = at(23, 50)
    assert dict(first_nudges(consented, consented, None)) == {
        FIRST[0]: consented + timedelta(hours=24),
        FIRST[1]: consented + timedelta(hours=72),
    }
    known = dict(first_nudges(consented, consented, BERLIN))
    assert [due.astimezone(BERLIN).time() for due in known.values()] == [WAKING, WAKING]
    assert [due.astimezone(BERLIN).day for due in known.values()] == [26, 28]
    later = consented + timedelta(hours=25)
    assert [slot for slot, _ in first_nudges(consented, later, BERLIN)] == [FIRST[1]]
    assert list(first_nudges(consented, consented + timedelta(hours=73), BERLIN)) == []
