"""A dose: how much of one exercise is asked for, and the ladder of the only doses allowed."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What a repetition is: a hold, a movement, or one slow breath."""

    HOLD = "hold"
    REPS = "reps"
    BREATHS = "breaths"


@dataclass(frozen=True)
class Dose:
    """`reps` repetitions of `seconds` each, in `rounds`; for a two-sided exercise: on each side."""

    reps: int
    seconds: int
    rounds: int = 1

    def loaded_seconds(self) -> int:
        """Time under load of one side, in seconds (docs/safety.md#dose)."""
        return self.reps * self.seconds * self.rounds


@dataclass(frozen=True, slots=True)
class Ladder:
    """The allowed doses of an exercise, easiest first; `base` is the rung of the usual start."""

    doses: tuple[Dose, ...]
    base: int

    @property
    def cap(self) -> int:
        """The highest rung."""
        return len(self.doses) - 1

    def dose(self, rung: int) -> Dose:
        """The dose on `rung`; a rung outside the ladder is clamped to its ends."""
        return self.doses[max(0, min(rung, len(self.doses) - 1))]
