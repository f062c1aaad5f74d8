"""What has to happen before a plan goes on: the guards of T5 and T8 (docs/safety.md#restart)."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.domain import pain
from bot.domain.plan import Pause, Plan, PlanState
from bot.domain.refusal import Lack, Missing
from bot.domain.rescreening import is_fresh
from bot.domain.screening import AgeBand

READY = (Missing(Lack.RESTART),)


def what_is_missing(plan: Plan, at: datetime, day: date) -> tuple[Missing, ...]:
    """What lacks; `READY` when only the restart button is left; empty where nothing is paused."""
    if plan.state is PlanState.PAUSED_BY_USER and plan.rest is not None and plan.rest.ill:
        well_at = plan.rest.since + pain.ILL_LOCK
        return (Missing(Lack.WELL, until=well_at),) if at < well_at else ()
    if plan.pause is None:
        return ()
    if plan.state is PlanState.PAUSED_PAIN:
        return tuple(_of_pause(plan, plan.pause, at, day)) or READY
    return tuple(_of_clearance(plan, plan.pause, at, day)) or READY


def _of_pause(plan: Plan, pause: Pause, at: datetime, day: date) -> Iterator[Missing]:
    """T5."""
    first = pain.recent(plan.pains, day, pain.THIRD_WITHIN) <= 1
    terms = pain.terms(pause.trigger, unrated=pause.unrated, first=first)
    if at < pause.at + terms.wait:
        yield Missing(Lack.HOURS, until=pause.at + terms.wait)
    worst = pain.worst_on(pause.checkins, day)
    if more := pain.zeros_wanted(pause.checkins, day, terms.zeros):
        yield Missing(Lack.ZEROS, count=more, worst=worst)
    yield from _cards(plan, pause, at)
    if pause.consulted:
        return
    urgent = not pause.calm_pair and day - pause.day >= pain.PROMPT_AFTER
    if terms.zeros_alone is None:
        yield Missing(Lack.CONSULTED, urgent=urgent)
    elif more := pain.zeros_wanted(pause.checkins, day, terms.zeros_alone):
        yield Missing(Lack.CONSULTED_OR_ZEROS, count=more, worst=worst, urgent=urgent)


def _of_clearance(plan: Plan, pause: Pause, at: datetime, day: date) -> Iterator[Missing]:
    """T8, behind the lock of T2."""
    if is_under_age(plan):
        yield Missing(Lack.ADULT)
        return
    if pause.locked_until is not None and at < pause.locked_until:
        yield Missing(Lack.HOURS, until=pause.locked_until)
    if pause.cleared_on is None:
        yield Missing(Lack.CLEARANCE)
    yield from _cards(plan, pause, at)
    if not is_screened(plan):
        yield Missing(Lack.CARDS)
    if pain.zeros_in_a_row(pause.checkins, day) < 1:
        yield Missing(Lack.ZERO_TODAY, worst=pain.worst_on(pause.checkins, day))


def is_under_age(plan: Plan) -> bool:
    """Whether the age card says so, whatever else is wanted."""
    return plan.answers is not None and plan.answers.age is AgeBand.UNDER_18


def is_screened(plan: Plan) -> bool:
    """Whether the cards were answered to their end; a plan that began by a specialist's yes needs none."""
    return plan.started_on is not None if plan.answers is None else plan.answers.confirmed


def _cards(plan: Plan, pause: Pause, at: datetime) -> Iterator[Missing]:
    """The re-screening: both cards clear since the pause began, and within the last day."""
    if not is_fresh(plan.emergency_clear_at, pause.at, at):
        yield Missing(Lack.EMERGENCY_CARD)
    if not is_fresh(plan.urgent_clear_at, pause.at, at):
        yield Missing(Lack.URGENT_CARD)
