"""What was lived is built once more after a correction: nothing opens in it, nothing is lost of it."""

import random
from datetime import timedelta

import pytest

from bot.domain.coach import replay
from bot.domain.happening import Effort, Outcome, When
from bot.domain.log import LeftOut, PressMastered
from bot.domain.measures import TrainedUntold
from bot.domain.plan import PlanState
from bot.domain.refusal import Refused
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME
from tests.domain.fixing import fix
from tests.domain.lives import begun, come_back, correct, hurt, may_train, rest, train, untold
from tests.domain.returns import returning
from tests.domain.watch import Watched

EASY, RIGHT, HARD = Effort.EASY, Effort.RIGHT, Effort.HARD
DONE, PARTIAL, SKIPPED = Outcome


@pytest.mark.parametrize("seed", range(10))
def test_lives_full_of_corrections_break_no_invariant(seed: int) -> None:
    """`Watched` checks every step; here a person corrects almost every day, up and down."""
    dice = random.Random(seed)
    life: Watched = begun(seed % 5).copy()
    accepted = 0
    for _ in range(60):
        chance = dice.random()
        if chance < 0.03:
            hurt(dice.randint(1, 4), 0, None, dice.choice(list(When)))(life)
            come_back(life)
        elif chance < 0.12:
            rest(dice.choice((1, 2, 3, 8, 15)))(life)
        elif may_train(life):
            efforts = (EASY, EASY, EASY, RIGHT, HARD, None)
            train(
                dice.choice(efforts), dice.choice((None, None, None, PARTIAL, SKIPPED)), dice.randint(0, 7)
            )(life)
        for _ in range(dice.randint(0, 3)):
            before = len(life.log)
            outcome, at = dice.choice(list(Outcome)), dice.randint(0, 7)
            step = correct(dice.randint(0, 3), outcome, at, dice.choice((EASY, EASY, RIGHT, HARD, None)))
            (untold(dice.randint(1, 3)) if dice.random() < 0.15 else step)(life)
            accepted += len(life.log) - before
    assert accepted > 10
    assert replay(life.log, PROGRAMME) == life.plan


def test_the_gate_does_not_open_in_the_past_but_at_the_next_session() -> None:
    diary = Diary().enrol()
    diary.must(PressMastered, yes=True)
    diary.train_daily(2)
    diary.train(RIGHT, PARTIAL)
    diary.wait().open()
    assert not isinstance(fix(diary, diary.sessions - 1), Refused)
    assert diary.plan.tier_one_on is None and len(diary.plan.press_days) == 3 and diary.plan.press_felt
    assert len(diary.wait().open().prescriptions) > 1


def test_the_return_does_not_end_in_the_past_but_at_the_next_session() -> None:
    diary = returning().train_daily(5).wait()
    diary.train(RIGHT, PARTIAL)
    diary.wait().open()
    assert diary.stands(PlanState.RECOVERY)
    assert not isinstance(fix(diary, diary.sessions - 1), Refused)
    assert diary.stands(PlanState.RECOVERY)
    assert diary.plan.recovery is not None and diary.plan.recovery.calm == 6
    diary.wait().open()
    assert diary.stands(PlanState.ACTIVE)


def test_what_a_long_gap_has_closed_stays_closed_when_a_day_in_it_is_told() -> None:
    life = begun(1).copy()
    for step in (*[train(EASY)] * 5, rest(55), train(EASY), untold(2)):
        step(life)
    assert life.plan.progress["bird_dog"].unlocked_on is None


@pytest.mark.parametrize("kept", ["side_leg_raise", "side_turn"])
def test_a_session_stays_lived_where_the_days_as_told_now_would_have_had_none(kept: str) -> None:
    diary = Diary().enrol().train_daily(80, EASY)
    for name in diary.plan.progress.keys() - {kept}:
        diary.must(LeftOut, exercise_id=name)
    diary.wait(58).train()
    before = diary.wait().plan
    assert not isinstance(diary.say(TrainedUntold, on=diary.day - timedelta(days=3)), Refused)
    assert diary.plan.sitting == before.sitting
    assert not [
        name
        for name, found in diary.plan.progress.items()
        if found.unlocked_on is not None and before.progress[name].unlocked_on is None
    ]
    assert diary.plan.progress[kept].rung <= before.progress[kept].rung


def test_a_correction_leaves_the_exercises_in_their_order_whatever_the_hashes_of_their_names() -> None:
    diary = Diary().enrol().train_daily(40, EASY)
    order = list(diary.plan.progress)
    fix(diary, diary.sessions, RIGHT)
    assert list(diary.plan.progress) == order and len(order) > 5
