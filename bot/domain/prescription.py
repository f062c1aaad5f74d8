"""What a day asks for: exercises with their doses, in order, each with its reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.dose import Dose
from bot.domain.exercise import Equipment
from bot.domain.reason import Because


class DayType(StrEnum):
    """A the front of the body, B the back, G gentle (docs/safety.md#days)."""

    FRONT = "A"
    BACK = "B"
    GENTLE = "G"


@dataclass(frozen=True)
class Prescription:
    """An exercise with its dose for a day. `dose` is what is shown; an easy week shows less than `rung`.

    `lacking` is what it needs and the person has not got, `asks` what to ask about when it is shown.
    """

    exercise_id: str
    dose: Dose
    rung: int
    because: Because
    easier: bool = False
    lacking: frozenset[Equipment] = frozenset()
    asks: Equipment | None = None


@dataclass(frozen=True)
class SessionPlan:
    """Today's prescriptions in the order of one trip to the floor, and the estimated `seconds`.

    `lesson` asks for the floor-press lesson; `deload` tells that it is the easy week.
    """

    day: date
    day_type: DayType
    prescriptions: tuple[Prescription, ...]
    seconds: int
    short: bool = False
    deload: bool = False
    lesson: bool = False
    recovery: bool = False
