"""How one exercise's dose moves: points, rises and steps back (docs/safety.md#rules)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dose import Dose
from bot.domain.gap import Row
from bot.domain.happening import Effort, Outcome
from bot.domain.plan import Progress
from bot.domain.reason import Because, Reason
from bot.domain.replacing import replace

POINTS = {Effort.EASY: 2, Effort.RIGHT: 1, Effort.HARD: -2}
UP_AT = 4
"""Points for one rung: two easy sessions or four right ones (2-for-2, source 37)."""
UPS_APART = timedelta(days=7)
IN_A_ROW = 2
"""So many hard or partial ones in a row bring the exercise down a rung."""
SKIPS_FOR_OFFER = 3
DELOAD_EVERY = 5
"""Weeks 5, 10, 15, ... are easy ones."""
PLATEAU_AFTER, PLATEAU_DONES = timedelta(days=21), 9


@dataclass(frozen=True)
class Day:
    """What is the same for all exercises of a day on which a session is built.

    `missed` tells that a gap of 3 days or more took in a training day; `row` is that gap's.
    `follows` tells that the scheduled session before this one was done in full; `again` that a session
    was built today already.
    """

    on: date
    gap_days: int = 1
    missed: bool = False
    row: Row | None = None
    deload: bool = False
    deload_ends: date | None = None
    follows: bool = True
    short: bool = False
    again: bool = False
    steady_from: date | None = None


def week(started_on: date, day: date) -> int:
    """The week of the plan, counted from 1; also on the day before, in a zone west of where it began."""
    return max(0, (day - started_on).days) // 7 + 1


def is_deload(started_on: date, day: date) -> bool:
    """Whether the day lies in an easy week."""
    return week(started_on, day) % DELOAD_EVERY == 0


def deloaded(dose: Dose) -> Dose:
    """The dose shown in an easy week: 7 of 10 repetitions, rounded up."""
    return replace(dose, reps=-(-dose.reps * 7 // 10))


def reported(progress: Progress, outcome: Outcome, day: date) -> Progress:
    """Book an outcome: R5-R8. Whatever was not done in full empties the points."""
    if outcome is Outcome.DONE:
        return replace(progress, last=outcome, effort=None, dones=progress.dones + 1, partials=0, skips=0)
    empty = replace(progress, last=outcome, effort=None, points=0, hards=0)
    if outcome is Outcome.SKIPPED:
        return replace(empty, skips=progress.skips + 1, partials=0)
    counted = replace(empty, skips=0, partials=progress.partials + 1)
    return _down(counted, Because(8, Reason.PARTIAL_TWICE), day) if twice(counted.partials) else counted


def answered(progress: Progress, effort: Effort, day: date) -> Progress:
    """Book the effort of an exercise that was done: points, R9 and R10."""
    points = max(0, progress.points + POINTS[effort])
    if effort is not Effort.HARD:
        return replace(progress, effort=effort, points=points, hards=0)
    counted = replace(progress, effort=effort, points=points, hards=progress.hards + 1)
    return _down(counted, Because(10, Reason.HARD_TWICE), day) if twice(counted.hards) else counted


def twice(count: int) -> bool:
    """Whether this one in a row completes another two."""
    return count > 0 and count % IN_A_ROW == 0


def raised(progress: Progress, day: date) -> Progress:
    """One rung up."""
    return replace(progress, rung=progress.rung + 1, points=0, risen_on=day, changed_on=day, dones=0)


def lowered(progress: Progress, rung: int, because: Because, day: date) -> Progress:
    """Down to `rung`, never up."""
    if rung >= progress.rung:
        return progress
    return replace(progress, rung=rung, changed_on=day, dones=0, because=because)


def _down(progress: Progress, because: Because, day: date) -> Progress:
    return lowered(progress, max(0, progress.rung - 1), because, day)


def decide(progress: Progress, cap: int, today: Day) -> Because:
    """The first row of the rule table that fits; R15 here means that it may rise if others leave room."""
    return (
        _gap(today)
        or last_time(progress)
        or _easy_week(today)
        or _gathering(progress, cap, today)
        or _ready(progress, today)
    )


def _gap(today: Day) -> Because | None:
    if today.row is None or not (today.missed or today.row.down):
        return None
    return Because(4, today.row.reason, days=today.gap_days)


def last_time(progress: Progress) -> Because | None:
    """R5-R10 as they look at the next session."""
    if progress.last is Outcome.SKIPPED:
        if progress.skips >= SKIPS_FOR_OFFER:
            return Because(6, Reason.SKIPPED_THRICE, more=progress.skips)
        return Because(5, Reason.SKIPPED)
    if progress.last is Outcome.PARTIAL:
        if twice(progress.partials):
            return Because(8, Reason.PARTIAL_TWICE)
        return Because(7, Reason.PARTIAL)
    if progress.last is Outcome.DONE and progress.effort is Effort.HARD:
        return Because(10, Reason.HARD_TWICE) if twice(progress.hards) else Because(9, Reason.HARD)
    return None


def _easy_week(today: Day) -> Because | None:
    return Because(11, Reason.DELOAD, on=today.deload_ends) if today.deload else None


def _gathering(progress: Progress, cap: int, today: Day) -> Because | None:
    """R16, R17 and R12 for who has not gathered enough."""
    if progress.shown_on is None:
        return Because(12, Reason.RETURNED if progress.returned else Reason.FIRST, more=UP_AT)
    if progress.rung >= cap:
        return Because(16, Reason.TOP)
    if progress.points >= UP_AT:
        return None
    if is_plateau(progress, today.on):
        return Because(17, Reason.PLATEAU)
    return Because(12, Reason.GATHERING, more=UP_AT - progress.points)


def is_plateau(progress: Progress, day: date) -> bool:
    """R17: nothing has changed for long, though it was done often."""
    still = progress.changed_on is not None and day - progress.changed_on >= PLATEAU_AFTER
    return still and progress.dones >= PLATEAU_DONES


def _ready(progress: Progress, today: Day) -> Because:
    """Enough points: R12 for the day's own reasons, R13, or R15."""
    if today.row is not None:
        return Because(12, Reason.RESTED, days=today.gap_days)
    if not today.follows or progress.last is not Outcome.DONE:
        return Because(12, Reason.DAY_MISSED)
    if progress.effort is None:
        return Because(12, Reason.UNANSWERED)
    free = free_on(progress, today.steady_from)
    if free is not None and today.on < free:
        return Because(13, Reason.WAITING_DAYS, on=free)
    return Because(12, Reason.SHORT) if today.short or today.again else Because(15, Reason.RISEN)


def free_on(progress: Progress, steady_from: date | None) -> date | None:
    """The first day on which an exercise may rise, by its own last rise and the last return from pain."""
    after_rise = progress.risen_on + UPS_APART if progress.risen_on else None
    return max((day for day in (after_rise, steady_from) if day), default=None)
