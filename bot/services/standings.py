"""What /why and the wishes answer with: how exercises stand, and what the person has at home."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain import explaining
from bot.domain.exercise import Equipment
from bot.domain.explaining import Why
from bot.domain.locks import Locked, locked
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refusal
from bot.services.outcomes import Finished, Step


@dataclass(frozen=True, slots=True)
class ExerciseStanding:
    """How one exercise stands: in the programme with its `why`, or `locked` and what opens it.

    `changed` is the open session, when a wish has changed what is left of it.
    """

    exercise_id: str
    why: Why | None
    locked: Locked | None
    refused: Refusal | None = None
    changed: Step | Finished | None = None


@dataclass(frozen=True, slots=True)
class Equipped:
    """What the person has said to have or not; `changed` as in `ExerciseStanding`."""

    items: Mapping[Equipment, bool]
    changed: Step | Finished | None = None


def standing_of(plan: Plan, programme: Programme, exercise_id: str, day: date) -> ExerciseStanding:
    """How an exercise of the programme stands on `day`."""
    exercise = programme.exercises[exercise_id]
    why = explaining.why(plan, programme, exercise_id, day)
    return ExerciseStanding(exercise_id, why, locked(plan, programme, exercise, day))
