"""Steps of which lives are made, and lives to begin with: what the properties are tried on."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from bot.domain.coach import prescribe
from bot.domain.correcting import sitting_of
from bot.domain.happening import Effort, Outcome, Place, Result, When
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    DaysChosen,
    EffortGiven,
    PainPlaced,
    PainRated,
    PainReported,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    SessionClosed,
)
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.plan import PlanState
from bot.domain.refusal import Refused
from bot.domain.screening import Answers
from bot.simulation.books import STOPPED, TRAINING
from tests.domain.exercises import PROGRAMME
from tests.domain.watch import Watched

Step = Callable[[Watched], object]


def may_train(life: Watched) -> bool:
    """Whether a session is possible now; the cards are answered on the way."""
    return life.plan.state in TRAINING and not _nothing_left(life)


def _nothing_left(life: Watched) -> bool:
    life.clear_cards()
    return isinstance(prescribe(life.plan, PROGRAMME, life.day, life.now), Refused)


def train(effort: Effort | None, outcome: Outcome | None = None, at: int = 0) -> Step:
    """A session today; with `outcome` for one of its exercises."""

    def step(life: Watched) -> None:
        if not may_train(life):
            assert life.plan.state in TRAINING or isinstance(life.say(SessionBuilt, session_id=0), Refused)
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
        if life.plan.state is PlanState.PAUSED_BY_USER:
            life.say(ResumedByUser, well=True)
        if life.plan.state not in STOPPED:
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
        repeated(train(effort), days)(life)

    return step


def hasty(life: Watched) -> None:
    """Presses whatever could open the plan, without waiting for anything."""
    for kind, fields in _DOORS:
        life.say(kind, **fields)
        assert not (life.plan.state in STOPPED and life.log[-1:] == [])
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
    return say(Screened, answers=answers)


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


def repeated(step: Step, times: int) -> Step:
    """The same step so many times."""

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


def lived(kind: int, steps: list[Step]) -> Watched:
    """A life after these steps."""
    life = begun(kind).copy()
    for step in steps:
        step(life)
    return life
