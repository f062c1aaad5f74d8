"""What opens an exercise and what keeps it out: the gate, a yes, and what the person leaves out."""

from datetime import timedelta

import pytest

from bot.domain.happening import Effort, Outcome, Result
from bot.domain.log import (
    EffortGiven,
    LeftOut,
    PressMastered,
    ReAdded,
    SessionBuilt,
    SessionClosed,
    TierThreeOptedIn,
    VersionChosen,
)
from bot.domain.refusal import Refusal, Refused
from tests.domain.diary import MONDAY, Diary, doses

EASY, RIGHT, HARD = Effort.EASY, Effort.RIGHT, Effort.HARD
DONE = Outcome.DONE


def test_the_gate_asks_for_three_days_that_were_not_hard_and_for_the_yes() -> None:
    diary = Diary().enrol()
    diary.train(RIGHT)
    diary.train(RIGHT)  # twice on one day is one day
    diary.wait().train(HARD)
    diary.wait().train(EASY)
    assert diary.plan.press_days == (MONDAY, MONDAY + timedelta(days=2))
    diary.wait().open()
    diary.must(SessionClosed, session_id=diary.sessions, results=(Result("press", DONE),))
    diary.must(EffortGiven, session_id=diary.sessions, effort=RIGHT)
    diary.must(PressMastered, yes=False)
    assert doses(diary.wait().today()).keys() == {"press"}
    diary.must(PressMastered, yes=True)
    assert doses(diary.today()).keys() == {"press", "side_leg_raise", "side_turn", "chair_arch"}


def test_the_gates_answer_before_the_first_day_is_refused() -> None:
    assert Diary().say(PressMastered, yes=True) == Refused(Refusal.NOT_ENROLLED)


def test_a_demanding_exercise_does_not_open_without_the_persons_yes() -> None:
    diary = Diary().enrol(demanding=False).train_daily(60)
    assert not [p for p in diary.today().prescriptions if p.exercise_id == "side_double_leg"]
    diary.must(TierThreeOptedIn, exercise_id="side_double_leg")
    diary.train_daily(4)
    assert diary.plan.progress["side_double_leg"].unlocked_on is not None
    assert diary.rung("side_double_leg") == 0
    diary.must(TierThreeOptedIn, exercise_id="side_double_leg", yes=False)
    assert diary.plan.progress["side_double_leg"].left_out


def test_nothing_demanding_opens_before_38_days_of_the_gentle_ones() -> None:
    diary = Diary().enrol()
    for name in ("bird_dog", "prone_leg", "curl_reach", "prone_arch"):
        diary.must(LeftOut, exercise_id=name)
    for _ in range(45):
        diary.train(EASY)
        diary.wait()
    assert diary.plan.tier_one_on == MONDAY + timedelta(days=3)
    assert diary.plan.progress["side_double_leg"].unlocked_on == MONDAY + timedelta(days=3 + 38)


def test_a_hard_session_delays_what_is_new() -> None:
    """Three sessions must follow it; by then the press has grown and the budget is used for a week."""
    diary = Diary().enrol().train_daily(17)
    diary.train(HARD)
    for _ in range(19, 29):
        diary.wait().train()
    assert diary.plan.progress["bird_dog"].unlocked_on == MONDAY + timedelta(days=26)
    assert diary.plan.progress["press"].risen_on == MONDAY + timedelta(days=19)


def test_an_exercise_left_out_is_gone_and_comes_back_at_its_lowest_rung() -> None:
    diary = Diary().enrol().train_daily(20)
    assert diary.rung("side_leg_raise") == 3
    diary.must(LeftOut, exercise_id="side_leg_raise")
    assert "side_leg_raise" not in doses(diary.today())
    diary.train_daily(3)
    diary.must(ReAdded, exercise_id="side_leg_raise")
    assert diary.rung("side_leg_raise") == 0
    diary.train_daily(7)
    assert diary.plan.progress["side_leg_raise"].unlocked_on is not None
    assert diary.rung("side_leg_raise") == 0
    shown = [diary.wait(0).train(), diary.wait().train()]
    found = [p for each in shown for p in each.prescriptions if p.exercise_id == "side_leg_raise"]
    assert found[0].easier and found[0].rung == 0


@pytest.mark.parametrize("kind", [LeftOut, ReAdded, TierThreeOptedIn])
def test_an_unknown_exercise_is_refused(kind: type) -> None:
    assert Diary().enrol().say(kind, exercise_id="sit_up") == Refused(Refusal.UNKNOWN_EXERCISE)


def test_what_was_left_out_before_it_opened_opens_in_its_time_when_it_is_wanted_again() -> None:
    diary = Diary().enrol()
    diary.must(LeftOut, exercise_id="side_turn")
    diary.train_daily(5)
    assert "side_turn" not in doses(diary.today())
    diary.must(ReAdded, exercise_id="side_turn")
    diary.train()
    assert doses(diary.today())["side_turn"] == "3x8"


def test_an_exercise_that_was_not_left_out_cannot_be_taken_back() -> None:
    diary = Diary().enrol()
    assert diary.say(ReAdded, exercise_id="press") == Refused(Refusal.UNKNOWN_EXERCISE)
    assert diary.say(VersionChosen, exercise_id="sit_up", easier=True) == Refused(Refusal.UNKNOWN_EXERCISE)
    assert diary.say(TierThreeOptedIn, exercise_id="press") == Refused(Refusal.UNKNOWN_EXERCISE)


def test_reports_of_a_session_that_does_not_exist_or_is_over_are_refused() -> None:
    diary = Diary().enrol()
    assert diary.say(SessionClosed, session_id=1, results=()) == Refused(Refusal.UNKNOWN_SESSION)
    diary.train()
    assert diary.say(SessionClosed, session_id=7, results=()) == Refused(Refusal.UNKNOWN_SESSION)
    assert diary.say(SessionClosed, session_id=1, results=()) == Refused(Refusal.ALREADY_CLOSED)
    assert diary.say(EffortGiven, session_id=1, effort=EASY) == Refused(Refusal.ALREADY_ANSWERED)
    assert diary.say(EffortGiven, session_id=2, effort=EASY) == Refused(Refusal.UNKNOWN_SESSION)
    diary.wait().open()
    assert diary.say(EffortGiven, session_id=2, effort=EASY) == Refused(Refusal.UNKNOWN_SESSION)
    foreign = (Result("swimmer", DONE),)
    assert diary.say(SessionClosed, session_id=2, results=foreign) == Refused(Refusal.UNKNOWN_EXERCISE)


def test_no_session_is_built_before_the_plan_has_opened() -> None:
    assert Diary().say(SessionBuilt, session_id=1) == Refused(Refusal.NOT_ENROLLED)
