"""Seconds as the watch counts them: load and length from the doses themselves, not by the rules' own sums."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.domain.dose import Dose, Measure
from bot.domain.exercise import Exercise, Side
from bot.domain.plan import Plan
from bot.domain.prescription import DayType
from bot.domain.programme import Programme

LOADED: Mapping[DayType, tuple[str, ...]] = {
    DayType.FRONT: ("press", "curl_reach", "legs_hold", "scissors", "curl_hands_waist", "side_leg_raise"),
    DayType.BACK: (
        "press", "side_double_leg", "prone_leg", "prone_both_legs", "prone_arch", "swimmer", "bird_dog",
    ),
    DayType.GENTLE: ("press", "side_leg_raise"),
}  # fmt: skip
"""What the weekly budget looks at, as the clinical notes list the days; the gentle movements are exempt."""

IN_TURN = (("legs_hold", "scissors"), ("prone_leg", "prone_both_legs"), ("prone_arch", "swimmer"))


def loaded(exercise: Exercise, dose: Dose) -> int:
    """Time under load, both sides of a two-sided exercise together (notes 1)."""
    return dose.reps * dose.seconds * dose.rounds * (1 if exercise.side is Side.BOTH else 2)


def stood(programme: Programme, name: str, rung: int) -> int:
    """Loaded seconds of an exercise on this rung."""
    exercise = programme.exercises[name]
    return loaded(exercise, exercise.ladder.doses[rung])


def seconds_of(plan: Plan, programme: Programme) -> dict[str, int]:
    """Loaded seconds of each exercise that is open."""
    return {
        name: stood(programme, name, found.rung)
        for name, found in plan.progress.items()
        if found.unlocked_on is not None and not found.left_out
    }


def load(seconds: Mapping[str, int], names: Iterable[str]) -> int:
    """Loaded seconds of these exercises together; of two that take turns the longer one counts."""
    found = {name: seconds[name] for name in names if name in seconds}
    spared = sum(min(found.get(one, 0), found.get(other, 0)) for one, other in IN_TURN)
    return sum(found.values()) - spared


def length(items: Sequence[tuple[Exercise, Dose]], *, short: bool) -> int:
    """Seconds of a session: 60 to settle (half if short), 20 between exercises, 40 to turn over."""
    turns = sum(20 if one.position is other.position else 40 for (one, _), (other, _) in pairwise(items))
    return (30 if short else 60) + turns + sum(_takes(exercise, dose) for exercise, dose in items)


def _takes(exercise: Exercise, dose: Dose) -> int:
    """With 2 s in and out of a hold, 3 or 5 s after it, 20 s between rounds and 16 s to change sides."""
    sides = 1 if exercise.side is Side.BOTH else 2
    seconds = loaded(exercise, dose)
    if exercise.measure is Measure.HOLD:
        seconds += dose.reps * sides * (2 + (3 if dose.seconds <= 5 else 5))
    elif exercise.measure is Measure.REPS:
        seconds += 20 * (dose.rounds - 1) * sides
    return seconds + (16 if exercise.side is Side.EACH else 0)
