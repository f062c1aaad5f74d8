"""What would change an exercise's dose next, from where the plan stands now (clinical notes 5.2-5.4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain import recovery, tags
from bot.domain.exercise import Exercise
from bot.domain.happening import Outcome
from bot.domain.plan import Plan, PlanState, Progress
from bot.domain.progression import UP_AT, free_on, is_deload
from bot.domain.reason import Reason


class Next(StrEnum):
    """What has to come first."""

    POINTS = "points"
    """`count` more points."""
    DATE = "date"
    """The calendar: from `on`."""
    FULL_SESSION = "full_session"
    """A session done in full, this exercise with it."""
    ANSWER = "answer"
    """The answer how the last session was."""
    TURN = "turn"
    """Others grew this week, or something new is waiting."""
    ROOM = "room"
    """Time: the session would be longer than 15 minutes."""
    READY = "ready"
    """Nothing: it grows with the next whole session, if the week has room."""
    TOP = "top"
    """Nothing: it is at the top of its range."""
    HEALTH = "health"
    """Nothing, while the health answers are what they are."""
    RETURN = "return"
    """`count` more sessions of the gentle return, from `on` at the earliest."""
    RESTS = "rests"
    """The plan rests: what has to happen first is told by /safety."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What has to come first, with its number or day."""

    first: Next
    count: int = 0
    on: date | None = None


def outlook(plan: Plan, exercise: Exercise, progress: Progress, day: date) -> Outlook:
    """What would change the dose of an exercise of the programme next."""
    if plan.state is PlanState.RECOVERY and plan.recovery is not None:
        left = max(0, recovery.SESSIONS - plan.recovery.done)
        return Outlook(Next.RETURN, count=left, on=plan.recovery.since + recovery.DAYS)
    if plan.state is not PlanState.ACTIVE:
        return Outlook(Next.RESTS)
    if progress.rung >= exercise.ladder.cap:
        return Outlook(Next.TOP)
    if progress.rung >= tags.cap(plan.tags, exercise):
        return Outlook(Next.HEALTH)
    if progress.points < UP_AT:
        return Outlook(Next.POINTS, count=UP_AT - progress.points)
    return _ready(plan, progress, day)


def _ready(plan: Plan, progress: Progress, day: date) -> Outlook:
    first = first_day(plan, progress, day)
    if first is not None and first > day:
        return Outlook(Next.DATE, on=first)
    if progress.last is not Outcome.DONE or plan.counted_on not in plan.done_on[-1:]:
        return Outlook(Next.FULL_SESSION)
    if progress.effort is None:
        return Outlook(Next.ANSWER)
    reason = progress.because.reason if progress.because else None
    waiting = {Reason.WAITING_TURN: Next.TURN, Reason.NO_ROOM: Next.ROOM}
    return Outlook(waiting.get(reason, Next.READY) if reason else Next.READY)


def first_day(plan: Plan, progress: Progress, day: date) -> date | None:
    """The first day from `day` on which the calendar allows a rise, if the plan runs."""
    if plan.state is not PlanState.ACTIVE or plan.started_on is None:
        return None
    earliest = max(day, free_on(progress, plan.steady_from) or day)
    while is_deload(plan.started_on, earliest):
        earliest += timedelta(days=1)
    return earliest
