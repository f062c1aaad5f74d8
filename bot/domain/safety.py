"""What stops a plan, and what it is told meanwhile: T2, T3, T4, T6 of `transitions.TABLE`."""

from datetime import date, datetime

from bot.domain import pain
from bot.domain.happening import When
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    EmergencyAnswered,
    PainPlaced,
    PainRated,
    PainReported,
    UrgentAnswered,
)
from bot.domain.plan import Need, PainEvent, Pause, Plan, PlanState, Progress
from bot.domain.programme import TIER_THREE
from bot.domain.reason import Because, Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace

TRAINING = (PlanState.ACTIVE, PlanState.RECOVERY)
STOPPED = (PlanState.PAUSED_PAIN, PlanState.NEEDS_CLEARANCE)
_GRAVITY = (None, Need.SCREENING, Need.UNDER_AGE, Need.PAIN, Need.URGENT, Need.EMERGENCY)


def report(plan: Plan, event: PainReported) -> Plan | Refused:
    """Pain: everything stops at once (T3), or a clinician has to look first (T4, T6)."""
    if event.nrs is not None and event.nrs not in pain.NRS:
        return Refused(Refusal.OUT_OF_RANGE)
    if _says_nothing_new(plan, event):
        return plan
    if plan.state is PlanState.PAUSED_PAIN:
        return _reported_again(plan, event)
    in_recovery = PlanState.RECOVERY in (plan.state, plan.rest.state if plan.rest else None)
    outside = plan.state in (PlanState.ONBOARDING, PlanState.NEEDS_CLEARANCE)
    happened = PainEvent(event.at, event.day, event.nrs, event.where, event.exercise_id, event.when)
    pains = (*(p for p in plan.pains if event.day - p.day <= pain.THIRD_WITHIN), happened)
    plan = _without_gains(replace(plan, pains=pains, rest=None), event)
    plan = replace(plan, pause=_pause(plan, event), state=PlanState.PAUSED_PAIN, epoch=plan.epoch + 1)
    if outside or pain.needs_clearance(pains, in_recovery=in_recovery):
        return needing(plan, Need.PAIN)
    return plan


def _says_nothing_new(plan: Plan, event: PainReported) -> bool:
    """The pain button pressed twice: the first report still waits for its answers."""
    pause = plan.pause
    if pause is None or not pause.unrated or event.at - pause.at > pain.SAME_REPORT:
        return False
    bare = event.nrs is None and event.where is None
    return bare and (event.exercise_id is None or event.exercise_id in plan.culprits)


def _pause(plan: Plan, event: PainReported) -> Pause:
    """The pause that begins with this report; an emergency lock and a graver need stay."""
    before = plan.pause or Pause(event.at, event.day)
    return replace(
        before,
        at=event.at,
        day=event.day,
        after_pain=True,
        trigger=pain.worst(before.trigger, event.nrs),
        unrated=event.nrs is None,
        checkins=((event.day, max(1, event.nrs or 0)),),
        calm_pair=False,
        consulted=False,
        cleared_on=None,
    )


def _reported_again(plan: Plan, event: PainReported) -> Plan:
    """Another report within a pause belongs to the same event; the wait begins anew."""
    assert plan.pause is not None  # noqa: S101  (paused)
    before = plan.pause
    pause = replace(
        before,
        at=event.at,
        trigger=pain.worst(before.trigger, event.nrs),
        unrated=event.nrs is None,
        checkins=pain.checked(before.checkins, event.day, max(1, event.nrs or 0)),
        consulted=False,
    )
    last = plan.pains[-1]
    where = event.where or last.where
    last = replace(last, at=event.at, day=event.day, nrs=pain.worst(last.nrs, event.nrs), where=where)
    plan = _without_gains(replace(plan, pains=(*plan.pains[:-1], last)), event)
    plan = replace(plan, pause=pause, epoch=plan.epoch + 1)
    worse = event.nrs is not None and pain.is_worse(before.trigger, event.nrs)
    return needing(plan, Need.PAIN) if worse or where in pain.GRAVE_PLACES else plan


def _without_gains(plan: Plan, event: PainReported) -> Plan:
    """R2: no points, no tier 3 for four weeks, and what hurt is left out."""
    progress = {
        name: _relocked(found) if name in TIER_THREE else replace(found, points=0)
        for name, found in plan.progress.items()
    }
    hurt = event.exercise_id
    if hurt is not None and hurt in progress:
        progress[hurt] = _hurt(progress[hurt], event.day)
        plan = replace(plan, culprits=plan.culprits | {hurt})
    until = event.day + pain.TIER_THREE_LOCK
    return replace(plan, progress=progress, tier_three_from=max(until, plan.tier_three_from or until))


def _relocked(progress: Progress) -> Progress:
    return replace(progress, rung=0, unlocked_on=None, points=0, because=Because(2, Reason.PAIN))


def _hurt(progress: Progress, day: date) -> Progress:
    hurt_on = (*(on for on in progress.hurt_on if day - on <= pain.HURT_WITHIN), day)
    removed = len(set(hurt_on)) >= pain.REMOVED_AT
    return replace(progress, hurt_on=hurt_on, left_out=progress.left_out or removed)


def needing(plan: Plan, need: Need) -> Plan:
    """NEEDS_CLEARANCE for `need`, or for the graver one that was there."""
    assert plan.pause is not None  # noqa: S101  (the caller made it)
    gravest = max(need, plan.pause.need, key=_GRAVITY.index)
    return replace(plan, state=PlanState.NEEDS_CLEARANCE, pause=replace(plan.pause, need=gravest))


def rate(plan: Plan, event: PainRated) -> Plan | Refused:
    """How strong the last pain was; what is known already is never made milder."""
    if event.nrs not in pain.NRS:
        return Refused(Refusal.OUT_OF_RANGE)
    pause = plan.pause
    if plan.state not in STOPPED or pause is None or not plan.pains:
        return Refused(Refusal.NOT_NOW)
    last = replace(plan.pains[-1], nrs=pain.worst(plan.pains[-1].nrs, event.nrs))
    rated = replace(
        pause,
        trigger=pain.worst(pause.trigger, event.nrs),
        unrated=False,
        checkins=pain.checked(pause.checkins, last.day, event.nrs),
    )
    plan = replace(plan, pains=(*plan.pains[:-1], last), pause=rated)
    worse = event.nrs >= pain.CLEARANCE_FROM or (pause.unrated and pain.is_worse(pause.trigger, event.nrs))
    return needing(plan, Need.PAIN) if worse else plan


def place(plan: Plan, event: PainPlaced) -> Plan | Refused:
    """Where the last pain is; below the knee, tingling and weakness need a clinician (T4)."""
    if plan.state not in STOPPED or not plan.pains:
        return Refused(Refusal.NOT_NOW)
    plan = replace(plan, pains=(*plan.pains[:-1], replace(plan.pains[-1], where=event.where)))
    return needing(plan, Need.PAIN) if event.where in pain.GRAVE_PLACES else plan


def check_in(plan: Plan, event: CheckedIn) -> Plan | Refused:
    """Pain now: in a pause one more day's answer (T6), else any pain at all stops the plan (T3)."""
    if event.nrs not in pain.NRS:
        return Refused(Refusal.OUT_OF_RANGE)
    if plan.state is PlanState.ONBOARDING:
        return Refused(Refusal.NOT_ENROLLED)
    if plan.state not in STOPPED or plan.pause is None:
        if event.nrs == 0:
            return plan
        return report(plan, PainReported(at=event.at, day=event.day, nrs=event.nrs, when=When.BEFORE))
    before = plan.pause
    checkins = pain.checked(before.checkins, event.day, event.nrs)
    calm = before.calm_pair or pain.zeros_in_a_row(checkins, event.day) >= 2
    # Pain that was never rated is measured from here on, and keeps its longer pause.
    measured = event.nrs if before.unrated and before.trigger is None and event.nrs else before.trigger
    plan = replace(plan, pause=replace(before, checkins=checkins, calm_pair=calm, trigger=measured))
    if plan.state is PlanState.PAUSED_PAIN and pain.is_worse(before.trigger, event.nrs):
        return needing(plan, Need.PAIN)
    return overdue(plan, event.day)


def overdue(plan: Plan, day: date) -> Plan:
    """T6: two weeks without two days of 0/10 in a row need a clinician; seen when something happens."""
    pause = plan.pause
    if plan.state is not PlanState.PAUSED_PAIN or pause is None or pause.calm_pair:
        return plan
    return needing(plan, Need.PAIN) if day - pause.day >= pain.CALM_WITHIN else plan


def red_flag(plan: Plan, need: Need, at: datetime, day: date) -> Plan:
    """T2: from any state; after an emergency answer there is no way out for 24 hours."""
    before = plan.pause or Pause(at, day)
    locked = max(filter(None, (before.locked_until, _lock(need, at))), default=None)
    pause = replace(before, at=at, day=day, after_pain=True, locked_until=locked, cleared_on=None)
    emergency = None if need is Need.EMERGENCY else plan.emergency_clear_at
    urgent = None if need is Need.URGENT else plan.urgent_clear_at
    plan = replace(
        plan,
        pause=pause,
        rest=None,
        epoch=plan.epoch + 1,
        emergency_clear_at=emergency,
        urgent_clear_at=urgent,
    )
    return needing(plan, need)


def _lock(need: Need, at: datetime) -> datetime | None:
    return at + pain.EMERGENCY_LOCK if need is Need.EMERGENCY else None


def confirm(plan: Plan, event: ClearanceConfirmed) -> Plan | Refused:
    """Note a clinician's examination; it has to be later than what it clears (T8)."""
    if plan.state is not PlanState.NEEDS_CLEARANCE or plan.pause is None:
        return Refused(Refusal.NOT_NOW)
    if event.on > event.day:
        return Refused(Refusal.IN_THE_FUTURE)
    if plan.pause.after_pain and event.on < plan.pause.day:
        return Refused(Refusal.TOO_OLD)
    return replace(plan, pause=replace(plan.pause, cleared_on=event.on))


def emergency(plan: Plan, event: EmergencyAnswered) -> Plan:
    """The emergency card, asked by itself."""
    if event.any:
        return red_flag(plan, Need.EMERGENCY, event.at, event.day)
    return replace(plan, emergency_clear_at=event.at)


def urgent(plan: Plan, event: UrgentAnswered) -> Plan:
    """The urgent card, asked by itself."""
    if event.any:
        return red_flag(plan, Need.URGENT, event.at, event.day)
    return replace(plan, urgent_clear_at=event.at)


def consulted(plan: Plan, event: Consulted) -> Plan | Refused:
    """Whether somebody was spoken to about this pain."""
    if plan.state not in STOPPED or plan.pause is None:
        return Refused(Refusal.NOT_NOW)
    return replace(plan, pause=replace(plan.pause, consulted=event.yes))
