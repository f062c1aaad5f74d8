"""The offer to plan the days on which a person trains anyway (clinical notes 5.2)."""

from datetime import timedelta

from bot.domain.log import DaysChosen, PausedByUser
from bot.domain.pattern import stable_days
from tests.domain.diary import Diary

MON_WED_FRI = frozenset({0, 2, 4})


def lived(weeks: list[set[int]]) -> Diary:
    """Somebody who trains on these weekdays, week by week from a Monday on; it is the last Sunday."""
    diary = Diary().enrol()
    for number, weekdays in enumerate(weeks):
        for weekday in range(7):
            diary.wait((diary.started + timedelta(days=7 * number + weekday) - diary.day).days)
            if weekday in weekdays:
                diary.train()
    return diary


def test_two_equal_weeks_are_a_pattern() -> None:
    diary = lived([{0, 2, 4}, {0, 2, 4}])
    assert stable_days(diary.plan, diary.day) == MON_WED_FRI


def test_one_week_or_two_different_ones_are_none() -> None:
    for weeks in ([{0, 2, 4}], [{0, 2, 4}, {0, 2, 5}], [{0, 2, 4}, {0, 2, 4, 5}], [{0, 2}, {0, 2}]):
        diary = lived(weeks)
        assert stable_days(diary.plan, diary.day) is None, weeks


def test_who_trains_every_day_has_nothing_to_plan() -> None:
    diary = lived([set(range(7)), set(range(7))])
    assert stable_days(diary.plan, diary.day) is None


def test_who_has_chosen_days_or_rests_is_not_asked() -> None:
    diary = lived([{0, 2, 4}, {0, 2, 4}])
    day = diary.day
    diary.must(PausedByUser)
    assert stable_days(diary.plan, day) is None
    diary = lived([{0, 2, 4}, {0, 2, 4}])
    diary.must(DaysChosen, weekdays=frozenset({0, 2, 4, 5}))
    assert stable_days(diary.plan, day) is None
