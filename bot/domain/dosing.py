"""How much of each listed exercise: the rule table applied to a day (docs/safety.md#rules)."""

from bot.domain import programme as course
from bot.domain import recovery, tags
from bot.domain.budget import fits
from bot.domain.choosing import Exercises
from bot.domain.duration import LIMIT, session_seconds
from bot.domain.exercise import Exercise
from bot.domain.plan import Plan, Progress, Rise, with_progress
from bot.domain.programme import MOBILITY, Programme
from bot.domain.progression import Day, decide, raised
from bot.domain.reason import Because, Reason
from bot.domain.replacing import replace
from bot.domain.standing import unseen


def dosed(
    plan: Plan, programme: Programme, exercises: Exercises, today: Day, waiting: Exercise | None
) -> Plan:
    """The plan after every exercise of the day has its rung and reason; `waiting` is a blocked unlock."""
    plan = with_progress(plan, {e.id: unseen(plan.progress[e.id], e, today.on) for e in exercises})
    if plan.recovery is not None:
        return with_progress(plan, {e.id: _in_recovery(plan, e, today) for e in exercises})
    decided = {e.id: _decision(plan, e, today) for e in exercises}
    rising = [e for e in exercises if _rises(plan.progress[e.id], decided[e.id], today)]
    others = decided.keys() - {e.id for e in rising}
    plan = with_progress(plan, {each: _kept(plan.progress[each], decided[each]) for each in others})
    # Who has come less far up the ladder goes first; equals keep the order of the session.
    for exercise in sorted(rising, key=lambda e: plan.progress[e.id].rung / e.ladder.cap):
        plan = _risen(plan, programme, exercises, exercise, today, waiting)
    return plan


def _in_recovery(plan: Plan, exercise: Exercise, today: Day) -> Progress:
    assert plan.recovery is not None  # noqa: S101  (the caller looked)
    progress = recovery.grown(plan.progress[exercise.id], exercise, plan, today)
    return replace(progress, because=recovery.because(plan.recovery))


def _kept(progress: Progress, because: Because) -> Progress:
    return progress if progress.because == because else replace(progress, because=because)


def _decision(plan: Plan, exercise: Exercise, today: Day) -> Because:
    progress = plan.progress[exercise.id]
    if progress.because is not None and today.on in (progress.changed_on, progress.shown_on):
        return progress.because
    return decide(progress, tags.cap(plan.tags, exercise), today)


def _rises(progress: Progress, decided: Because, today: Day) -> bool:
    return decided.reason is Reason.RISEN and progress.risen_on != today.on


def _risen(
    plan: Plan,
    programme: Programme,
    exercises: Exercises,
    exercise: Exercise,
    today: Day,
    waiting: Exercise | None,
) -> Plan:
    """One rung up, if the week's budget and the length of the session allow it."""
    progress = plan.progress[exercise.id]
    up = replace(raised(progress, today.on), because=Because(15, Reason.RISEN))
    higher = with_progress(plan, {exercise.id: up})
    seconds = _loaded(exercise, up) - _loaded(exercise, progress)
    if _held_back(exercise, waiting) or not fits(plan, programme, exercise, seconds, today.on):
        return _refused(plan, exercise, Reason.WAITING_TURN)
    if session_seconds((e, e.ladder.dose(higher.progress[e.id].rung)) for e in exercises) > LIMIT:
        return _refused(plan, exercise, Reason.NO_ROOM)
    return replace(higher, rises=(*plan.rises, Rise(today.on, exercise.id, seconds)))


def _refused(plan: Plan, exercise: Exercise, reason: Reason) -> Plan:
    return with_progress(
        plan, {exercise.id: replace(plan.progress[exercise.id], because=Because(14, reason))}
    )


def _held_back(exercise: Exercise, waiting: Exercise | None) -> bool:
    """Something new waits for the budget of a kind of day to which this exercise belongs too."""
    if waiting is None or exercise.id in MOBILITY:
        return False
    return not set(course.types_of(exercise.id)).isdisjoint(course.types_of(waiting.id))


def _loaded(exercise: Exercise, progress: Progress) -> int:
    return exercise.loaded_seconds(exercise.ladder.dose(progress.rung))
