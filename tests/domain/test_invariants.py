"""The twenty invariants of clinical notes 5.6 over random lives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.domain.coach import replay
from bot.domain.happening import Effort
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    PainReported,
    RestartAsked,
    Screened,
    SessionBuilt,
)
from bot.domain.plan import Plan, PlanState
from bot.domain.progression import Day
from bot.domain.reason import Reason
from bot.domain.refusal import Refused
from bot.domain.screening import AgeBand, Answers, Health
from bot.domain.standing import settled, today_of
from bot.simulation.books import RUNNING, TRAINING
from tests.domain.exercises import PROGRAMME
from tests.domain.fates import LIVES, RELAXED
from tests.domain.lives import Step, lived, may_train
from tests.domain.watch import Watched


@RELAXED
@given(LIVES)
def test_no_life_breaks_an_invariant_and_its_log_rebuilds_its_plan(fate: tuple[int, list[Step]]) -> None:
    """1, 3-14, 17 and 18 are checked at every step by `Watched`; here: replay, and the plan as JSON."""
    life = lived(*fate)
    assert replay(life.log, PROGRAMME) == life.plan
    adapter = TypeAdapter(Plan)
    assert adapter.validate_json(adapter.dump_json(life.plan)) == life.plan


@settings(RELAXED, max_examples=30)
@given(LIVES)
def test_a_longer_gap_never_finds_a_larger_dose(fate: tuple[int, list[Step]]) -> None:
    """15: the doses that a day finds, before anything is chosen to grow."""
    life = lived(*fate)
    if life.plan.state is not PlanState.ACTIVE:
        return
    rungs: dict[str, int] = {}
    for _ in range(90):
        found = _found(life.plan, today_of(life.plan, life.day, short=False))
        for name, rung in found.items():
            assert rung <= rungs.get(name, rung), name
        rungs.update(found)
        life.wait()


def _found(plan: Plan, today: Day) -> dict[str, int]:
    after = settled(plan, PROGRAMME, today)
    return {name: p.rung for name, p in after.progress.items() if p.unlocked_on and name in plan.progress}


@settings(RELAXED, max_examples=30)
@given(LIVES)
def test_a_harder_session_never_leads_to_a_larger_dose_of_the_same_exercise(
    fate: tuple[int, list[Step]],
) -> None:
    """16: where the shared budget and the length of the session do not decide."""
    life = lived(*fate)
    if not may_train(life):
        return
    next_time = []
    for effort in (Effort.HARD, Effort.RIGHT, Effort.EASY):
        twin = life.copy()
        trained = {p.exercise_id for p in twin.train(effort).prescriptions}
        twin.wait().clear_cards()
        for _ in range(4):
            shown = twin.open().prescriptions
            next_time.append({p.exercise_id: p for p in shown if p.exercise_id in trained})
            break
    hard, right, easy = next_time
    for name in hard.keys() & right.keys() & easy.keys():
        reasons = {each[name].because.reason for each in next_time}
        if not reasons & {Reason.WAITING_TURN, Reason.NO_ROOM}:
            assert hard[name].rung <= right[name].rung <= easy[name].rung


@settings(RELAXED, max_examples=25)
@given(LIVES, st.integers(0, 10), st.integers(0, 10))
def test_stronger_pain_never_means_a_shorter_pause(
    fate: tuple[int, list[Step]], one: int, other: int
) -> None:
    """20: with the calmest days that there can be after it."""
    life = lived(*fate)
    if life.plan.state not in RUNNING:
        return
    mild, strong = (_pause_after(life.copy(), nrs) for nrs in sorted((one, other)))
    assert mild <= strong


def _pause_after(life: Watched, nrs: int) -> int:
    """Days until the restart; 99 where a clinician has to look."""
    life.must(PainReported, nrs=nrs)
    for days in range(12):
        if life.plan.state is PlanState.NEEDS_CLEARANCE:
            return 99
        life.must(CheckedIn, nrs=0)
        life.clear_cards()
        life.must(Consulted, yes=True)
        if not isinstance(life.say(RestartAsked), Refused):
            return days
        life.wait()
    raise AssertionError("a calm person stays paused")


@settings(RELAXED, max_examples=25)
@given(LIVES)
def test_time_alone_opens_nothing(fate: tuple[int, list[Step]]) -> None:
    """10: from a pause for pain and from a clearance."""
    life = lived(*fate)
    state = life.plan.state
    for days in (1, 6, 30, 300):
        life.wait(days)
        built = life.say(SessionBuilt, session_id=10**6)
        assert isinstance(built, Refused) or state in TRAINING
        assert state in TRAINING or life.plan.state is state


@pytest.mark.parametrize("item", Health)
def test_with_each_item_of_the_health_card_a_hundred_days_break_nothing(item: Health) -> None:
    life = Watched()
    life.must(Screened, answers=Answers(AgeBand.FROM_18, health=frozenset({item}), confirmed=True))
    if life.plan.state is PlanState.NEEDS_CLEARANCE:
        life.must(ClearanceConfirmed, on=life.day)
        life.must(CheckedIn, nrs=0)
        life.must(RestartAsked)
    life.demanding = True
    life.train_daily(100, Effort.EASY)
