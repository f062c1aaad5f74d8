"""How long a session is: an estimate from the doses, pauses and changes of position (docs/safety.md#days)."""

from collections.abc import Iterable
from itertools import pairwise

from bot.domain.dose import Dose, Measure
from bot.domain.exercise import Exercise, Side
from bot.domain.hold import LONG_HOLD, LONG_REST, ROUND_REST, SHORT_REST

LIMIT = 15 * 60
"""No session is longer, in seconds (clinical notes 5.2)."""

SHORT_LIMIT = 5 * 60
"""The "5-minute version" keeps its name: beyond that a part of it goes."""

SETTLE = 60
"""Four quiet belly breaths before the first exercise (clinical notes 6)."""

SETTLE_SHORT = 30
"""Two of them before the short version, so that its three parts find room for longer (policy)."""

BETWEEN = 20
"""Rest between exercises in one position (clinical notes 6)."""

CHANGE_POSITION = 40
"""Rest when the position changes (clinical notes 6)."""

IN_AND_OUT = 2
"""What getting into and out of a hold takes beyond the rest after it; fitted to the notes' own estimates."""

CHANGE_SIDES = 16
"""Rolling over to the other side; fitted to the notes' own estimates."""


def exercise_seconds(exercise: Exercise, dose: Dose) -> int:
    """The time one exercise takes, rests and change of sides included."""
    change = CHANGE_SIDES if exercise.side is Side.EACH else 0
    if exercise.measure is Measure.BREATHS:
        return exercise.loaded_seconds(dose) + change
    if exercise.measure is Measure.REPS:
        return exercise.loaded_seconds(dose) + (dose.rounds - 1) * ROUND_REST * exercise.sides + change
    rest = LONG_REST if dose.seconds > LONG_HOLD else SHORT_REST
    return dose.reps * (dose.seconds + IN_AND_OUT + rest) * exercise.sides + change


def session_seconds(items: Iterable[tuple[Exercise, Dose]], *, short: bool = False) -> int:
    """The time of a session in this order, or of the short version."""
    doses = list(items)
    work = sum(exercise_seconds(exercise, dose) for exercise, dose in doses)
    moves = sum(
        BETWEEN if before.position is after.position else CHANGE_POSITION
        for (before, _), (after, _) in pairwise(doses)
    )
    return (SETTLE_SHORT if short else SETTLE) + work + moves
