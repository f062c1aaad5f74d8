"""Whether a due reminder is still worth sending, and what it then says: asked at the last moment."""

from datetime import date, timedelta

from bot.domain.attention import CLEARANCE_DAYS, FIRST, NUDGE, Attention
from bot.domain.plan import Pause, Plan, PlanState
from bot.domain.reminder import DAILY, Invite, Occurrence

SILENT = 7
"""After this many days without an answer the daily check-in comes weekly (docs/safety.md#states, T10)."""

REST_DAYS = (7, 21, 35)
"""Days into one's own pause on which we ask; after the third we wait to be called."""


UNHEARD = Attention()


def invite_for(
    plan: Plan, held: Occurrence, today: date, trained: bool, attention: Attention = UNHEARD
) -> Invite | None:
    """The message that a reminder of `held.day` becomes today, or None for none."""
    match plan.state:
        case PlanState.ACTIVE | PlanState.RECOVERY:
            return _invites(plan, held, trained, attention)
        case PlanState.PAUSED_PAIN if plan.pause is not None and held.slot == DAILY:
            return Invite.CHECK_IN if _asks(plan.pause, today) else None
        case PlanState.NEEDS_CLEARANCE if plan.pause is not None and held.slot == DAILY:
            return Invite.WAITING if (today - plan.pause.day).days in CLEARANCE_DAYS else None
        case PlanState.PAUSED_BY_USER if plan.rest is not None and held.slot == DAILY:
            return Invite.PAUSED if _days_of_rest(plan, today) in REST_DAYS else None
        case _:
            return None


def _invites(plan: Plan, held: Occurrence, trained: bool, attention: Attention) -> Invite | None:
    if trained or held.slot in FIRST:
        return None
    if held.slot == NUDGE:
        return Invite.NUDGE if attention.nudging and attention.ignored else None
    if held.slot != DAILY:
        return Invite.SESSION
    if held.day.weekday() not in plan.weekdays or attention.rests_on(held.day):
        return None
    return Invite.ANOTHER_HOUR if attention.asks_for_another_hour else Invite.SESSION


def _asks(pause: Pause, today: date) -> bool:
    last = max([pause.day, *(day for day, _ in pause.checkins)])
    silent = (today - last) // timedelta(days=1)
    answered_today = any(day == today for day, _ in pause.checkins)
    return not answered_today and (silent < SILENT or silent % SILENT == 0)


def _days_of_rest(plan: Plan, today: date) -> int:
    # Pauses of older logs have no date of their own; by UTC it may be a day off.
    return (today - (plan.rest.day or plan.rest.since.date())).days if plan.rest else 0
