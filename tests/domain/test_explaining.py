"""What the coach says about itself: /why, the questions that are due, a pattern of days."""

from datetime import timedelta

import pytest

from bot.domain.explaining import offer, press_question_due, steady_weekdays, why
from bot.domain.happening import Effort, Outcome
from bot.domain.log import DaysChosen, LeftOut, PressMastered, TierThreeOptedIn, UrgentAnswered
from bot.domain.reason import Reason
from tests.domain.diary import MONDAY, Diary
from tests.domain.exercises import PROGRAMME


def test_why_names_rule_rung_points_and_the_next_possible_day() -> None:
    diary = Diary().enrol().train_daily(8)
    diary.train()
    found = why(diary.plan, PROGRAMME, "press", diary.day)
    assert found is not None
    assert (found.rung, found.cap, found.points, found.points_needed) == (4, 9, 5, 4)
    assert (found.because.rule, found.because.reason) == (13, Reason.WAITING_DAYS)
    assert found.next_on == MONDAY + timedelta(days=11)


@pytest.mark.parametrize(("outcome", "rule"), [(Outcome.SKIPPED, 5), (Outcome.PARTIAL, 7), (Outcome.DONE, 9)])
def test_what_was_ready_and_is_not_any_more_says_what_came_between(outcome: Outcome, rule: int) -> None:
    diary = Diary().enrol().train_daily(8)
    diary.train(Effort.HARD, {"press": outcome})
    found = why(diary.plan, PROGRAMME, "press", diary.day)
    assert found is not None and (found.because.rule, found.points < found.points_needed) == (rule, True)


def test_nothing_is_said_of_what_is_not_in_the_programme() -> None:
    diary = Diary().enrol()
    assert why(diary.plan, PROGRAMME, "swimmer", diary.day) is None
    assert why(diary.plan, PROGRAMME, "sit_up", diary.day) is None
    diary.must(LeftOut, exercise_id="press")
    assert why(diary.plan, PROGRAMME, "press", diary.day) is None


def test_pain_and_red_flags_are_the_reason_of_everything() -> None:
    diary = Diary().enrol().train_daily(8)
    diary.hurt(2)
    found = why(diary.plan, PROGRAMME, "press", diary.day)
    assert found is not None and (found.because.rule, found.next_on) == (2, None)
    diary.must(UrgentAnswered, any=True)
    found = why(diary.plan, PROGRAMME, "press", diary.day)
    assert found is not None and (found.because.rule, found.next_on) == (1, None)


def test_the_next_day_for_growing_lies_after_the_easy_week_and_never_at_the_top() -> None:
    diary = Diary().enrol().train_daily(30)
    found = why(diary.plan, PROGRAMME, "press", diary.day)
    assert found is not None and found.next_on == MONDAY + timedelta(days=35)
    top = why(diary.plan, PROGRAMME, "side_turn", diary.day)
    assert top is not None and top.rung == top.cap and top.next_on is None


def test_the_gates_question_is_due_after_three_good_days_until_it_is_answered() -> None:
    diary = Diary().enrol()
    diary.train()
    diary.wait().train()
    assert not press_question_due(diary.plan)
    diary.wait()
    diary.open()
    assert not press_question_due(diary.plan)
    diary.must(PressMastered, yes=False)
    diary.train()
    assert diary.plan.press_felt  # the diary says yes when it is asked
    assert not press_question_due(diary.plan)


def test_a_demanding_exercise_is_offered_when_only_the_yes_is_missing() -> None:
    diary = Diary().enrol(demanding=False).train_daily(44)
    assert offer(diary.plan, PROGRAMME, diary.day) == "side_double_leg"
    diary.must(TierThreeOptedIn, exercise_id="side_double_leg", yes=False)
    assert offer(diary.plan, PROGRAMME, diary.day) != "side_double_leg"
    diary.hurt(1)
    assert offer(diary.plan, PROGRAMME, diary.day) is None
    assert offer(Diary().enrol().plan, PROGRAMME, MONDAY) is None


@pytest.mark.parametrize("days", [{0, 2, 4}, {1, 3, 5, 6}])
def test_two_weeks_of_the_same_days_are_a_pattern_worth_planning(days: set[int]) -> None:
    diary = Diary().enrol()
    for _ in range(14):
        assert steady_weekdays(diary.plan, diary.day) is None
        if diary.day.weekday() in days:
            diary.train(Effort.RIGHT)
        diary.wait()
    assert steady_weekdays(diary.plan, diary.day) == frozenset(days)
    diary.must(DaysChosen, weekdays=frozenset(days))
    assert steady_weekdays(diary.plan, diary.day) is None


def test_daily_or_changing_days_are_no_pattern() -> None:
    assert steady_weekdays(Diary().enrol().train_daily(20).plan, MONDAY + timedelta(days=20)) is None
    diary = Diary().enrol()
    for n in range(21):
        if n % 5 in (0, 2):
            diary.train()
        diary.wait()
    assert steady_weekdays(diary.plan, diary.day) is None
