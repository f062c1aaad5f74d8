"""Which exercises a day holds (docs/safety.md#days)."""

from collections.abc import Mapping
from datetime import date

from bot.domain import programme as course
from bot.domain import recovery
from bot.domain.dose import Dose
from bot.domain.duration import LIMIT, SHORT_LIMIT, session_seconds
from bot.domain.exercise import Exercise
from bot.domain.plan import Plan
from bot.domain.prescription import DayType
from bot.domain.programme import MOBILITY, PAIRS, PRESS, Programme
from bot.domain.unlock import opened, usable

Exercises = tuple[Exercise, ...]
Doses = Mapping[str, Dose]


def kind_of(plan: Plan, day: date) -> DayType:
    """The day's type: every day is gentle until tier 2 opens, and again at first after pain."""
    at_first = plan.recovery is not None and recovery.highest_tier(plan.recovery) == 1
    if at_first or not any(opened(plan, name) for name in course.TIER_TWO):
        return DayType.GENTLE
    return course.day_type(day, plan.weekdays, plan.last_type)


def showable(plan: Plan, exercise: Exercise, day: date) -> bool:
    """Whether an exercise may be shown on `day`: open, wanted, harmless, and of a tier that is free."""
    if not opened(plan, exercise.id) or not usable(plan, exercise) or exercise.id in plan.culprits:
        return False
    if plan.recovery is not None:
        return exercise.tier <= recovery.highest_tier(plan.recovery)
    locked = plan.tier_three_from is not None and day < plan.tier_three_from
    return exercise.tier < 3 or (plan.tier_three_rest == 0 and not locked)


def listed(plan: Plan, programme: Programme, kind: DayType, day: date) -> Exercises:
    """The exercises of the day in order; of a pair the one that was not shown last."""
    ids = {e.id for e in programme.ordered(course.DAYS[kind]) if showable(plan, e, day)}
    for pair in PAIRS:
        if ids.issuperset(pair):
            # max() keeps the first of two that were never shown; it is the second that waits.
            ids.remove(max(reversed(pair), key=lambda name: _shown_on(plan, name)))
    return programme.ordered(ids) or _last_resort(plan, programme)


def _last_resort(plan: Plan, programme: Programme) -> Exercises:
    """In RECOVERY, when all that is open is what hurt: one of it, easier and at its lowest rung."""
    if plan.recovery is None:
        return ()
    hurtful = programme.ordered(plan.culprits & plan.progress.keys())
    return tuple(e for e in hurtful if e.tier == 1 and usable(plan, e) and opened(plan, e.id))[:1]


def within_limit(plan: Plan, exercises: Exercises, doses: Doses) -> Exercises:
    """Leave out demanding exercises in rotation, then moderate ones, until the session is short enough."""
    while _seconds(exercises, doses) > LIMIT and (spare := [e for e in exercises if e.tier > 1]):
        first = min(spare, key=lambda e: (-e.tier, plan.progress[e.id].dropped_on or date.min))
        exercises = tuple(e for e in exercises if e is not first)
    return exercises


def shortened(plan: Plan, exercises: Exercises, doses: Doses) -> Exercises:
    """The 5-minute version: the press, one exercise in turn, and one gentle movement to end.

    High on the ladders that takes longer: then the end goes, and then the exercise.
    """
    press = tuple(e for e in exercises if e.id == PRESS)
    ends = tuple(e for e in exercises if e.id in MOBILITY)[-1:]
    middle = (e for e in exercises if e.id != PRESS and e.id not in MOBILITY)
    in_turn = sorted(middle, key=lambda e: _shown_on(plan, e.id))
    whole, endless = [(*press, e, *ends) for e in in_turn], [(*press, e) for e in in_turn]
    choices = [choice for choice in (*whole, *endless, (*press, *ends), press) if choice]
    shortest = choices[-1] if choices else ()
    return next((each for each in choices if _seconds(each, doses, short=True) <= SHORT_LIMIT), shortest)


def _shown_on(plan: Plan, name: str) -> date:
    return plan.progress[name].shown_on or date.min


def _seconds(exercises: Exercises, doses: Doses, *, short: bool = False) -> int:
    return session_seconds(((e, doses[e.id]) for e in exercises), short=short)
