"""The twenty invariants of clinical notes 5.6 over random lives."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.domain.coach import prescribe, replay
from bot.domain.correcting import sitting_of
from bot.domain.happening import Effort, Outcome, Place, Result, When
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    DaysChosen,
    EffortGiven,
    EmergencyAnswered,
    LeftOut,
    PainPlaced,
    PainRated,
    PainReported,
    PausedByUser,
    ReAdded,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    SessionClosed,
    TierThreeOptedIn,
    UrgentAnswered,
    VersionChosen,
)
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.plan import Plan, PlanState
from bot.domain.progression import Day
from bot.domain.reason import Reason
from bot.domain.refusal import Refused
from bot.domain.screening import AgeBand, Answers, Health
from bot.domain.standing import settled, today_of
from bot.domain.tags import Tag
from tests.domain.exercises import PROGRAMME
from tests.domain.watch import ACTIVE, CLEARANCE, OWN, PAUSED, RECOVERY, Watched

NAMES = list(PROGRAMME.exercises)
Step = Callable[[Watched], object]


def may_train(life: Watched) -> bool:
    """Whether a session is possible now; the cards are answered on the way."""
    return life.plan.state in (ACTIVE, RECOVERY) and not _nothing_left(life)


def _nothing_left(life: Watched) -> bool:
    life.clear_cards()
    return isinstance(prescribe(life.plan, PROGRAMME, life.day, life.now), Refused)


def train(effort: Effort | None, outcome: Outcome | None = None, at: int = 0) -> Step:
    """A session today; with `outcome` for one of its exercises."""

    def step(life: Watched) -> None:
        if not may_train(life):
            assert life.plan.state in (ACTIVE, RECOVERY) or isinstance(
                life.say(SessionBuilt, session_id=0), Refused
            )
        elif outcome is None:
            life.train(effort)
        else:
            names = [p.exercise_id for p in life.today().prescriptions]
            life.train(effort, {names[at % len(names)]: outcome})
        life.wait()

    return step


def short(life: Watched) -> None:
    """The 5-minute version."""
    if may_train(life):
        life.train(short=True)
    life.wait()


def twice(life: Watched) -> None:
    """Two sessions on one day, and every report of the second one pressed twice."""
    if may_train(life):
        life.train(Effort.EASY)
        life.train(Effort.EASY)
        plan = life.plan
        assert isinstance(life.say(SessionClosed, session_id=life.sessions, results=()), Refused)
        assert isinstance(life.say(EffortGiven, session_id=life.sessions, effort=Effort.EASY), Refused)
        assert life.plan is plan  # 17
    life.wait()


def abandoned(life: Watched) -> None:
    """A session that is opened and never closed."""
    if may_train(life):
        life.open()
    life.wait()


def rest(days: int) -> Step:
    """Days without anything."""
    return lambda life: life.wait(days)


def hurt(nrs: int | None, at: int, where: Place | None, when: When) -> Step:
    """Pain in the middle of a session or outside of one; the button is pressed twice."""

    def step(life: Watched) -> None:
        exercise_id = None
        if when is When.DURING and may_train(life):
            names = [p.exercise_id for p in life.open().prescriptions]
            exercise_id = names[at % len(names)]
        life.must(PainReported, nrs=None, exercise_id=exercise_id, when=when)
        once = life.plan
        life.must(PainReported, nrs=None, exercise_id=exercise_id, when=when)
        assert life.plan == once
        if exercise_id is not None:
            life.must(
                SessionClosed, session_id=life.sessions, results=(Result(exercise_id, Outcome.PARTIAL),)
            )
        if nrs is not None:
            life.must(PainRated, nrs=nrs)
        if where is not None:
            life.must(PainPlaced, where=where)
        life.wait()

    return step


def come_back(life: Watched) -> None:
    """Whatever the way out asks for, patiently."""
    for _ in range(9):
        if life.plan.state is OWN:
            life.say(ResumedByUser, well=True)
        if life.plan.state not in (PAUSED, CLEARANCE):
            return
        life.wait()
        life.clear_cards()
        life.must(CheckedIn, nrs=0)
        life.must(Consulted, yes=True)
        life.say(ClearanceConfirmed, on=life.day)
        life.now = life.now.replace(hour=18)
        life.say(RestartAsked)


def episode(nrs: int, at: int, days: int, effort: Effort | None) -> Step:
    """Pain in an exercise, the way back, and some days of the gentle return."""

    def step(life: Watched) -> None:
        hurt(nrs, at, None, When.DURING)(life)
        come_back(life)
        _all(train(effort), days)(life)

    return step


def hasty(life: Watched) -> None:
    """Presses whatever could open the plan, without waiting for anything."""
    for kind, fields in _DOORS:
        life.say(kind, **fields)
        assert not (life.plan.state in (PAUSED, CLEARANCE) and life.log[-1:] == [])
    life.say(SessionBuilt, session_id=10**6)
    life.wait()


_DOORS: list[tuple[Any, dict[str, Any]]] = [
    (RestartAsked, {}),
    (ResumedByUser, {"well": True}),
    (Consulted, {"yes": True}),
    (CheckedIn, {"nrs": 0}),
    (RestartAsked, {}),
]


def say(kind: Any, **fields: Any) -> Step:
    """One event, accepted or not."""
    return lambda life: life.say(kind, **fields)


def screened(answers: Answers) -> Step:
    """All six cards anew."""

    def step(life: Watched) -> None:
        life.old_tags = [*getattr(life, "old_tags", []), life.plan.tags]  # type: ignore[attr-defined]
        life.say(Screened, answers=answers)

    return step


def correct(days: int, outcome: Outcome, at: int, effort: Effort | None) -> Step:
    """Say that a session some days ago was different: one exercise of it, or (7) all of them."""

    def step(life: Watched) -> None:
        wanted = life.day - timedelta(days=days)
        built = [e for e in life.log if isinstance(e, SessionBuilt) and e.day == wanted]
        for event in built[:1]:
            sitting = sitting_of(life.pages, event.session_id)
            names = [p.exercise_id for p in sitting.shown.prescriptions] if sitting else []
            chosen = names if at == 7 else names[at % len(names) :][:1] if names else []
            results = tuple(Result(name, outcome if name in chosen else Outcome.DONE) for name in names)
            life.say(SessionCorrected, session_id=event.session_id, results=results, effort=effort)

    return step


def untold(days: int) -> Step:
    """Say that one trained on a day without telling."""
    return lambda life: life.say(TrainedUntold, on=life.day - timedelta(days=days))


EFFORTS = st.sampled_from([Effort.EASY, Effort.EASY, Effort.RIGHT, Effort.RIGHT, Effort.HARD, None])
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(train, EFFORTS),
    st.builds(train, EFFORTS),
    st.builds(train, EFFORTS),
    st.builds(lambda effort, days: _all(train(effort), days), EFFORTS, st.integers(2, 12)),
    st.builds(lambda days: _all(train(Effort.EASY), days), st.integers(5, 25)),
    st.builds(train, EFFORTS, st.sampled_from([Outcome.PARTIAL, Outcome.SKIPPED]), st.integers(0, 7)),
    st.sampled_from([short, twice, abandoned, come_back, come_back, hasty]),
    st.builds(rest, st.one_of(st.integers(1, 6), st.integers(7, 70))),
    st.builds(
        hurt,
        st.one_of(st.none(), st.integers(0, 10)),
        st.integers(0, 7),
        st.one_of(st.none(), st.none(), st.sampled_from(Place)),
        st.sampled_from(When),
    ),
    st.builds(episode, st.integers(1, 5), st.integers(0, 7), st.integers(1, 20), EFFORTS),
    st.builds(say, st.just(CheckedIn), nrs=st.integers(-1, 11)),
    st.builds(correct, st.integers(0, 4), st.sampled_from(Outcome), st.integers(0, 7), EFFORTS),
    st.builds(correct, st.integers(1, 3), st.sampled_from(Outcome), st.integers(0, 7), EFFORTS),
    st.builds(untold, st.integers(-1, 4)),
    st.builds(say, st.sampled_from([EmergencyAnswered, UrgentAnswered]), any=st.booleans()),
    st.builds(say, st.just(PausedByUser), ill=st.booleans()),
    st.builds(say, st.just(DaysChosen), weekdays=st.frozensets(st.integers(0, 6), min_size=2, max_size=7)),
    st.builds(say, st.just(VersionChosen), exercise_id=st.sampled_from(NAMES), easier=st.booleans()),
    st.builds(say, st.just(TierThreeOptedIn), exercise_id=st.sampled_from(NAMES), yes=st.booleans()),
    st.builds(say, st.sampled_from([LeftOut, ReAdded, ReAdded]), exercise_id=st.sampled_from(NAMES)),
    st.builds(
        lambda health, pain: screened(Answers(AgeBand.FROM_18, health=health, pain_now=pain, confirmed=True)),
        st.frozensets(st.sampled_from(Health), max_size=2),
        st.sampled_from([0, 0, 0, 0, 3]),
    ),
)


def _all(step: Step, times: int) -> Step:
    def steps(life: Watched) -> None:
        for _ in range(times):
            step(life)

    return steps


@cache
def begun(kind: int) -> Watched:
    """Lives to begin with: a newcomer, three weeks, ten weeks, five months, Mondays-Wednesdays-Fridays."""
    life = Watched()
    life.enrol()
    if kind == 4:
        life.must(DaysChosen, weekdays=frozenset({0, 2, 4}))
        for _ in range(40):
            for days in (2, 2, 3):
                life.train(Effort.EASY)
                life.wait(days)
        return life
    life.train_daily((0, 20, 70, 150)[kind], Effort.EASY)
    return life


LIVES = st.tuples(st.integers(0, 4), st.lists(STEPS, min_size=10, max_size=30))
RELAXED = settings(
    max_examples=50,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def lived(kind: int, steps: list[Step]) -> Watched:
    """A life after these steps."""
    life = begun(kind).copy()
    for step in steps:
        step(life)
    return life


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
    if life.plan.state not in (ACTIVE, RECOVERY, OWN):
        return
    mild, strong = (_pause_after(life.copy(), nrs) for nrs in sorted((one, other)))
    assert mild <= strong


def _pause_after(life: Watched, nrs: int) -> int:
    """Days until the restart; 99 where a clinician has to look."""
    life.must(PainReported, nrs=nrs)
    for days in range(12):
        if life.plan.state is CLEARANCE:
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
        assert isinstance(built, Refused) or state in (ACTIVE, RECOVERY)
        assert state in (ACTIVE, RECOVERY) or life.plan.state is state


@pytest.mark.parametrize("tag", Tag)
def test_with_each_health_tag_a_hundred_days_break_nothing(tag: Tag) -> None:
    life = Watched()
    life.enrol(tags=frozenset({tag}))
    life.train_daily(100, Effort.EASY)
