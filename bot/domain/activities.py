"""The patient-specific scale: a person's own activities from 0 to 10 in weeks 0, 6 and 12 (notes 7).

Patient-Specific Functional Scale: Stratford, Gill, Westaway, Binkley, Physiotherapy Canada 1995;47:258-263.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.domain.measured import Activity
from bot.domain.measures import ActivityDropped, ActivityNamed, ActivityRated
from bot.domain.plan import Plan
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.weekly import Change

SCALE = range(11)
"""0: cannot do it; 10: as well as ever."""
WAVES = (0, 6, 12)
"""The weeks of the plan in which all activities are asked about."""
MOST, MOST_EVER = 3, 9
"""Activities at one time, and ever named, those taken back included."""
NOISE_MEAN, NOISE_ONE = 2.0, 3.0
"""The least change that is more than noise: of the mean of several, and of a single one (MDC90)."""


def wave_of(plan: Plan, day: date) -> int | None:
    """The last wave that has begun; None before the plan."""
    if plan.started_on is None or day < plan.started_on:
        return None
    return max(wave for wave in WAVES if day >= plan.started_on + timedelta(weeks=wave))


def is_due(plan: Plan, day: date, asked_on: date | None) -> bool:
    """Whether to ask by itself: once a wave, even if a pause comes between, not on the very first day.

    Who has named nothing is not asked for a name in the last wave: there would be nothing to compare it with.
    """
    wave = wave_of(plan, day)
    if wave is None or plan.started_on is None:
        return False
    began = plan.started_on + timedelta(weeks=wave)
    fresh = plan.started_on < day and (asked_on is None or asked_on < began)
    named = any(_kept(plan))
    return fresh and (unrated(plan, day) is not None if named else wave < WAVES[-1])


def unrated(plan: Plan, day: date) -> int | None:
    """The number of the first activity without an answer in this wave."""
    wave = wave_of(plan, day)
    return next((n for n, each in _kept(plan) if wave not in dict(each.scores)), None)


def has_room(plan: Plan) -> bool:
    """Whether one more may be named."""
    return len(list(_kept(plan))) < MOST and len(plan.activities) < MOST_EVER


def name(plan: Plan, event: ActivityNamed) -> Plan | Refused:
    """One more activity, in the person's words."""
    if plan.started_on is None:
        return Refused(Refusal.NOT_ENROLLED)
    if any(each.name.casefold() == event.name.casefold() for _, each in _kept(plan)):
        return Refused(Refusal.ALREADY_ANSWERED)
    if not has_room(plan) or not event.name:
        return Refused(Refusal.OUT_OF_RANGE)
    return replace(plan, activities=(*plan.activities, Activity(event.name)))


def rate(plan: Plan, event: ActivityRated) -> Plan | Refused:
    """How well an activity goes; once a wave."""
    found = dict(_kept(plan)).get(event.number)
    if found is None or event.score not in SCALE:
        return Refused(Refusal.OUT_OF_RANGE)
    if event.wave != wave_of(plan, event.day):
        return Refused(Refusal.NOT_NOW)
    if event.wave in dict(found.scores):
        return Refused(Refusal.ALREADY_ANSWERED)
    return _with(plan, event.number, replace(found, scores=(*found.scores, (event.wave, event.score))))


def drop(plan: Plan, event: ActivityDropped) -> Plan | Refused:
    """Take an activity back; its number stays used, so that no old button meets another one."""
    if event.number not in dict(_kept(plan)):
        return Refused(Refusal.ALREADY_ANSWERED)
    return _with(plan, event.number, Activity(""))


def trend(activities: Sequence[Activity]) -> Change | None:
    """The last wave against the first, over the activities that have both; None without two waves."""
    moved = [each.scores[-1][1] - each.scores[0][1] for each in activities if len(each.scores) > 1]
    if not moved:
        return None
    by = sum(moved) / len(moved)
    return Change(by, abs(by) >= (NOISE_ONE if len(moved) == 1 else NOISE_MEAN))


def _kept(plan: Plan) -> Iterator[tuple[int, Activity]]:
    return ((n, each) for n, each in enumerate(plan.activities) if each.name)


def _with(plan: Plan, number: int, activity: Activity) -> Plan:
    every = (activity if n == number else each for n, each in enumerate(plan.activities))
    return replace(plan, activities=tuple(every))
