"""Putting a session together: what is shown, and what having built it changes in the plan."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain import budget, equipment, tags, waking
from bot.domain.choosing import Exercises, kind_of, listed, shortened, showable, within_limit
from bot.domain.dose import Dose
from bot.domain.dosing import dosed
from bot.domain.duration import session_seconds
from bot.domain.equipment import Fit
from bot.domain.exercise import Exercise
from bot.domain.happening import Outcome
from bot.domain.log import SessionBuilt
from bot.domain.plan import Plan, PlanState, Progress, Sitting, with_progress
from bot.domain.prescription import DayType, Prescription, SessionPlan
from bot.domain.programme import Programme
from bot.domain.progression import Day, deloaded
from bot.domain.reason import Because, Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.rescreening import rescreen_due
from bot.domain.safety import TRAINING
from bot.domain.session import Session, Stale, ahead
from bot.domain.standing import settled, today_of, with_unlock
from bot.domain.unlock import usable


@dataclass(frozen=True, slots=True)
class Built:
    """A day's session, whole and as shown, and the plan that follows from having built it."""

    plan: Plan
    full: SessionPlan
    shown: SessionPlan


def build(plan: Plan, programme: Programme, day: date, at: datetime, *, short: bool) -> Built | Refused:
    """Today's session; a second one on the same day has the doses of the first, the gentle ones at most."""
    why = refusal(plan, day, at)
    if why:
        return Refused(why)
    built = put_together(plan, programme, day, at, short=short)
    return built if built.full.prescriptions else Refused(Refusal.NOTHING_LEFT)


def put_together(plan: Plan, programme: Programme, day: date, at: datetime, *, short: bool) -> Built:
    """As `build`, without asking whether there is a session at all; it may be empty."""
    sitting = plan.sitting
    if sitting is not None and (sitting.day, sitting.epoch) == (day, plan.epoch):
        full = _still(plan, programme, sitting.full, day)
    else:
        plan, full = _anew(plan, programme, day, at, short=short)
    return Built(plan, full, _short(plan, programme, full) if short else full)


def refusal(plan: Plan, day: date, at: datetime) -> Refusal | None:
    """Why there is no session at all at this moment; None when there is one."""
    if plan.state is PlanState.ONBOARDING:
        return Refusal.NOT_ENROLLED
    if plan.state not in TRAINING:
        return Refusal.NOT_NOW
    return Refusal.RESCREEN_DUE if rescreen_due(plan, day, at) else None


def _anew(
    plan: Plan, programme: Programme, day: date, at: datetime, *, short: bool
) -> tuple[Plan, SessionPlan]:
    today = today_of(plan, day, short=short)
    plan = settled(plan, programme, today)
    today = replace(today, steady_from=plan.steady_from)
    plan, waiting = with_unlock(plan, programme, today)
    kind = kind_of(plan, day)
    candidates = tuple(e for e in listed(plan, programme, kind, day) if not waking.waits(plan, e.id, at))
    exercises = within_limit(plan, candidates, {e.id: _dose(plan, e, today) for e in candidates})
    dropped = {e.id: replace(plan.progress[e.id], dropped_on=day) for e in candidates if e not in exercises}
    plan = dosed(with_progress(plan, dropped), programme, exercises, today, waiting)
    rises = budget.recent(plan, day)
    plan = replace(plan, rises=rises) if rises != plan.rises else plan
    return plan, _session(plan, programme, exercises, kind, today)


def _dose(plan: Plan, exercise: Exercise, today: Day) -> Dose:
    dose = exercise.ladder.dose(plan.progress[exercise.id].rung)
    return deloaded(dose) if today.deload and plan.state is PlanState.ACTIVE else dose


def _session(
    plan: Plan, programme: Programme, exercises: Exercises, kind: DayType, today: Day
) -> SessionPlan:
    prescriptions = tuple(
        Prescription(
            e.id,
            _dose(plan, e, today),
            plan.progress[e.id].rung,
            plan.progress[e.id].because or Because(12, Reason.GATHERING),
            _eased(plan, e),
            equipment.lacking(plan.equipment, e),
            equipment.asks(plan, programme, e),
        )
        for e in exercises
    )
    return SessionPlan(
        day=today.on,
        day_type=kind,
        prescriptions=prescriptions,
        seconds=session_seconds(zip(exercises, (p.dose for p in prescriptions), strict=True)),
        deload=today.deload and plan.recovery is None,
        lesson=plan.lesson_due,
        recovery=plan.recovery is not None,
    )


def _eased(plan: Plan, exercise: Exercise) -> bool:
    progress = plan.progress[exercise.id]
    without = equipment.fit(plan.equipment, exercise) is Fit.EASIER
    return without or progress.easier or exercise.id in plan.culprits or tags.eased(plan.tags, exercise.id)


def refitted(plan: Plan, programme: Programme, session: Session, cursor: int) -> Session | Stale:
    """The rest of an open sitting, from `cursor` on, as the person wants and can do it now."""
    if session.present is None or cursor != session.cursor:
        return Stale(session)
    rest = [(programme.exercises[each.exercise_id], each) for each in session.prescriptions[cursor:]]
    left = tuple(_as_it_stands(plan, exercise, each) for exercise, each in rest if _stays(plan, exercise))
    return Stale(session) if left == session.prescriptions[cursor:] else ahead(session, left)


def _stays(plan: Plan, exercise: Exercise) -> bool:
    return equipment.fit(plan.equipment, exercise) is not Fit.OUT and not plan.progress[exercise.id].left_out


def _still(plan: Plan, programme: Programme, full: SessionPlan, day: date) -> SessionPlan:
    """The session of the day as it was decided, without what has become unwanted or unsafe since."""
    exercises = programme.exercises
    kept = tuple(
        _as_it_stands(plan, exercises[p.exercise_id], p)
        for p in full.prescriptions
        if _allowed(plan, exercises[p.exercise_id], p, day)
    )
    return _holding(programme, full, kept)


def _as_it_stands(plan: Plan, exercise: Exercise, prescription: Prescription) -> Prescription:
    fitting = equipment.as_it_fits(plan, exercise, prescription)
    return replace(fitting, easier=_eased(plan, exercise))


def _allowed(plan: Plan, exercise: Exercise, prescription: Prescription, day: date) -> bool:
    resort = exercise.id in plan.culprits and usable(plan, exercise)
    within = prescription.rung <= tags.cap(plan.tags, exercise)
    return within and (showable(plan, exercise, day) or resort) and not _repeats(plan, exercise, day)


def _repeats(plan: Plan, exercise: Exercise, day: date) -> bool:
    """Moderate and demanding exercises want a day in between: once begun they do not come twice on one."""
    found = plan.progress[exercise.id]
    return exercise.tier > 1 and found.shown_on == day and found.last in (Outcome.DONE, Outcome.PARTIAL)


def _short(plan: Plan, programme: Programme, full: SessionPlan) -> SessionPlan:
    doses = {p.exercise_id: p.dose for p in full.prescriptions}
    chosen = {e.id for e in shortened(plan, programme.ordered(doses), doses)}
    kept = tuple(p for p in full.prescriptions if p.exercise_id in chosen)
    return _holding(programme, replace(full, short=True), kept)


def _holding(programme: Programme, full: SessionPlan, kept: tuple[Prescription, ...]) -> SessionPlan:
    items = ((programme.exercises[p.exercise_id], p.dose) for p in kept)
    return replace(full, prescriptions=kept, seconds=session_seconds(items, short=full.short))


def book(plan: Plan, programme: Programme, event: SessionBuilt) -> Plan | Refused:
    """The plan after a session was built: what it shows counts as shown, and waits for its outcome."""
    built = build(plan, programme, event.day, event.at, short=event.short)
    return built if isinstance(built, Refused) else booked(built, event)


def booked(built: Built, event: SessionBuilt) -> Plan:
    """As `book`, of a session that was put together for the moment of this event."""
    plan, day, kind = built.plan, event.day, built.full.day_type
    shown = {p.exercise_id: _shown(plan.progress[p.exercise_id], day) for p in built.shown.prescriptions}
    return replace(
        with_progress(plan, shown),
        sitting=Sitting(event.session_id, day, plan.epoch, built.full, built.shown),
        last_type=plan.last_type if kind is DayType.GENTLE else (day, kind),
    )


def _shown(progress: Progress, day: date) -> Progress:
    if progress.shown_on == day:
        return progress
    return replace(progress, shown_on=day, last=None, effort=None)
