"""The gentle return after pain: its doses and its end (docs/safety.md#recovery)."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain import tags
from bot.domain.exercise import Exercise
from bot.domain.gap import highest_within
from bot.domain.happening import Effort, Outcome
from bot.domain.plan import Plan, PlanState, Progress, Recovery
from bot.domain.programme import Programme
from bot.domain.progression import Day, lowered, raised
from bot.domain.reason import Because, Reason
from bot.domain.replacing import replace

FIRST_SESSIONS = 3
"""So many done sessions with tier 1 only."""
FIRST_SHARE, LATER_SHARE = 50, 75
"""Percent of the loaded time before the pain: at most, at first and later."""
SESSIONS = 6
DAYS = timedelta(days=7)
"""T7: done sessions and calendar days before the full plan."""
STEADY = timedelta(days=7)
"""No rise in the full plan for so long after the return."""


def entered(plan: Plan, programme: Programme, before: Mapping[str, int], day: date) -> Plan:
    """The plan at the start of RECOVERY: tier 1 at most at half of `before`, tier 2 at its lowest rung.

    `before` are the rungs at the pain; doses that are lower already, after a gap, stay lower, and what
    hurt goes down to its lowest.
    """
    progress = {
        name: _reduced(found, programme.exercises[name], 0 if name in plan.culprits else before[name], day)
        for name, found in plan.progress.items()
    }
    return replace(
        plan, state=PlanState.RECOVERY, recovery=Recovery(day, before), pause=None, progress=progress
    )


def _reduced(progress: Progress, exercise: Exercise, before: int, day: date) -> Progress:
    rung = highest_within(exercise.ladder, before, FIRST_SHARE) if exercise.tier == 1 else 0
    fresh = replace(progress, points=0, hards=0, partials=0, last=None, effort=None)
    return lowered(fresh, rung, Because(3, Reason.RECOVERY), day)


def done(recovery: Recovery, day: date) -> Recovery:
    """One more session done; whether it counts for T7 is told by the morning after it."""
    return replace(recovery, done=recovery.done + 1, unheard=day)


def calm_after(plan: Plan, day: date) -> Plan:
    """The morning after the session of `day` was free of new pain."""
    recovery = plan.recovery
    if recovery is None or recovery.unheard != day:
        return plan
    return replace(plan, recovery=replace(recovery, calm=recovery.calm + 1, unheard=None))


def is_over(plan: Plan, day: date) -> bool:
    """T7: enough done sessions, a calm morning told after each and after the last one, over enough days.

    A morning that nobody told of counts as not calm: its session stays without weight, and more follow.
    """
    recovery = plan.recovery
    if recovery is None or recovery.calm < SESSIONS or recovery.unheard is not None:
        return False
    return day - recovery.since >= DAYS and plan.trained_on is not None and day > plan.trained_on


def left(plan: Plan, day: date) -> Plan:
    """The plan back in ACTIVE: doses as they are, what hurt at its lowest rung and easier."""
    progress = {name: replace(found, points=0) for name, found in plan.progress.items()}
    for name in plan.culprits & progress.keys():
        back = lowered(progress[name], 0, Because(12, Reason.RETURNED), day)
        progress[name] = replace(back, easier=True, returned=True, last=None, shown_on=None)
    return replace(
        plan,
        state=PlanState.ACTIVE,
        recovery=None,
        culprits=frozenset(),
        progress=progress,
        steady_from=day + STEADY,
    )


def highest_tier(recovery: Recovery) -> int:
    """Tier 1 at first, then tier 2 too; tier 3 never."""
    return 1 if recovery.done < FIRST_SESSIONS else 2


def because(recovery: Recovery) -> Because:
    """R3 with the first day on which the full plan can come back."""
    return Because(3, Reason.RECOVERY, more=max(0, SESSIONS - recovery.calm), on=recovery.since + DAYS)


def grown(progress: Progress, exercise: Exercise, plan: Plan, today: Day) -> Progress:
    """One rung up where the last time was done and not hard, up to three quarters of before."""
    recovery = plan.recovery
    still = today.deload or today.row or today.short or today.again
    if recovery is None or recovery.done < FIRST_SESSIONS or still:
        return progress
    good = progress.last is Outcome.DONE and progress.effort in (Effort.EASY, Effort.RIGHT)
    before = recovery.before.get(exercise.id, 0)
    most = min(highest_within(exercise.ladder, before, LATER_SHARE), tags.cap(plan.tags, exercise))
    if not good or not today.follows or progress.rung >= most:
        return progress
    return raised(progress, today.on)
