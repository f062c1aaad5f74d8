"""What hurt, in the gentle return: it stays away, comes back easier, or goes (clinical notes 4)."""

from bot.domain.happening import Effort
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    LeftOut,
    ReAdded,
    RestartAsked,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.plan import PlanState
from bot.domain.reason import Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.tags import Tag
from tests.domain.diary import Diary, doses
from tests.domain.exercises import PROGRAMME
from tests.domain.returns import returning

HARD, RIGHT = Effort.HARD, Effort.RIGHT


def tiers(diary: Diary) -> set[int]:
    """The tiers of today's session."""
    return {PROGRAMME.exercises[p.exercise_id].tier for p in diary.today().prescriptions}


def test_what_hurt_stays_away_and_comes_back_easier_at_its_lowest_rung() -> None:
    diary = returning("side_leg_raise")
    for _ in range(7):
        assert "side_leg_raise" not in doses(diary.train())
        diary.wait()
    while "side_leg_raise" not in doses(diary.open()):
        diary.wait()
    assert diary.plan.state is PlanState.ACTIVE
    back = next(p for p in diary.today().prescriptions if p.exercise_id == "side_leg_raise")
    assert (back.rung, back.easier, back.because.reason) == (0, True, Reason.RETURNED)


def test_what_hurts_twice_in_sixty_days_goes_until_the_person_wants_it_back() -> None:
    diary = returning("side_leg_raise").train_daily(30)
    assert "side_leg_raise" in doses(diary.copy().train()) | doses(diary.copy().wait().train())
    diary.hurt(2, exercise_id="side_leg_raise")
    assert diary.plan.progress["side_leg_raise"].left_out
    assert not isinstance(diary.restart(after_days=2), Refused)
    diary.train_daily(20)
    assert diary.plan.state is PlanState.ACTIVE
    shown = [doses(diary.wait().train()).keys() for _ in range(7)]
    assert not any("side_leg_raise" in names for names in shown)
    diary.must(ReAdded, exercise_id="side_leg_raise")
    assert not diary.plan.progress["side_leg_raise"].left_out


def test_if_only_the_press_is_known_and_it_hurt_it_comes_back_easier() -> None:
    diary = Diary().enrol()
    diary.train()
    diary.hurt(2, exercise_id="press")
    assert not isinstance(diary.restart(after_days=2), Refused)
    shown = diary.train()
    assert doses(shown) == {"press": "3x3"} and shown.prescriptions[0].easier
    for _ in range(6):
        diary.wait().train()
    diary.wait().open()
    assert diary.plan.state is PlanState.ACTIVE
    assert diary.rung("press") == 0


def test_if_all_that_is_known_hurt_one_of_it_comes_back_at_its_lowest_rung() -> None:
    diary = returning("press")
    for name in ("side_leg_raise", "side_turn", "chair_arch"):
        diary.must(LeftOut, exercise_id=name)
    shown = diary.train()
    assert doses(shown) == {"press": "3x3"} and shown.prescriptions[0].easier


def test_a_return_from_a_red_flag_before_anything_was_opened_begins_with_what_a_tag_leaves() -> None:
    diary = Diary().enrol(tags=frozenset({Tag.PREGNANCY}))
    diary.must(UrgentAnswered, any=True)
    diary.wait()
    diary.clear_cards()
    diary.must(CheckedIn, nrs=0)
    diary.must(ClearanceConfirmed, on=diary.day)
    assert diary.must(RestartAsked).state is PlanState.RECOVERY
    assert doses(diary.train()) == {"side_leg_raise": "2x3", "side_turn": "2x8"}


def test_a_gate_passed_in_a_return_opens_only_after_it() -> None:
    diary = Diary().enrol()
    diary.train_daily(3)
    diary.hurt(2)
    assert not isinstance(diary.restart(after_days=2), Refused)
    for _ in range(7):
        assert doses(diary.train()).keys() == {"press"}
        diary.wait()
    assert len(doses(diary.train())) == 4


def test_if_everything_was_left_out_there_is_nothing_to_do() -> None:
    diary = Diary().enrol()
    diary.must(LeftOut, exercise_id="press")
    for short in (False, True):
        assert diary.say(SessionBuilt, session_id=1, short=short) == Refused(Refusal.NOTHING_LEFT)
    back = returning("press")
    for name in ("press", "side_leg_raise", "side_turn", "chair_arch"):
        back.must(LeftOut, exercise_id=name)
    assert back.say(SessionBuilt, session_id=999) == Refused(Refusal.NOTHING_LEFT)
