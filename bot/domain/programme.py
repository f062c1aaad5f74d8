"""The programme: its exercises, and which of them belong to a day (docs/safety.md#days)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.exercise import Exercise
from bot.domain.prescription import DayType

PRESS = "press"
"""The floor press: the gate to everything else, and the warm-up of every session."""

MOBILITY = frozenset({"chair_arch", "side_turn"})
"""Gentle movements, exempt from the weekly budget (clinical notes 5.2)."""

TIER_TWO = ("bird_dog", "prone_leg", "curl_reach", "prone_arch")
TIER_THREE = (
    "side_double_leg",
    "prone_both_legs",
    "curl_hands_waist",
    "legs_hold",
    "swimmer",
    "scissors",
)
"""The orders in which tiers 2 and 3 open (clinical notes 5.5)."""

PAIRS = (("legs_hold", "scissors"), ("prone_leg", "prone_both_legs"), ("prone_arch", "swimmer"))
"""Exercises that take turns: a session holds one of each pair (clinical notes 6)."""

DAYS: Mapping[DayType, frozenset[str]] = {
    DayType.FRONT: frozenset(
        {PRESS, "curl_reach", "legs_hold", "scissors", "curl_hands_waist", "side_leg_raise", "side_turn"}
    ),
    DayType.BACK: frozenset(
        {
            PRESS,
            "side_double_leg",
            "prone_leg",
            "prone_both_legs",
            "prone_arch",
            "swimmer",
            "bird_dog",
            "chair_arch",
        }
    ),
    DayType.GENTLE: frozenset({PRESS, "side_leg_raise", "side_turn", "chair_arch"}),
}
"""What a day of each type holds, as far as it is open to the person (clinical notes 6)."""

_WEEK = (
    DayType.FRONT,
    DayType.BACK,
    DayType.FRONT,
    DayType.BACK,
    DayType.FRONT,
    DayType.BACK,
    DayType.GENTLE,
)
_OTHER = {DayType.FRONT: DayType.BACK, DayType.BACK: DayType.FRONT}


@dataclass(frozen=True)
class Programme:
    """All exercises by id; the order of the mapping is the order of one trip to the floor."""

    exercises: Mapping[str, Exercise]

    def ordered(self, ids: Iterable[str]) -> tuple[Exercise, ...]:
        """The exercises with these ids, in the order of the programme."""
        wanted = set(ids)
        return tuple(exercise for exercise in self.exercises.values() if exercise.id in wanted)


def day_type(day: date, weekdays: frozenset[int], last: tuple[date, DayType] | None) -> DayType:
    """The type of a day once tier 2 is open; `last` is the last front or back day.

    Who trains daily follows the week; who trains on fewer days alternates front and back, and an extra
    day is gentle. The same type never comes on two days in a row: 48 hours lie between (notes 5.1).
    """
    if day.weekday() not in weekdays:
        return DayType.GENTLE
    if len(weekdays) < len(_WEEK):
        wanted = _OTHER[last[1]] if last else DayType.FRONT
    else:
        wanted = _WEEK[day.weekday()]
    if last and last[1] is wanted and (day - last[0]).days < 2:
        return DayType.GENTLE
    return wanted


def types_of(exercise_id: str) -> tuple[DayType, ...]:
    """The day types that hold an exercise."""
    return tuple(kind for kind, ids in DAYS.items() if exercise_id in ids)
