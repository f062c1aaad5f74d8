"""The weekdays on which a person in fact trains, once they have been the same for two weeks."""

from datetime import date

from bot.domain.plan import EVERY_DAY, Plan, PlanState
from bot.domain.wishes import LEAST_DAYS

WATCHED = 14
"""Days of a stable pattern before the offer to plan them (clinical notes 5.2)."""


def stable_days(plan: Plan, today: date) -> frozenset[int] | None:
    """The weekdays of two equal weeks up to `today`, if they are fewer than the days planned.

    None as long as the weeks differ, when the person has chosen days already, or outside ACTIVE.
    """
    if plan.state is not PlanState.ACTIVE or plan.weekdays != EVERY_DAY or plan.started_on is None:
        return None
    if (today - plan.started_on).days < WATCHED - 1:
        return None
    ages = {(today - day).days: day.weekday() for day in plan.trained_days}
    late = frozenset(weekday for age, weekday in ages.items() if 0 <= age < 7)
    early = frozenset(weekday for age, weekday in ages.items() if 7 <= age < WATCHED)
    stable = late == early and LEAST_DAYS <= len(late) < len(EVERY_DAY)
    return late if stable else None
