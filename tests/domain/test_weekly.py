"""The week from 0 to 10: when it is asked, what it refuses, and when it stops the plan."""

from datetime import date, timedelta

import pytest

from bot.domain import weekly
from bot.domain.log import DaysChosen, PausedByUser
from bot.domain.measures import WeekAveraged, WeekWorst
from bot.domain.plan import PlanState
from bot.domain.refusal import Refusal, Refused
from bot.domain.weekly import Change, sunday_of, trend
from tests.domain.diary import Diary
from tests.domain.returns import returning

SUNDAY = date(2026, 1, 11)


def living(days: int = 6) -> Diary:
    """Someone who began on a Monday; after six days it is Sunday."""
    return Diary().enrol().train_daily(days)


def tell(diary: Diary, average: int) -> object:
    """The average of the week that ended on the last Sunday."""
    return diary.say(WeekAveraged, sunday=sunday_of(diary.day), nrs=average)


def test_the_last_sunday_is_found_on_every_day() -> None:
    for days in range(28):
        day = SUNDAY + timedelta(days=days)
        assert sunday_of(day).weekday() == 6 and 0 <= (day - sunday_of(day)).days < 7


def test_it_is_due_from_sunday_to_wednesday_once_a_week_has_been_lived() -> None:
    diary = living(0)
    due = [n for n in range(21) if weekly.is_due(diary.plan, diary.day + timedelta(days=n))]
    assert due == [6, 7, 8, 9, 13, 14, 15, 16, 20]
    diary.wait(6)
    tell(diary, 0)
    assert not any(weekly.is_due(diary.plan, SUNDAY + timedelta(days=n)) for n in range(7))


@pytest.mark.parametrize("nrs", [-1, 11])
def test_answers_outside_the_scale_change_nothing(nrs: int) -> None:
    diary = living()
    assert tell(diary, nrs) == Refused(Refusal.OUT_OF_RANGE)
    tell(diary, 0)
    assert diary.say(WeekWorst, sunday=SUNDAY, nrs=nrs) == Refused(Refusal.OUT_OF_RANGE)


def test_a_worst_below_the_average_a_second_answer_and_an_old_week_are_refused() -> None:
    diary = living(5).wait()
    diary.must(DaysChosen, weekdays=frozenset({0, 2, 4}))
    assert not isinstance(tell(diary, 3), Refused)
    assert diary.say(WeekWorst, sunday=SUNDAY, nrs=2) == Refused(Refusal.OUT_OF_RANGE)
    assert tell(diary, 3) == Refused(Refusal.ALREADY_ANSWERED)
    diary.must(WeekWorst, sunday=SUNDAY, nrs=3)
    assert diary.say(WeekWorst, sunday=SUNDAY, nrs=3) == Refused(Refusal.ALREADY_ANSWERED)
    diary.wait(7)
    assert diary.say(WeekAveraged, sunday=SUNDAY + timedelta(days=-7), nrs=0) == Refused(Refusal.NOT_NOW)


@pytest.mark.parametrize("nrs", range(11))
def test_on_a_training_day_anything_above_zero_stops_the_plan(nrs: int) -> None:
    diary = living()
    diary.train()
    tell(diary, nrs)
    assert diary.stands(PlanState.ACTIVE if nrs == 0 else PlanState.PAUSED_PAIN)
    assert diary.plan.pause is None or diary.plan.pause.unrated


@pytest.mark.parametrize("nrs", range(11))
def test_the_worst_of_the_week_stops_it_too(nrs: int) -> None:
    diary = living()
    tell(diary, 0)
    diary.must(WeekWorst, sunday=SUNDAY, nrs=nrs)
    assert diary.stands(PlanState.ACTIVE if nrs == 0 else PlanState.PAUSED_PAIN)


def test_on_a_rest_day_two_more_than_the_four_weeks_before_stop_it() -> None:
    diary = living(0)
    diary.must(DaysChosen, weekdays=frozenset({0, 2, 4}))
    for week, told in enumerate((1, 0, 1, 0)):
        diary.until(7 + 7 * week)
        tell(diary, told)
        assert diary.stands(PlanState.ACTIVE)
    mild, strong = diary.copy().until(35), diary.copy().until(35)
    tell(mild, 2)
    tell(strong, 3)
    assert mild.stands(PlanState.ACTIVE) and strong.stands(PlanState.PAUSED_PAIN)


def test_ones_own_pause_is_no_shelter_and_a_pause_for_pain_only_takes_note() -> None:
    own = living(0)
    own.until(7)
    tell(own, 0)
    own.must(PausedByUser)
    own.must(DaysChosen, weekdays=frozenset({0, 2, 4}))
    own.until(14)
    tell(own, 2)
    assert own.stands(PlanState.PAUSED_PAIN)
    hurt = living()
    hurt.hurt(3)
    before = hurt.plan.pause
    tell(hurt, 9)
    assert hurt.plan.pause == before and hurt.plan.weeks[-1].average == 9


def test_pain_that_was_reported_in_that_week_is_no_news_but_more_is() -> None:
    diary = returning()
    while diary.day.weekday() != 6:
        diary.wait()
    known, more = diary.copy(), diary.copy()
    tell(known, 2)
    assert known.stands(PlanState.RECOVERY)
    tell(more, 10)
    assert more.stands(PlanState.NEEDS_CLEARANCE)


def test_only_a_quarter_is_kept() -> None:
    diary = living(0)
    for week in range(20):
        diary.until(7 + 7 * week)
        tell(diary, 0)
    assert len(diary.plan.weeks) == weekly.WEEKS_KEPT


@pytest.mark.parametrize(
    ("values", "change"),
    [
        ([], None), ([3], None), ([0, 0], Change(0, False)), ([5, 3], Change(-2, True)),
        ([6, 5], Change(-1, False)), ([3, 2], Change(-1, True)),
        ([1, 1, 1, 1, 9, 9, 1, 1, 3], Change(-2, True)),
        ([0, 1], Change(1, True)), ([8, 6, 6, 6, 6, 5], Change(-1, False)),
    ],
)  # fmt: skip
def test_a_change_counts_from_two_points_or_thirty_percent(values: list[int], change: Change | None) -> None:
    assert trend(values) == change
