"""The gentle return after pain: clinical notes 4, RECOVERY dose, T5 and T7."""

from datetime import date, timedelta

import pytest

from bot.domain import recovery
from bot.domain.happening import Effort, Outcome, Result
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    EffortGiven,
    RestartAsked,
    SessionBuilt,
    SessionClosed,
)
from bot.domain.plan import PlanState
from bot.domain.reason import Reason
from bot.domain.refusal import Refused
from tests.domain.diary import Diary, doses
from tests.domain.exercises import PROGRAMME
from tests.domain.returns import GROWN, hurt, returning

HARD, RIGHT = Effort.HARD, Effort.RIGHT


def tiers(diary: Diary) -> set[int]:
    """The tiers of today's session."""
    return {PROGRAMME.exercises[p.exercise_id].tier for p in diary.today().prescriptions}


def test_the_model_pain_on_day_47_is_back_in_the_full_plan_on_day_56() -> None:
    diary = returning()
    assert diary.day_number == 49
    for day in range(49, 56):
        assert diary.plan.state is PlanState.RECOVERY, day
        diary.train()
        diary.wait()
    assert diary.day_number == 56
    diary.open()
    assert diary.plan.state is PlanState.ACTIVE


def test_the_first_three_sessions_are_gentle_ones_at_half_the_load() -> None:
    diary = returning()
    for _ in range(3):
        shown = diary.train()
        assert shown.recovery and not shown.deload
        assert doses(shown) == {
            "press": "4x5",
            "side_leg_raise": "4x5",
            "side_turn": "3x8",
            "chair_arch": "4x8",
        }
        assert {(p.because.rule, p.because.reason) for p in shown.prescriptions} == {(3, Reason.RECOVERY)}
        diary.wait()


def test_then_the_moderate_ones_come_back_at_their_lowest_rung() -> None:
    diary = returning().train_daily(3)
    first: dict[str, int] = {}
    for _ in range(4):
        for p in diary.train().prescriptions:
            first.setdefault(p.exercise_id, p.rung)
        assert tiers(diary) <= {1, 2}
        diary.wait()
    moderate = {name: rung for name, rung in first.items() if PROGRAMME.exercises[name].tier == 2}
    assert set(moderate.values()) == {0} and len(moderate) >= 3


def test_in_recovery_doses_grow_to_three_quarters_of_before_and_no_further() -> None:
    diary = returning().train_daily(3)
    half = {name: diary.loaded(name) for name in ("press", "side_leg_raise", "side_turn")}
    diary.train_daily(4)
    assert all(diary.loaded(name) <= GROWN.loaded(name) * 3 / 4 for name in half)
    assert any(diary.loaded(name) > load for name, load in half.items())


def test_a_hard_session_lets_nothing_grow_in_recovery() -> None:
    diary = returning().train_daily(3)
    rungs = {name: p.rung for name, p in diary.plan.progress.items()}
    diary.train(HARD)
    diary.wait().open()
    assert all(p.rung <= max(rungs[name], 0) + 1 for name, p in diary.plan.progress.items())
    press = diary.plan.progress["press"]
    assert press.rung == rungs["press"] + 1  # grown on the fourth day, after three right ones
    assert press.because is not None and press.because.rule == 3


@pytest.mark.parametrize("days", [1, 2, 3, 4, 5])
def test_six_sessions_alone_or_seven_days_alone_are_not_enough(days: int) -> None:
    diary = returning()
    diary.train_daily(days)
    diary.wait(7 - days)
    diary.open()
    assert diary.plan.state is PlanState.RECOVERY


def test_six_sessions_in_six_days_wait_for_the_seventh_day() -> None:
    diary = returning().train_daily(6)
    diary.calm_morning()
    assert not recovery.is_over(diary.plan, diary.day)
    assert recovery.is_over(diary.plan, diary.day + timedelta(days=1))
    assert diary.train().recovery


def test_unfinished_short_and_second_sessions_do_not_count() -> None:
    diary = returning()
    diary.train(RIGHT, {"press": Outcome.PARTIAL})
    diary.wait().train(short=True)
    diary.wait().train()
    diary.train()
    assert diary.plan.recovery is not None and diary.plan.recovery.done == 1


def test_the_morning_after_the_last_session_has_to_come_first() -> None:
    diary = returning()
    diary.wait(2).train_daily(5)
    diary.train()
    assert diary.plan.recovery is not None and diary.plan.recovery.done == 6
    assert diary.open().recovery  # the same day
    assert not diary.wait().open().recovery


def test_pain_in_recovery_needs_a_clinician_and_begins_again_from_the_lower_dose() -> None:
    diary = returning().train_daily(4)
    low = diary.loaded("side_leg_raise")
    diary.hurt(1)
    assert diary.plan.state is PlanState.NEEDS_CLEARANCE
    diary.wait()
    diary.clear_cards()
    diary.must(CheckedIn, nrs=0)
    diary.must(ClearanceConfirmed, on=diary.day)
    assert diary.must(RestartAsked).state is PlanState.RECOVERY
    assert diary.loaded("side_leg_raise") <= max(low / 2, 6)


def test_demanding_exercises_stay_locked_for_four_weeks_after_pain_and_are_earned_again() -> None:
    diary = hurt()
    pain_day = diary.day
    assert diary.plan.progress["side_double_leg"].unlocked_on is None
    assert not isinstance(diary.restart(after_days=2), Refused)
    while diary.plan.progress["side_double_leg"].unlocked_on is None:
        assert 3 not in tiers(diary)
        diary.train_daily(1)
        assert diary.day_number < 150
    assert diary.plan.progress["side_double_leg"].unlocked_on >= pain_day + timedelta(days=28)
    assert diary.rung("side_double_leg") == 0


def test_nothing_grows_in_the_first_week_of_the_full_plan() -> None:
    diary = returning().train_daily(7)
    active_since = diary.day
    rises: list[date] = []
    for _ in range(20):
        shown = diary.train()
        rises += [diary.day for p in shown.prescriptions if p.because.reason is Reason.RISEN]
        diary.wait()
    assert min(rises) == active_since + timedelta(days=7)


def test_a_long_pause_takes_its_gap_too() -> None:
    diary = hurt()
    for _ in range(8):
        diary.wait(7).check_in(0)
    assert diary.plan.state is PlanState.NEEDS_CLEARANCE  # two weeks without two calm days in a row
    diary.clear_cards()
    diary.must(ClearanceConfirmed, on=diary.day)
    assert diary.must(RestartAsked).state is PlanState.RECOVERY
    shown = diary.train()
    assert shown.lesson and tiers(diary) == {1}
    assert diary.loaded("side_leg_raise") <= GROWN.loaded("side_leg_raise") / 2
    assert diary.rung("side_leg_raise") <= PROGRAMME.exercises["side_leg_raise"].ladder.base
    diary.wait().train_daily(5)
    assert tiers(diary) == {1}  # the moderate ones are to be earned again


def test_a_session_closed_after_the_pain_earns_nothing() -> None:
    diary = GROWN.copy()
    shown = diary.open()
    diary.hurt(2)
    results = tuple(Result(p.exercise_id, Outcome.DONE) for p in shown.prescriptions)
    diary.must(SessionClosed, session_id=diary.sessions, results=results)
    diary.must(EffortGiven, session_id=diary.sessions, effort=Effort.EASY)
    assert not any(p.points for p in diary.plan.progress.values())
    assert diary.plan.trained_on == diary.day


def test_a_day_built_before_the_pain_is_built_anew_after_it() -> None:
    diary = GROWN.copy()
    diary.open()
    diary.hurt(7)
    diary.must(CheckedIn, nrs=0)
    assert isinstance(diary.say(SessionBuilt, session_id=999), Refused)


def test_the_load_before_the_pain_comes_back_within_weeks_not_days() -> None:
    """The notes' model: about 4.5 weeks to the prior load of the gentle and moderate exercises."""
    diary = hurt()
    names = [name for name, p in diary.plan.progress.items() if p.unlocked_on]
    before = sum(GROWN.loaded(name) for name in names)
    assert not isinstance(diary.restart(after_days=2), Refused)
    while sum(diary.loaded(name) for name in names) < before:
        diary.train_daily(1)
        assert diary.day_number < 150
    assert 47 + 21 <= diary.day_number <= 47 + 63
