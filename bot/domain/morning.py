"""The morning after a session: any new pain since? (clinical notes 3.4; docs/safety.md#morning)."""

from datetime import date, datetime, timedelta

from bot.domain import recovery
from bot.domain.asking import Topic
from bot.domain.measures import MorningAnswered, QuestionAsked
from bot.domain.plan import Morning, Plan
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.safety import TRAINING

SAME_TAP = timedelta(seconds=15)
"""Start pressed again within so long shows the question again; later it begins without an answer."""


def is_open(plan: Plan, day: date) -> bool:
    """Whether the last training has had no word about the morning after it: from the next day on."""
    sitting = plan.sitting
    if sitting is None or plan.state not in TRAINING:
        return False
    if plan.trained_on != sitting.day or sitting.day >= day or sitting.morning is not None:
        return False
    return plan.recovery is None or sitting.day >= plan.recovery.since


def is_unheard(plan: Plan) -> bool:
    """Whether nothing was asked yet of the morning after the last session."""
    return plan.sitting is not None and plan.sitting.asked_at is None


def is_awaited(plan: Plan, day: date) -> bool:
    """Whether the question was put on `day` and has no answer yet."""
    return is_open(plan, day) and plan.asked.get(Topic.MORNING) == day


def holds_start(plan: Plan, day: date, at: datetime) -> bool:
    """Whether Start asks first: once a day, and again only for a tap that is the same one."""
    if not is_open(plan, day):
        return False
    asked = plan.sitting.asked_at if plan.sitting else None
    return plan.asked.get(Topic.MORNING) != day or (asked is not None and at - asked <= SAME_TAP)


def asked(plan: Plan, event: QuestionAsked) -> Plan:
    """Note that a question was put."""
    plan = replace(plan, asked={**plan.asked, event.topic: event.day})
    if event.topic is Topic.MORNING and plan.sitting is not None:
        return replace(plan, sitting=replace(plan.sitting, asked_at=event.at))
    return plan


def answered(plan: Plan, event: MorningAnswered) -> Plan | Refused:
    """No pain since that session: in RECOVERY this is what makes it count (T7)."""
    sitting = plan.sitting
    if sitting is None or sitting.session_id != event.session_id:
        return Refused(Refusal.UNKNOWN_SESSION)
    if sitting.morning is not None:
        return Refused(Refusal.ALREADY_ANSWERED)
    if not is_open(plan, event.day):
        return Refused(Refusal.NOT_NOW)
    told = Morning.TIRED if event.tired else Morning.CALM
    return recovery.calm_after(replace(plan, sitting=replace(sitting, morning=told)), sitting.day)
