"""The weekly budget: how much a kind of day may grow in 7 days (docs/safety.md#budget)."""

from datetime import date, timedelta

from bot.domain.exercise import Exercise
from bot.domain.plan import Plan, Progress, Rise
from bot.domain.prescription import DayType
from bot.domain.programme import DAYS, MOBILITY, PAIRS, Programme, types_of

WINDOW = timedelta(days=7)
LEAST = 30
"""Seconds of loaded time that may always be added within a week."""
SHARE = 10
"""Percent of the day type's loaded time that may be added within a week (sources 38-40)."""


def load(plan: Plan, programme: Programme, kind: DayType) -> int:
    """The loaded seconds of a day type as it stands; of a pair the longer one counts, mobility does not."""
    seconds = {
        exercise.id: exercise.loaded_seconds(exercise.ladder.dose(plan.progress[exercise.id].rung))
        for exercise in programme.ordered(DAYS[kind] - MOBILITY)
        if in_programme(plan.progress.get(exercise.id))
    }
    spared = sum(min(seconds.get(one, 0), seconds.get(other, 0)) for one, other in PAIRS)
    return sum(seconds.values()) - spared


def in_programme(progress: Progress | None) -> bool:
    """Whether an exercise has opened and was not left out."""
    return progress is not None and progress.unlocked_on is not None and not progress.left_out


def used(plan: Plan, kind: DayType, day: date) -> int:
    """What was added to a day type within the window that ends on `day`."""
    return sum(
        rise.seconds
        for rise in plan.rises
        if day - rise.day < WINDOW and rise.exercise_id in DAYS[kind] - MOBILITY
    )


def fits(plan: Plan, programme: Programme, exercise: Exercise, seconds: int, day: date) -> bool:
    """Whether an exercise may gain `seconds` on `day` in every day type that holds it."""
    if exercise.id in MOBILITY:
        return True
    for kind in types_of(exercise.id):
        spent = used(plan, kind, day)
        base = load(plan, programme, kind) - spent
        if spent + seconds > max(LEAST, base * SHARE / 100):
            return False
    return True


def recent(plan: Plan, day: date) -> tuple[Rise, ...]:
    """The rises that the budget still looks back on."""
    return tuple(rise for rise in plan.rises if day - rise.day < WINDOW)
