"""Booking what a session brought: outcomes, then effort (clinical notes 5.4, R5-R10)."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain import recovery
from bot.domain.equipment import Fit, fit
from bot.domain.happening import Effort, Outcome
from bot.domain.log import EffortGiven, SessionClosed
from bot.domain.plan import Plan, PlanState, Progress, Sitting, with_progress
from bot.domain.prescription import Prescription, SessionPlan
from bot.domain.programme import PRESS, Programme
from bot.domain.progression import answered, reported
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.unlock import DONE_WITHIN, EFFORTS, GATE_DAYS

Outcomes = Mapping[str, Outcome]


def close(plan: Plan, event: SessionClosed, programme: Programme) -> Plan | Refused:
    """Book the outcomes of the session at hand; the day's first one counts, a second is only noted."""
    sitting = plan.sitting
    if sitting is None or sitting.session_id != event.session_id:
        return Refused(Refusal.UNKNOWN_SESSION)
    if sitting.closed:
        return Refused(Refusal.ALREADY_CLOSED)
    shown = {p.exercise_id for p in sitting.shown.prescriptions}
    if any(result.exercise_id not in shown for result in event.results):
        return Refused(Refusal.UNKNOWN_EXERCISE)
    sitting = _possible(plan, programme, sitting, event)
    told = {result.exercise_id: result.outcome for result in event.results}
    outcomes = {p.exercise_id: told.get(p.exercise_id, Outcome.SKIPPED) for p in sitting.shown.prescriptions}
    counts = plan.counted_on != sitting.day
    done = not sitting.shown.short and set(outcomes.values()) == {Outcome.DONE}
    plan = replace(plan, sitting=replace(sitting, closed=True, counted=counts, done=done))
    plan = _counted(plan, sitting, outcomes, done=done) if counts else plan
    return trained(plan, sitting.day) if set(outcomes.values()) - {Outcome.SKIPPED} else plan


def _possible(plan: Plan, programme: Programme, sitting: Sitting, event: SessionClosed) -> Sitting:
    """The sitting without what nobody could do for want of a thing: that is no skip."""
    if False not in plan.equipment.values():
        return sitting
    tried = {each.exercise_id for each in event.results if each.outcome is not Outcome.SKIPPED}

    def left(whole: SessionPlan) -> SessionPlan:
        kept = (p for p in whole.prescriptions if p.exercise_id in tried or _fits(plan, programme, p))
        return replace(whole, prescriptions=tuple(kept))

    return replace(sitting, full=left(sitting.full), shown=left(sitting.shown))


def _fits(plan: Plan, programme: Programme, prescription: Prescription) -> bool:
    return fit(plan.equipment, programme.exercises[prescription.exercise_id]) is not Fit.OUT


def _counted(plan: Plan, sitting: Sitting, outcomes: Outcomes, *, done: bool) -> Plan:
    plan = with_progress(plan, _reported(plan, sitting, outcomes))
    plan = replace(
        plan,
        counted_on=sitting.day,
        efforts=(*plan.efforts, None)[-EFFORTS:],
        tier_three_rest=max(0, plan.tier_three_rest - 1),
        lesson_due=plan.lesson_due and outcomes.get(PRESS) is not Outcome.DONE,
    )
    if not done:
        return plan
    start = sitting.day - timedelta(days=DONE_WITHIN)
    plan = replace(plan, done_on=(*(on for on in plan.done_on if on > start), sitting.day))
    undisturbed = plan.recovery is not None and plan.epoch == sitting.epoch
    if undisturbed and plan.recovery is not None and plan.state is PlanState.RECOVERY:
        return replace(plan, recovery=recovery.done(plan.recovery, sitting.day))
    return plan


def _reported(plan: Plan, sitting: Sitting, outcomes: Outcomes) -> dict[str, Progress]:
    """Each exercise after its outcome; what the short version left out counts as skipped, without blame."""
    changed = {}
    for prescription in sitting.full.prescriptions:
        name = prescription.exercise_id
        found = plan.progress[name]
        if name in outcomes:
            changed[name] = reported(found, outcomes[name], sitting.day)
        else:
            changed[name] = replace(reported(found, Outcome.SKIPPED, sitting.day), skips=found.skips)
    return changed


def trained(plan: Plan, on: date) -> Plan:
    """Something was done on that day: the gap ends."""
    start = on - timedelta(days=DONE_WITHIN)
    days = tuple(day for day in plan.trained_days if start < day != on)
    return replace(plan, trained_on=on, trained_days=(*days, on), gap=None)


def rate(plan: Plan, event: EffortGiven) -> Plan | Refused:
    """Book the one answer for all that was done in the last session."""
    sitting = plan.sitting
    if sitting is None or sitting.session_id != event.session_id or not sitting.closed:
        return Refused(Refusal.UNKNOWN_SESSION)
    if sitting.effort is not None:
        return Refused(Refusal.ALREADY_ANSWERED)
    plan = replace(plan, sitting=replace(sitting, effort=event.effort))
    # After pain nothing is earned any more, and a second session of a day earns nothing.
    if not sitting.counted or plan.epoch != sitting.epoch:
        return plan
    done = {p.exercise_id for p in sitting.shown.prescriptions if _is_done(plan, p.exercise_id)}
    changed = {name: answered(plan.progress[name], event.effort, sitting.day) for name in done}
    plan = replace(with_progress(plan, changed), efforts=(*plan.efforts[:-1], event.effort))
    return _press_practised(plan, sitting) if PRESS in done and event.effort is not Effort.HARD else plan


def _is_done(plan: Plan, name: str) -> bool:
    return plan.progress[name].last is Outcome.DONE


def _press_practised(plan: Plan, sitting: Sitting) -> Plan:
    if sitting.day in plan.press_days or len(plan.press_days) >= GATE_DAYS:
        return plan
    return replace(plan, press_days=(*plan.press_days, sitting.day))
