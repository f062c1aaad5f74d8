"""What a person wishes of the programme: days, versions, demanding exercises, leaving out and taking back."""

from datetime import date

from bot.domain import tags, unlock
from bot.domain.locks import locked
from bot.domain.log import DaysChosen, LeftOut, PressMastered, ReAdded, TierThreeOptedIn, VersionChosen
from bot.domain.plan import Plan, Progress, with_progress
from bot.domain.programme import Programme
from bot.domain.progression import lowered
from bot.domain.reason import Because, Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.telling import KeptAsIs

LEAST_DAYS = 3
"""Training days a week, at least (clinical notes 5.2)."""


def choose_days(plan: Plan, event: DaysChosen) -> Plan | Refused:
    """Train on these weekdays from now on."""
    if len(event.weekdays) < LEAST_DAYS or not event.weekdays <= frozenset(range(7)):
        return Refused(Refusal.OUT_OF_RANGE)
    return replace(plan, weekdays=event.weekdays)


def feel_press(plan: Plan, event: PressMastered) -> Plan | Refused:
    """The answer to the gate's question."""
    if plan.started_on is None:
        return Refused(Refusal.NOT_ENROLLED)
    return replace(plan, press_felt=event.yes)


def choose_version(plan: Plan, event: VersionChosen, programme: Programme) -> Plan | Refused:
    """Show an exercise in its easier or its usual version; three skips are forgotten with it."""
    exercise = programme.exercises.get(event.exercise_id)
    if exercise is None:
        return Refused(Refusal.UNKNOWN_EXERCISE)
    if locked(plan, programme, exercise, event.day):
        return Refused(Refusal.LOCKED)
    found = plan.progress[exercise.id]
    chosen = _easier(found) if event.easier else _usual(found, event.day)
    return with_progress(plan, {exercise.id: replace(chosen, skips=0)})


def _easier(progress: Progress) -> Progress:
    return progress if progress.easier else replace(progress, easier=True, usual_rung=progress.rung)


def _usual(progress: Progress, day: date) -> Progress:
    """The usual version again, no higher than it had come itself."""
    if not progress.easier:
        return progress
    back = replace(progress, easier=False, usual_rung=None, points=0)
    return lowered(back, progress.usual_rung or 0, Because(12, Reason.VERSION), day)


def keep(plan: Plan, event: KeptAsIs, programme: Programme) -> Plan | Refused:
    """Leave it as it is for now: three skips are forgotten, and the offer waits its time."""
    if event.exercise_id is None:
        return replace(plan, days_kept_on=event.day)
    if event.exercise_id not in programme.exercises:
        return Refused(Refusal.UNKNOWN_EXERCISE)
    found = _progress(plan, event.exercise_id)
    return with_progress(plan, {event.exercise_id: replace(found, kept_on=event.day, skips=0)})


def opt_in(plan: Plan, event: TierThreeOptedIn, programme: Programme) -> Plan | Refused:
    """Yes or no to a demanding exercise: yes once its conditions are met, no at any time."""
    exercise = programme.exercises.get(event.exercise_id)
    if exercise is None or exercise.tier < 3:
        return Refused(Refusal.UNKNOWN_EXERCISE)
    found = _progress(plan, exercise.id)
    if found.wanted is event.yes and not found.left_out:
        return Refused(Refusal.ALREADY_ANSWERED)
    if event.yes and not unlock.may_open(plan, programme, exercise, event.day):
        return Refused(Refusal.LOCKED)
    # A no to one that is open already takes it out.
    left_out = found.left_out or (not event.yes and found.unlocked_on is not None)
    return with_progress(plan, {exercise.id: replace(found, wanted=event.yes, left_out=left_out)})


def leave_out(plan: Plan, event: LeftOut, programme: Programme) -> Plan | Refused:
    """Take an exercise out of the sessions."""
    if event.exercise_id not in programme.exercises:
        return Refused(Refusal.UNKNOWN_EXERCISE)
    found = _progress(plan, event.exercise_id)
    return with_progress(plan, {event.exercise_id: replace(found, left_out=True)})


def add_again(plan: Plan, event: ReAdded, programme: Programme) -> Plan | Refused:
    """Take an exercise back: it opens anew, under the conditions of its tier, at the lowest rung."""
    found = plan.progress.get(event.exercise_id)
    if event.exercise_id not in programme.exercises or found is None or not found.left_out:
        return Refused(Refusal.UNKNOWN_EXERCISE)
    if tags.removed(plan.tags, programme.exercises[event.exercise_id]):
        return Refused(Refusal.LOCKED)
    back = replace(found, left_out=False, returned=found.unlocked_on is not None or found.returned)
    if found.unlocked_on is not None:
        back = replace(back, unlocked_on=None, rung=0, points=0, easier=True)
        back = replace(back, because=Because(12, Reason.RETURNED))
    return with_progress(plan, {event.exercise_id: back})


def _progress(plan: Plan, exercise_id: str) -> Progress:
    return plan.progress.get(exercise_id) or Progress(0)
