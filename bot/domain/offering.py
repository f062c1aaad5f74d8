"""What the rules offer after a session: at most one thing, the most pressing first (notes 5.2, R6, R17)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain import explaining, tags
from bot.domain.plan import Plan, PlanState, Progress
from bot.domain.programme import Programme
from bot.domain.progression import PLATEAU_AFTER, SKIPS_FOR_OFFER, UP_AT, is_plateau
from bot.domain.unlock import opened, usable

PATTERN_AGAIN = PLATEAU_AFTER
"""After "no" to planning the days one trains on, the coach is quiet about it for so long."""


class OfferKind(StrEnum):
    """What is offered."""

    SKIPPED = "skipped"
    """R6: skipped three times in a row: easier, leave out, or keep."""
    DEMANDING = "demanding"
    """A demanding exercise is ready: yes, no, or not now."""
    PLATEAU = "plateau"
    """R17: steady for three weeks: keep, easier, or leave out."""
    DAYS = "days"
    """Two weeks on the same weekdays: plan those?"""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered and about what; `easier` tells that the easier version is shown already."""

    kind: OfferKind
    exercise_id: str | None = None
    easier: bool = False
    weekdays: frozenset[int] = frozenset()


def due(plan: Plan, programme: Programme, day: date) -> Offer | None:
    """The one offer of `day`; none while the plan rests or is on its way back from pain."""
    if plan.state is not PlanState.ACTIVE:
        return None
    return (
        _about(OfferKind.SKIPPED, plan, programme, day)
        or _demanding(plan, programme, day)
        or _about(OfferKind.PLATEAU, plan, programme, day)
        or _days(plan, day)
    )


def _about(kind: OfferKind, plan: Plan, programme: Programme, day: date) -> Offer | None:
    for exercise in programme.exercises.values():
        progress = plan.progress.get(exercise.id)
        if progress is None or not opened(plan, exercise.id) or not usable(plan, exercise):
            continue
        cap = tags.cap(plan.tags, exercise)
        found = _skipped(progress) if kind is OfferKind.SKIPPED else _steady(progress, cap, day)
        if found:
            return Offer(kind, exercise.id, progress.easier)
    return None


def _skipped(progress: Progress) -> bool:
    return progress.skips >= SKIPS_FOR_OFFER


def _steady(progress: Progress, cap: int, day: date) -> bool:
    quiet = progress.kept_on is None or day - progress.kept_on >= PLATEAU_AFTER
    return quiet and progress.rung < cap and progress.points < UP_AT and is_plateau(progress, day)


def _demanding(plan: Plan, programme: Programme, day: date) -> Offer | None:
    found = explaining.offer(plan, programme, day)
    return Offer(OfferKind.DEMANDING, found) if found else None


def _days(plan: Plan, day: date) -> Offer | None:
    weekdays = explaining.steady_weekdays(plan, day)
    quiet = plan.days_kept_on is None or day - plan.days_kept_on >= PATTERN_AGAIN
    return Offer(OfferKind.DAYS, weekdays=weekdays) if weekdays and quiet else None
