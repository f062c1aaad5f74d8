"""Coming back after days without a session: how long it was, so that a warm word can fit."""

from collections.abc import Set
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.plan import Plan

A_WEEK = 7
LONGER = 14
"""Days without a session from which the words change; the doses by the gap table are another matter."""


class Comeback(StrEnum):
    """One training day went by, a week, or a longer time."""

    DAY = "day"
    WEEK = "week"
    LONGER = "longer"


def comeback(plan: Plan, day: date) -> Comeback | None:
    """What kind of return a session on `day` is; None when no training day went by, or before the first."""
    last = _last(plan)
    if last is None or last >= day:
        return None
    return _kind((day - last).days, _passed(last, day, plan.weekdays))


def mentioned(plan: Plan, day: date) -> Comeback | None:
    """As `comeback`, for a reminder: on the first one after a gap, then once a week, not every day."""
    found, last = comeback(plan, day), _last(plan)
    if last is None or found is None:
        return None
    first = _passed(last, day, plan.weekdays) == 1
    return found if first or (day - last).days % A_WEEK == 0 else None


def _last(plan: Plan) -> date | None:
    """The last session, or the day a gentle return began: the rest before that was asked for, and no gap."""
    if plan.trained_on is None or plan.recovery is None:
        return plan.trained_on
    return max(plan.trained_on, plan.recovery.since)


def _kind(days: int, passed: int) -> Comeback | None:
    if days >= LONGER:
        return Comeback.LONGER
    if days >= A_WEEK:
        return Comeback.WEEK
    return Comeback.DAY if passed else None


def _passed(last: date, day: date, weekdays: Set[int]) -> int:
    """How many training days lie between two days."""
    between = (last + timedelta(days=n) for n in range(1, (day - last).days))
    return sum(each.weekday() in weekdays for each in between)
