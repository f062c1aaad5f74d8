"""A session of the past built once more: it was shown, so nothing in it may open or grow any more."""

from datetime import date

from bot.domain import building, recovery
from bot.domain.log import SessionBuilt
from bot.domain.plan import Plan, PlanState, Progress, Recovery, Sitting
from bot.domain.prescription import SessionPlan
from bot.domain.programme import Programme
from bot.domain.progression import lowered
from bot.domain.reason import Because, Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace


def built(plan: Plan, was: Plan, event: SessionBuilt, programme: Programme) -> Plan | Refused:
    """The plan after the session that `was` shows, where `plan` stands before it now.

    Whether there would be a session at all is not asked again: that one was lived, however little the past as
    it is told now would have had for that day.
    """
    if was.sitting is None or was.sitting.session_id != event.session_id:
        return Refused(Refusal.UNKNOWN_SESSION)
    held = _held_back(plan, was)
    now = building.booked(
        building.put_together(held, programme, event.day, event.at, short=event.short), event
    )
    now = replace(now, press_felt=plan.press_felt, recovery=_released(now, plan))
    known = {p.exercise_id for p in was.sitting.full.prescriptions}
    shown = {p.exercise_id for p in was.sitting.shown.prescriptions}
    progress = {}
    for name in (each for each in now.progress if each in was.progress):
        found = _least(
            plan.progress.get(name), now.progress[name], was.progress[name], name in known, event.day
        )
        progress[name] = _marked(found, plan.progress.get(name), name in shown, event.day)
    return replace(
        now,
        progress=progress,
        sitting=_kept(was.sitting, now.epoch, set(progress)),
        rises=tuple(rise for rise in now.rises if rise.day != event.day or rise in was.rises),
        unlocked_on=plan.unlocked_on if was.unlocked_on != event.day else now.unlocked_on,
        tier_three_on=plan.tier_three_on if was.tier_three_on != event.day else now.tier_three_on,
        last_type=was.last_type,
    )


def _held_back(plan: Plan, was: Plan) -> Plan:
    """The plan without what would lead out of the return, or through the gate, where it did not lead then."""
    back = plan.recovery
    if back is not None and was.state is PlanState.RECOVERY:
        plan = replace(plan, recovery=replace(back, calm=min(back.calm, recovery.SESSIONS - 1)))
    return replace(plan, press_felt=False) if was.tier_one_on is None else plan


def _released(now: Plan, plan: Plan) -> Recovery | None:
    if now.recovery is None or plan.recovery is None:
        return now.recovery
    return replace(now.recovery, calm=plan.recovery.calm)


def _least(before: Progress | None, found: Progress, was: Progress, known: bool, day: date) -> Progress:
    """An exercise after the build: never more than it was then, and open only if it was open then."""
    if found.unlocked_on is not None and was.unlocked_on is None:
        # What a gap had closed then stays closed; what a build had opened was not open before it.
        return before if before is not None and before.unlocked_on is None else was
    if not known:
        return before if before is not None and found.rung > before.rung else found
    if found.rung <= was.rung:
        return found
    less = lowered(found, was.rung, Because(12, Reason.CORRECTED), day)
    grew = before is not None and found.risen_on == day != before.risen_on
    if grew and before is not None:
        return replace(less, risen_on=before.risen_on, points=before.points, dones=before.dones)
    return less


def _marked(found: Progress, before: Progress | None, shown: bool, day: date) -> Progress:
    """What was shown then waits for its outcome; anything else stands as it stood."""
    if not shown:
        stood = before or found
        return replace(found, shown_on=stood.shown_on, last=stood.last, effort=stood.effort)
    if before is not None and before.shown_on == day:
        return replace(found, shown_on=day, last=before.last, effort=before.effort)
    return replace(found, shown_on=day, last=None, effort=None)


def _kept(sitting: Sitting, epoch: int, names: set[str]) -> Sitting:
    def left(whole: SessionPlan) -> SessionPlan:
        kept = tuple(p for p in whole.prescriptions if p.exercise_id in names)
        return replace(whole, prescriptions=kept)

    full, shown = left(sitting.full), left(sitting.shown)
    return Sitting(sitting.session_id, sitting.day, epoch, full, shown)
