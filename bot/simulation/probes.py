"""Checks that ask what would have been: other gaps, other efforts, other pain, from the same life."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from bot.domain.coach import apply, prescribe
from bot.domain.happening import Effort, Happening
from bot.domain.log import (
    CheckedIn,
    Consulted,
    EffortGiven,
    EmergencyAnswered,
    PainReported,
    RestartAsked,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.plan import Plan, PlanState
from bot.domain.prescription import SessionPlan
from bot.domain.programme import Programme
from bot.domain.reason import Reason
from bot.domain.refusal import Refused
from bot.domain.standing import settled, today_of
from bot.simulation.books import ACTIVE, TRAINING, Books, Moment

BUDGET_SPEAKS = {Reason.WAITING_TURN, Reason.NO_ROOM}
NEVER = 99
ABSENCES = (1, 2, 3, 4, 6, 7, 8, 13, 14, 15, 27, 28, 29, 40, 55, 56, 57, 90)
"""Days without a session: both sides of every row of the table of gaps."""


def ladders(programme: Programme) -> Iterator[str]:
    """2: no ladder falls, and no rung adds more than 10 seconds a side."""
    for exercise in programme.exercises.values():
        for lower, higher in pairwise(exercise.ladder.doses):
            step = higher.loaded_seconds() - lower.loaded_seconds()
            if not 0 <= step <= 10:
                yield f"{exercise.id} goes {step} s from {lower} to {higher}"


def longer_gaps(books: Books, moment: Moment) -> Iterator[str]:
    """15: what days of the next three months would find, before anything is chosen to grow."""
    plan, day = moment.after, moment.event.day
    if plan.state is not ACTIVE:
        return
    least: dict[str, int] = {}
    for days in ABSENCES:
        on = day + timedelta(days=days)
        found = settled(plan, books.programme, today_of(plan, on, short=False))
        for name, progress in found.progress.items():
            if not progress.unlocked_on or name not in plan.progress:
                continue
            if progress.rung > least.get(name, progress.rung):
                yield f"{name} is larger after {days} days than before"
            least[name] = progress.rung


def harder_efforts(books: Books, moment: Moment) -> Iterator[str]:
    """16: the next day's dose after hard, right and easy, where budget and length do not decide."""
    event = moment.event
    if not isinstance(event, EffortGiven) or moment.before.state not in TRAINING:
        return
    hard, right, easy = (_next_day(books, moment.before, replace(event, effort=each)) for each in _HARDEST)
    for name in hard.keys() & right.keys() & easy.keys():
        three = (hard[name], right[name], easy[name])
        rungs = [rung for rung, _ in three]
        if rungs != sorted(rungs) and not BUDGET_SPEAKS & {reason for _, reason in three}:
            yield f"{name} would be on {rungs} after hard, right, easy"


_HARDEST = (Effort.HARD, Effort.RIGHT, Effort.EASY)


def _next_day(books: Books, plan: Plan, event: EffortGiven) -> Mapping[str, tuple[int, Reason]]:
    after = apply(plan, event, books.programme)
    if isinstance(after, Refused):
        return {}
    one = timedelta(days=1)
    shown = prescribe(after, books.programme, event.day + one, event.at + one)
    if not isinstance(shown, SessionPlan):
        return {}
    return {p.exercise_id: (p.rung, p.because.reason) for p in shown.prescriptions}


def stronger_pain(books: Books, moment: Moment) -> Iterator[str]:
    """20: the shortest pause that each rating allows, with the calmest days after it."""
    if not isinstance(moment.event, PainReported) or moment.before.state not in TRAINING:
        return
    days = [_pause(books.programme, moment.before, replace(moment.event, nrs=nrs)) for nrs in range(1, 11)]
    if days != sorted(days):
        yield f"the pauses for 1 to 10 would last {days} days"


def _pause(programme: Programme, plan: Plan, pain: PainReported) -> int:
    """Days until a restart; NEVER where a clinician has to look first."""
    plan = _must(plan, pain, programme)
    for days in range(12):
        if plan.state is PlanState.NEEDS_CLEARANCE:
            return NEVER
        step = timedelta(days=days)
        now = {"at": pain.at + step + timedelta(minutes=5), "day": pain.day + step}
        calm: list[Happening] = [CheckedIn(nrs=0, **now), EmergencyAnswered(any=False, **now)]  # type: ignore[arg-type]
        calm += [UrgentAnswered(any=False, **now), Consulted(yes=True, **now)]  # type: ignore[arg-type]
        for event in calm:
            plan = _must(plan, event, programme)
        if not isinstance(apply(plan, RestartAsked(**now), programme), Refused):  # type: ignore[arg-type]
            return days
    return NEVER


def _must(plan: Plan, event: Happening, programme: Programme) -> Plan:
    after = apply(plan, event, programme)  # type: ignore[arg-type]
    return plan if isinstance(after, Refused) else after


Probe = tuple[type[Happening], int, Callable[[Books, Moment], Iterator[str]]]

PROBES: Mapping[str, Probe] = {
    "15 a longer gap, never a larger dose": (SessionBuilt, 40, longer_gaps),
    "16 a harder session, never a larger dose": (EffortGiven, 12, harder_efforts),
    "20 stronger pain, never a shorter pause": (PainReported, 1, stronger_pain),
}
"""After which event, after every how many of them, and the check itself."""
