"""Which sessions count: a second one, a short one, one left open; and on which days (clinical notes 5.2)."""

from datetime import timedelta

import pytest

from bot.domain.happening import Effort, Outcome
from bot.domain.log import (
    DaysChosen,
)
from bot.domain.prescription import Prescription, SessionPlan
from bot.domain.reason import Reason
from bot.domain.refusal import Refusal, Refused
from tests.domain.diary import MONDAY, Diary, doses

EASY, RIGHT, HARD = Effort.EASY, Effort.RIGHT, Effort.HARD
DONE, PARTIAL, SKIPPED = Outcome.DONE, Outcome.PARTIAL, Outcome.SKIPPED


def of(shown: SessionPlan, name: str = "press") -> Prescription:
    """The prescription of one exercise."""
    return next(p for p in shown.prescriptions if p.exercise_id == name)


def grown(days: int = 12) -> Diary:
    """Some days of "right": the press stands on 7x5 from day 12 on."""
    return Diary().enrol().train_daily(days)


def test_a_second_session_of_a_day_is_the_same_and_earns_nothing() -> None:
    diary = Diary().enrol()
    first = diary.train(EASY)
    plan = diary.plan
    second = diary.train(EASY)
    assert second == first
    assert diary.plan.progress == plan.progress
    assert diary.plan.done_on == plan.done_on


def test_a_session_left_open_counts_when_it_is_built_again_that_day() -> None:
    diary = Diary().enrol()
    diary.open()
    diary.train(RIGHT)
    assert diary.plan.progress["press"].points == 1


def test_a_session_that_was_never_closed_lets_nothing_grow() -> None:
    diary = Diary().enrol().train_daily(4)
    diary.open()
    assert diary.rung("press") == 4  # it rose on day 5, and was not done
    diary.wait()
    shown = diary.train()
    assert doses(shown)["press"] == "6x5"
    assert of(shown, "side_leg_raise").because.reason is not Reason.RISEN


def test_the_short_version_keeps_its_doses_and_lets_nothing_grow_next_time() -> None:
    diary = Diary().enrol().train_daily(7)
    shown = diary.train(short=True)
    assert doses(shown) == {"press": "6x5", "side_leg_raise": "3x5", "chair_arch": "4x8"}
    assert shown.short and shown.seconds < diary.today().seconds
    tomorrow = diary.wait().today()
    assert of(tomorrow, "side_leg_raise").because.reason is Reason.DAY_MISSED
    assert of(tomorrow, "side_turn").because.rule == 5
    assert diary.plan.progress["side_turn"].skips == 0  # left out by us, so nothing to ask about


def test_the_whole_session_after_the_short_one_of_the_same_day_has_the_same_doses() -> None:
    diary = Diary().enrol().train_daily(20)
    short = diary.open(short=True)
    full = diary.open()
    assert doses(full).items() >= doses(short).items()
    assert all(p.because.reason is not Reason.RISEN for p in full.prescriptions)


def test_who_trains_on_monday_wednesday_and_friday_progresses_too() -> None:
    diary = Diary().enrol()
    diary.must(DaysChosen, weekdays=frozenset({0, 2, 4}))
    for _ in range(8):
        for rest in (2, 2, 3):
            diary.train()
            diary.wait(rest)
    assert {name for name, p in diary.plan.progress.items() if p.unlocked_on} >= {
        "side_leg_raise",
        "bird_dog",
    }
    assert diary.rung("press") > 4


def test_the_same_days_without_saying_so_stay_frozen_as_the_model_says() -> None:
    diary = Diary().enrol()
    for _ in range(8):
        for rest in (2, 2, 3):
            diary.train()
            diary.wait(rest)
    assert doses(diary.today())["press"] == "5x5"


def test_nothing_grows_on_the_day_after_three_days_of_planned_rest_but_no_point_is_lost() -> None:
    diary = Diary(started=MONDAY + timedelta(days=4)).enrol()
    diary.must(DaysChosen, weekdays=frozenset({0, 2, 4}))
    for rest in (3, 2, 2, 3):  # Friday, Monday, Wednesday, Friday: four points on Monday
        diary.train()
        diary.wait(rest)
    found = of(diary.train())
    assert (found.because.rule, found.because.reason, found.because.days) == (12, Reason.RESTED, 3)
    assert of(diary.wait(2).train()).because.reason is Reason.RISEN


@pytest.mark.parametrize("weekdays", [frozenset[int](), frozenset({0, 1}), frozenset({0, 1, 7})])
def test_fewer_than_three_training_days_are_refused(weekdays: frozenset[int]) -> None:
    diary = Diary().enrol()
    assert diary.say(DaysChosen, weekdays=weekdays) == Refused(Refusal.OUT_OF_RANGE)
