"""What every event of the log shares, and the words that events are made of."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How an exercise of a session ended: full dose, started, or not started."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"


class Effort(StrEnum):
    """How a session felt: 3 or more repetitions left, 1-2 left, or the last one shaky."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


class Place(StrEnum):
    """Where it hurts; the last three end the plan until a clinician has looked (docs/safety.md#states)."""

    LOW_BACK = "low_back"
    BUTTOCK_THIGH = "buttock_thigh"
    ELSEWHERE = "elsewhere"
    BELOW_KNEE = "below_knee"
    TINGLING = "tingling"
    WEAKNESS = "weakness"


class When(StrEnum):
    """When it hurt."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    NEXT_MORNING = "next_morning"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one exercise in one session."""

    exercise_id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """`at` is the moment in UTC, `day` the person's local date at that moment."""

    at: datetime
    day: date

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the moment of an event needs its time zone")
