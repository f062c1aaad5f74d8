"""Not within an hour of getting up: exercises that bend the back wait (docs/safety.md#mornings)."""

from datetime import datetime, time, timedelta

from bot.domain.plan import Plan
from bot.domain.prescription import SessionPlan
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.telling import UpAnswered

BENDING = frozenset({"curl_reach", "curl_hands_waist"})
"""Loaded bending, which discs take badly soon after a night's rest (clinical notes 1, source 6)."""
AN_HOUR = timedelta(hours=1)
MORNING_ENDS = time(12)
"""Nobody is asked later than this; it is a guess at when everybody has been up for an hour."""


def question_due(plan: Plan, shown: SessionPlan, local: time) -> bool:
    """Whether to ask, before `shown` begins at `local` wall time, if the person has been up for an hour."""
    bends = any(each.exercise_id in BENDING for each in shown.prescriptions)
    return bends and local < MORNING_ENDS and plan.up_asked_on != shown.day


def answered(plan: Plan, event: UpAnswered) -> Plan | Refused:
    """Yes frees the day; not yet holds bending back for an hour: then the hour is over. Once a day."""
    if plan.up_asked_on == event.day:
        return Refused(Refusal.ALREADY_ANSWERED)
    return replace(plan, up_asked_on=event.day, bending_from=None if event.an_hour else event.at + AN_HOUR)


def waits(plan: Plan, exercise_id: str, at: datetime) -> bool:
    """Whether an exercise is held back at this moment."""
    return exercise_id in BENDING and plan.bending_from is not None and at < plan.bending_from
