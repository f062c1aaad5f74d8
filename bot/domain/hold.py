"""The hold timer: the timeline of one exercise, second by second, and where it stands at a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from bot.domain.dose import Dose, Measure
from bot.domain.exercise import Exercise, Side

READY_SECONDS = 5
SHORT_REST, LONG_REST, LONG_HOLD = 3, 5, 5
"""Seconds between repetitions: 3 after a hold of up to 5 seconds, 5 after a longer one."""
CHANGE_SECONDS = 8
ROUND_REST = 20

PAINT_APART = 5
"""The countdown is drawn at most every 5 seconds: faster edits are refused by Telegram."""


class PhaseKind(StrEnum):
    """What one does in a phase of the timeline."""

    READY = "ready"
    HOLD = "hold"
    REST = "rest"
    CHANGE = "change"
    MOVE = "move"
    BREATHE = "breathe"


@dataclass(frozen=True, slots=True)
class Phase:
    """`seconds` of one kind; `repetition` counts from 1; `side` is 1 or 2, or 0 where there are none."""

    kind: PhaseKind
    seconds: int
    repetition: int = 0
    side: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a timeline stands: the phase, its whole seconds left, and what follows it."""

    phase: Phase
    left: int
    next: Phase | None


Timeline = tuple[Phase, ...]


def timeline(exercise: Exercise, dose: Dose) -> Timeline:
    """Everything from getting ready to the last repetition, over all sides."""
    work = list(_work(exercise, dose))
    while work and work[-1].kind is PhaseKind.REST:
        work.pop()
    return (Phase(PhaseKind.READY, READY_SECONDS), *work)


def total_seconds(phases: Timeline) -> int:
    """How long the timeline is."""
    return sum(phase.seconds for phase in phases)


def at(phases: Timeline, elapsed: float) -> Moment | None:
    """The moment `elapsed` seconds after the start; None when it is over."""
    end = 0
    for index, phase in enumerate(phases):
        end += phase.seconds
        if elapsed < end:
            following = phases[index + 1] if index + 1 < len(phases) else None
            return Moment(phase, -int(-(end - elapsed) // 1), following)
    return None


def next_paint(phases: Timeline, elapsed: float) -> int:
    """When the timer is drawn next: where work begins, or a rest long enough to see, or at the end."""
    # A drawing comes a moment late; counted from there, what begins five seconds on would be left out.
    earliest = int(elapsed) + PAINT_APART
    ends = list(accumulate(phase.seconds for phase in phases))
    for start, phase in zip(ends, phases[1:], strict=False):
        if start < earliest:
            continue
        if phase.kind is not PhaseKind.REST or phase.seconds >= PAINT_APART:
            return start
    return ends[-1]


def _work(exercise: Exercise, dose: Dose) -> Iterator[Phase]:
    if exercise.side is Side.EACH:
        first = list(_one_side(exercise, dose, 1))
        # The change of sides is a rest by itself.
        yield from first[:-1] if first[-1].kind is PhaseKind.REST else first
        yield Phase(PhaseKind.CHANGE, CHANGE_SECONDS, side=2)
        yield from _one_side(exercise, dose, 2)
    elif exercise.side is Side.ALTERNATE:
        for repetition in range(1, dose.reps + 1):
            for side in (1, 2):
                yield from _repetition(exercise, dose, repetition, side)
    else:
        yield from _one_side(exercise, dose, 0)


def _one_side(exercise: Exercise, dose: Dose, side: int) -> Iterator[Phase]:
    if exercise.measure is Measure.REPS:
        for number in range(1, dose.rounds + 1):
            yield Phase(PhaseKind.MOVE, dose.reps * dose.seconds, number, side)
            yield Phase(PhaseKind.REST, ROUND_REST, number, side)
        return
    for repetition in range(1, dose.reps + 1):
        yield from _repetition(exercise, dose, repetition, side)


def _repetition(exercise: Exercise, dose: Dose, repetition: int, side: int) -> Iterator[Phase]:
    if exercise.measure is Measure.BREATHS:
        yield Phase(PhaseKind.BREATHE, dose.seconds, repetition, side)
        return
    yield Phase(PhaseKind.HOLD, dose.seconds, repetition, side)
    yield Phase(PhaseKind.REST, LONG_REST if dose.seconds > LONG_HOLD else SHORT_REST, repetition, side)
