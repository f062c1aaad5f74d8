"""How regularly a person trains, seen kindly: a goal with slack, free days, and weeks on track.

Nothing here can break: whatever was not in a person's hands leaves every figure as it is or better.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

GOAL, OF = 6, 7
"""Six of seven days are the whole goal (clinical notes 8); fewer training days are scaled."""

FREE_DAYS = 2
"""Skipped days that any two weeks in a row forgive by themselves (notes 8: 2 tokens in 14 days)."""

WEEKS = 12
"""How far back the count goes: about the time a habit takes (Lally 2010: 18-254 days, half within 66)."""


@dataclass(frozen=True, slots=True)
class Day:
    """`planned`: a training day. `excused`: a pause, illness, or a day on which Lumbo itself was away."""

    planned: bool
    trained: bool = False
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """Days `trained` of the `goal`; `over` once its last day is past."""

    trained: int
    goal: int
    over: bool = True

    @property
    def short(self) -> int:
        """Days that are missing to the goal."""
        return max(0, self.goal - self.trained)


def goal(planned: int) -> int:
    """Of so many days to train, how many are the goal: 7 -> 6, 6 -> 5, 5 -> 4, 4 -> 3, 3 -> 3."""
    return (2 * GOAL * planned + OF) // (2 * OF)


def week(days: Iterable[Day], *, over: bool = True) -> Week:
    """A calendar week; days of rest and excused days ask for nothing, and trained ones always count."""
    every = list(days)
    asked = sum(day.planned and not day.excused for day in every)
    return Week(sum(day.trained for day in every), goal(asked), over)


def on_track(weeks: Sequence[Week]) -> int:
    """How many weeks are on track when the free days lie where they help most.

    A week needs one trained day at least, and as many free days as it is short; two neighbours share
    FREE_DAYS. The running week counts as soon as its goal is reached.
    """
    best = {0: 0}  # free days used in the last week -> most weeks on track
    for each in weeks:
        after = {0: max(best.values())}
        if each.trained and (each.over or not each.short) and each.short <= FREE_DAYS:
            before = max(count for used, count in best.items() if used + each.short <= FREE_DAYS)
            after[each.short] = max(after.get(each.short, 0), before + 1)
        best = after
    return max(best.values())


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The last weeks as one: how many were on track `of` those with something to do, and the newest two."""

    on_track: int
    of: int
    running: Week
    last: Week | None


def rhythm(days: Sequence[Day], past: int) -> Rhythm:
    """The rhythm of days from a Monday to a Sunday, of which the first `past` are over."""
    weeks = list(calendar_weeks(days, past))
    lived = [each for each in weeks if each.trained or each.goal]
    last = weeks[-2] if len(weeks) > 1 else None
    return Rhythm(on_track(weeks), len(lived), weeks[-1], last if last in lived else None)


def calendar_weeks(days: Sequence[Day], past: int) -> Iterator[Week]:
    """Weeks out of days from a Monday on, of which the first `past` are over."""
    for start in range(0, len(days), OF):
        yield week(days[start : start + OF], over=start + OF <= past)
