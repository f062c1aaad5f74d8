"""Why an exercise is not in the programme yet, and what opens it: the first condition of 5.5 that lacks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain import choosing, equipment, pain, tags, unlock
from bot.domain.equipment import Fit
from bot.domain.exercise import Equipment, Exercise
from bot.domain.plan import Plan, PlanState
from bot.domain.programme import TIER_TWO, Programme


class Lock(StrEnum):
    """What keeps an exercise out."""

    HEALTH = "health"
    """A health answer; it opens when the answer changes."""
    EQUIPMENT = "equipment"
    """`item` is not there."""
    HURT = "hurt"
    """It hurt twice within 60 days: out until it is taken back."""
    LEFT_OUT = "left_out"
    """Left out by wish: out until it is taken back."""
    RESTS = "rests"
    """The plan rests, or has not begun."""
    SPARED = "spared"
    """It hurt: out during the gentle return."""
    RETURN = "return"
    """After the gentle return."""
    GATE = "gate"
    """After the press: three days, and the yes that it is felt."""
    DATE = "date"
    """Not before `on`."""
    DEMANDING_RESTS = "demanding_rests"
    """After `count` more sessions."""
    BEFORE = "before"
    """`exercise_id` opens first."""
    LOAD = "load"
    """`exercise_id` has to carry `count` loaded seconds per side first."""
    SESSIONS = "sessions"
    """`count` more done sessions within two weeks."""
    HARD = "hard"
    """After three sessions that were not hard."""
    ASKED = "asked"
    """It waits for the person's yes."""
    TURN = "turn"
    """Everything is there: it opens when the week has room, outside an easy week."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A lock with what belongs to it."""

    lock: Lock
    count: int = 0
    on: date | None = None
    exercise_id: str | None = None
    item: Equipment | None = None


Look = Callable[[Plan, Programme, Exercise, date], Locked | None]


def locked(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    """The first lock that holds; None when the exercise is in the programme."""
    found = _kept_out(plan, exercise) or _spared(plan, programme, exercise, day)
    if found or unlock.opened(plan, exercise.id):
        return found
    looks: tuple[Look, ...] = (_state, _tier_one, _moderate, _demanding, _practice, _yes)
    answers = (look(plan, programme, exercise, day) for look in looks)
    return next((answer for answer in answers if answer), Locked(Lock.TURN))


def _kept_out(plan: Plan, exercise: Exercise) -> Locked | None:
    progress = plan.progress.get(exercise.id)
    if tags.removed(plan.tags, exercise):
        return Locked(Lock.HEALTH)
    if progress is not None and progress.left_out:
        return Locked(Lock.HURT if len(set(progress.hurt_on)) >= pain.REMOVED_AT else Lock.LEFT_OUT)
    missed = equipment.lacking(plan.equipment, exercise)
    needed = next((item for item in missed if equipment.without(item, exercise) is Fit.OUT), None)
    return Locked(Lock.EQUIPMENT, item=needed) if needed else None


def _spared(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    """What hurt, unless there is nothing else to come back with."""
    if plan.recovery is None or exercise.id not in plan.culprits:
        return None
    shown = choosing.listed(plan, programme, choosing.kind_of(plan, day), day)
    return None if exercise in shown else Locked(Lock.SPARED)


def _state(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    if plan.state is PlanState.RECOVERY:
        return Locked(Lock.RETURN)
    return None if plan.state is PlanState.ACTIVE else Locked(Lock.RESTS)


def _tier_one(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    if plan.tier_one_on is None:
        return Locked(Lock.GATE)
    if plan.steady_from is not None and day < plan.steady_from:
        return Locked(Lock.DATE, on=plan.steady_from)
    return None


def _moderate(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    waiting = unlock.closed(plan, programme, TIER_TWO)
    if exercise.tier == 1 or not waiting:
        return None
    if waiting[0] is not exercise:
        return Locked(Lock.BEFORE, exercise_id=waiting[0].id)
    first = unlock.tier_two_from(plan)
    return Locked(Lock.DATE, on=first) if day < first else None


def _demanding(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    if exercise.tier < 3:
        return None
    first = unlock.tier_three_from(plan)
    if day < first:
        return Locked(Lock.DATE, on=first)
    if plan.tier_three_rest:
        return Locked(Lock.DEMANDING_RESTS, count=plan.tier_three_rest)
    for easier, seconds in unlock.unprepared(plan, programme, exercise).items():
        return Locked(Lock.LOAD, count=seconds, exercise_id=easier)
    return None


def _practice(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    wanted = unlock.sessions_wanted(plan, day)
    if exercise.tier == 1:
        return None
    if wanted:
        return Locked(Lock.SESSIONS, count=wanted)
    return Locked(Lock.HARD) if unlock.was_hard(plan) else None


def _yes(plan: Plan, programme: Programme, exercise: Exercise, day: date) -> Locked | None:
    progress = plan.progress.get(exercise.id)
    wanted = progress is not None and progress.wanted
    return Locked(Lock.ASKED) if exercise.tier == 3 and not wanted else None
