"""Days without a session: clinical notes 5.3."""

from datetime import date

import pytest

from bot.domain import gap
from bot.domain.exercise import Exercise
from bot.domain.happening import Outcome
from bot.domain.log import PausedByUser, ResumedByUser, Screened, SessionBuilt
from bot.domain.reason import Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.screening import AgeBand, Answers, Health
from tests.domain.diary import Diary, doses
from tests.domain.exercises import PROGRAMME

EVERY = list(PROGRAMME.exercises.values())


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (0, None), (1, None), (2, None),
        (3, Reason.GAP_SAME), (6, Reason.GAP_SAME),
        (7, Reason.GAP_STEP), (13, Reason.GAP_STEP),
        (14, Reason.GAP_THREE_QUARTERS), (27, Reason.GAP_THREE_QUARTERS),
        (28, Reason.GAP_HALF), (55, Reason.GAP_HALF),
        (56, Reason.GAP_FRESH), (400, Reason.GAP_FRESH),
    ],
)  # fmt: skip
def test_the_row_of_a_gap(days: int, reason: Reason | None) -> None:
    found = gap.row(days)
    assert (found.reason if found else None) is reason


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_a_longer_gap_never_leaves_a_larger_dose(exercise: Exercise) -> None:
    ladder = exercise.ladder
    for rung in range(ladder.cap + 1):
        left = [gap.rung_after(row, ladder, rung) for row in gap.TABLE]
        assert left == sorted(left, reverse=True)
        assert left[0] == rung and left[1] == max(0, rung - 1)
        assert left[4] <= ladder.base
        for n, share in ((2, 75), (3, 50), (4, 50)):
            within = ladder.dose(left[n]).loaded_seconds() * 100 <= ladder.dose(rung).loaded_seconds() * share
            assert within or left[n] == 0


GROWN = Diary().enrol().train_daily(60)
"""Sixty days of "right": everything moderate and two demanding exercises are open."""


def after(days: int) -> Diary:
    """Sixty days, and then a gap of `days` since the last session."""
    return GROWN.copy().wait(days - 1)


@pytest.mark.parametrize(
    ("days", "press", "leg_raise"),
    [
        (1, "6x7", "6x10"),
        (2, "6x7", "6x10"),
        (4, "6x7", "6x10"),
        (8, "8x5", "5x10"),
        (16, "6x5", "6x7"),
        (30, "4x5", "4x7"),
        (60, "4x5", "3x5"),
    ],
)
def test_what_is_left_after_a_gap(days: int, press: str, leg_raise: str) -> None:
    diary = after(days)
    diary.open()
    assert diary.plan.progress["press"].rung == _rung("press", press)
    assert diary.plan.progress["side_leg_raise"].rung == _rung("side_leg_raise", leg_raise)


def _rung(name: str, dose: str) -> int:
    reps, seconds = map(int, dose.split("x"))
    return next(
        rung
        for rung, found in enumerate(PROGRAMME.exercises[name].ladder.doses)
        if (found.reps, found.seconds) == (reps, seconds)
    )


def test_three_to_six_days_keep_the_dose_and_empty_the_points() -> None:
    diary = Diary().enrol().train_daily(8).wait(3)
    shown = diary.train()
    assert {p.because.reason for p in shown.prescriptions} == {Reason.GAP_SAME}
    assert shown.prescriptions[0].because.days == 4
    assert diary.plan.progress["press"].points == 1


def test_a_step_back_is_taken_once_however_often_the_person_looks() -> None:
    diary = after(8)
    diary.open()
    assert diary.rung("press") == 6
    diary.wait().open()
    diary.wait().train(None, Outcome.SKIPPED)
    assert diary.rung("press") == 6
    diary.wait(4).train()
    assert diary.rung("press") == 4  # by now it is 14 days: three quarters of what it was


def test_after_two_weeks_demanding_exercises_rest_for_three_sessions() -> None:
    diary = after(15)
    shown = [doses(diary.train()).keys() for _ in range(8) if diary.wait()]
    tiers = [max(PROGRAMME.exercises[name].tier for name in names) for names in shown]
    assert tiers[:3] == [2, 2, 2] or max(tiers[:3]) < 3
    assert 3 in tiers[3:]


def test_after_four_weeks_the_cards_come_first_and_demanding_exercises_are_earned_again() -> None:
    diary = after(30)
    built = diary.say(SessionBuilt, session_id=999)
    assert built == Refused(Refusal.RESCREEN_DUE)
    first = diary.day_number
    diary.train_daily(60)
    opened = diary.plan.progress["side_double_leg"].unlocked_on
    assert opened is not None and (opened - diary.started).days + 1 >= first + 14


def test_after_eight_weeks_all_but_the_gentle_ones_are_earned_again() -> None:
    diary = after(60)
    shown = diary.train()
    assert shown.lesson
    assert {p.because.reason for p in shown.prescriptions} == {Reason.GAP_FRESH}
    assert doses(shown) == {"press": "4x5", "side_leg_raise": "3x5", "side_turn": "3x8", "chair_arch": "4x8"}
    for _ in range(9):
        diary.wait().train()
        assert {PROGRAMME.exercises[p.exercise_id].tier for p in diary.today().prescriptions} == {1}


def test_a_break_of_ones_own_is_a_gap_like_any_other() -> None:
    diary = GROWN.copy()
    diary.must(PausedByUser)
    assert diary.say(SessionBuilt, session_id=999) == Refused(Refusal.NOT_NOW)
    diary.wait(7)
    diary.must(ResumedByUser)
    assert {p.because.reason for p in diary.train().prescriptions} == {Reason.GAP_STEP}


def test_a_session_of_skips_ends_no_gap() -> None:
    diary = Diary().enrol().train_daily(8).wait(2)
    diary.train(None, Outcome.SKIPPED)
    assert diary.plan.trained_on == date(2026, 1, 12)
    assert diary.wait().today().prescriptions[0].because.days == 4


def test_an_exercise_unseen_for_weeks_steps_back_by_itself() -> None:
    """A health answer kept the bending out for two months and is then taken back."""
    diary = GROWN.copy()
    before = diary.loaded("side_leg_raise")
    hip = Answers(AgeBand.FROM_18, health=frozenset({Health.HIP}), confirmed=True)
    diary.must(Screened, answers=hip)
    diary.train_daily(40)
    diary.must(Screened, answers=Answers(AgeBand.FROM_18, confirmed=True))
    while "side_leg_raise" not in doses(diary.today()):
        diary.train_daily(1)
    diary.train()
    assert diary.loaded("side_leg_raise") <= before / 2
    because = diary.plan.progress["side_leg_raise"].because
    assert because is not None and because.reason is Reason.GAP_HALF
