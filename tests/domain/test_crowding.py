"""The window in which a crowd is reminded: honest, never early, and no window where there is no crowd."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.crowding import A_SECOND, LOOK_BACK, window_end

EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
crowds = st.lists(st.tuples(st.integers(0, 119), st.integers(0, 20_000)), max_size=8)


def test_who_is_alone_has_exactly_the_minute() -> None:
    assert window_end(EIGHT, [(EIGHT, 1)]) is None
    assert window_end(EIGHT, [(EIGHT, 60 * A_SECOND - 1)]) is None


def test_a_crowd_has_a_window_of_its_own_size() -> None:
    ends = [window_end(EIGHT, [(EIGHT, people)]) for people in (1_500, 1_501, 6_000, 100_000)]
    assert ends == [EIGHT + minutes * MINUTE for minutes in (1, 2, 4, 67)]


def test_who_is_due_after_a_crowd_waits_for_it() -> None:
    crowd = (EIGHT - MINUTE, 6_000)
    assert window_end(EIGHT, [crowd, (EIGHT, 1)]) == EIGHT + 4 * MINUTE
    assert window_end(EIGHT + 5 * MINUTE, [crowd, (EIGHT + 5 * MINUTE, 1)]) is None


def test_who_is_due_later_changes_nothing() -> None:
    assert window_end(EIGHT, [(EIGHT, 1), (EIGHT + MINUTE, 100_000)]) is None


@given(crowds)
def test_the_window_holds_for_a_queue_played_second_by_second(ago: list[tuple[int, int]]) -> None:
    due = [(EIGHT - minutes * MINUTE, people) for minutes, people in ago] + [(EIGHT, 1)]
    waiting, second = 0.0, EIGHT - LOOK_BACK
    arrivals: dict[datetime, int] = {}
    for moment, people in due:
        arrivals[moment] = arrivals.get(moment, 0) + people
    while second <= EIGHT or waiting > 0:
        waiting = max(0.0, waiting + arrivals.pop(second, 0) - A_SECOND)
        second += timedelta(seconds=1)
    shown = window_end(EIGHT, due)
    assert second <= (shown or EIGHT + MINUTE) + timedelta(seconds=1)
    assert shown is None or shown - second <= MINUTE + timedelta(seconds=1), (
        "no longer than the minute it ends in"
    )
    assert shown is None or shown > EIGHT
