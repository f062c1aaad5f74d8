"""When the emergency and the urgent card are asked again (clinical notes 3.2; docs/safety.md#screening)."""

from datetime import date, datetime, timedelta

from bot.domain.plan import Plan

EVERY = timedelta(days=28) - timedelta(hours=12)
"""Four weeks between two answers; half a day less, so that the hour of training does not make it 29 days."""
GAP_DAYS = 28
"""Days without a session after which the cards come before the next one (notes 3.2, 5.3)."""
FRESH = timedelta(hours=24)
"""How old an answer may be when something depends on it."""


def rescreen_due(plan: Plan, day: date, at: datetime) -> bool:
    """Whether both cards are to be answered before the next session."""
    answered = clear_since(plan)
    if answered is None or at - answered >= EVERY:
        return True
    long_gap = plan.trained_on is not None and (day - plan.trained_on).days >= GAP_DAYS
    return long_gap and at - answered > FRESH


def clear_since(plan: Plan) -> datetime | None:
    """When both cards were last clear: the older of the two answers."""
    if plan.emergency_clear_at is None or plan.urgent_clear_at is None:
        return None
    return min(plan.emergency_clear_at, plan.urgent_clear_at)


def is_fresh(answered: datetime | None, since: datetime, at: datetime) -> bool:
    """Whether a card was clear after `since` and within the last day."""
    return answered is not None and answered >= since and at - answered <= FRESH
