"""The week from 0 to 10: average and worst of the last 7 days, asked on Sundays (docs/safety.md#week)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain import pain, safety
from bot.domain.log import PainReported
from bot.domain.measured import Week
from bot.domain.measures import WeekAveraged, WeekWorst
from bot.domain.plan import Plan, PlanState
from bot.domain.refusal import Refusal, Refused

OPEN_FOR = timedelta(days=4)
"""From Sunday on so long; then the week is too far away to be remembered."""
WEEKS_KEPT = 13
BEFORE = 4
"""A week is held against the mean of so many before it."""
NOISE, NOISE_SHARE = 2.0, 0.3
"""A change counts from 2 points or 30 % on (Ostelo 2008)."""
WEEK = timedelta(days=7)


def sunday_of(day: date) -> date:
    """The Sunday on `day` or before it."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def is_due(plan: Plan, day: date) -> bool:
    """Whether the week that ended on Sunday can still be told, and was not."""
    sunday = sunday_of(day)
    lived = plan.started_on is not None and sunday - plan.started_on >= timedelta(days=6)
    return lived and day - sunday < OPEN_FOR and all(week.sunday != sunday for week in plan.weeks)


def averaged(plan: Plan, event: WeekAveraged) -> Plan | Refused:
    """The first of the two answers; what it tells of pain stops the plan (T3)."""
    if event.nrs not in pain.NRS:
        return Refused(Refusal.OUT_OF_RANGE)
    if any(week.sunday == event.sunday for week in plan.weeks):
        return Refused(Refusal.ALREADY_ANSWERED)
    if event.sunday != sunday_of(event.day) or not is_due(plan, event.day):
        return Refused(Refusal.NOT_NOW)
    alarming = _is_news(plan, event.sunday, event.nrs) and (
        _trains_on(plan, event.day) or _is_worse(plan.weeks, event.nrs)
    )
    weeks = (*plan.weeks, Week(event.sunday, event.nrs))[-WEEKS_KEPT:]
    return _heard(replace(plan, weeks=weeks), event, alarming=alarming)


def worst(plan: Plan, event: WeekWorst) -> Plan | Refused:
    """The second answer: never below the average."""
    told = next((week for week in plan.weeks if week.sunday == event.sunday), None)
    if told is None or event.sunday != sunday_of(event.day):
        return Refused(Refusal.NOT_NOW)
    if told.worst is not None:
        return Refused(Refusal.ALREADY_ANSWERED)
    if event.nrs not in pain.NRS or event.nrs < told.average:
        return Refused(Refusal.OUT_OF_RANGE)
    alarming = _is_news(plan, event.sunday, event.nrs) and _trains_on(plan, event.day)
    weeks = tuple(replace(told, worst=event.nrs) if week is told else week for week in plan.weeks)
    return _heard(replace(plan, weeks=weeks), event, alarming=alarming)


def _is_news(plan: Plan, sunday: date, nrs: int) -> bool:
    """Pain that was reported in that week, and at least as strong, is known already."""
    known = [
        p.nrs if p.nrs is not None else pain.CLEARANCE_FROM - 1 for p in plan.pains if p.day > sunday - WEEK
    ]
    return nrs > max(known, default=0)


def _trains_on(plan: Plan, day: date) -> bool:
    return plan.trained_on == day or day.weekday() in plan.weekdays


def _is_worse(weeks: Sequence[Week], nrs: int) -> bool:
    before = [week.average for week in weeks[-BEFORE:]]
    return bool(before) and nrs >= sum(before) / len(before) + NOISE


def _heard(plan: Plan, event: WeekAveraged | WeekWorst, *, alarming: bool) -> Plan | Refused:
    running = plan.state in (PlanState.ACTIVE, PlanState.RECOVERY, PlanState.PAUSED_BY_USER)
    if not alarming or not running:
        return plan
    return safety.report(plan, PainReported(at=event.at, day=event.day))


@dataclass(frozen=True, slots=True)
class Change:
    """How far a measure moved; `counts` when that is more than its noise."""

    by: float
    counts: bool


def trend(values: Sequence[int]) -> Change | None:
    """The last value against the mean of the four before it; None with fewer than two."""
    if len(values) < 2:
        return None
    before = values[-1 - BEFORE : -1]
    mean = sum(before) / len(before)
    by = values[-1] - mean
    return Change(by, abs(by) >= NOISE or (by != 0 and abs(by) >= NOISE_SHARE * mean))
