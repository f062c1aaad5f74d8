"""What was measured: the weeks from 0 to 10, and the person's own activities."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Week:
    """The week that ended on `sunday` from 0 to 10: its average, and its worst once that was told."""

    sunday: date
    average: int
    worst: int | None = None


@dataclass(frozen=True)
class Activity:
    """What the person named, with (week of the plan, 0-10) as often as told; no name: taken back."""

    name: str
    scores: tuple[tuple[int, int], ...] = ()
