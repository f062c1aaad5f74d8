"""How a plan opens and goes on: T1, T5, T8 and T9 of the state machine (docs/safety.md#states)."""

from datetime import date

from bot.domain import pain, recovery, safety, screening
from bot.domain.log import CheckedIn, Enrolled, PausedByUser, RestartAsked, ResumedByUser, Screened
from bot.domain.missing import READY, is_under_age, what_is_missing
from bot.domain.plan import Need, Pause, Plan, PlanState, Progress, Rest
from bot.domain.programme import PRESS, Programme
from bot.domain.reason import Because, Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.screening import Verdict
from bot.domain.standing import after_gap, today_of


def enrol(plan: Plan, event: Enrolled, programme: Programme) -> Plan | Refused:
    """T1 by a specialist's yes."""
    if plan.state is not PlanState.ONBOARDING:
        return Refused(Refusal.ALREADY_ENROLLED)
    plan = replace(plan, tags=event.tags, emergency_clear_at=event.at, urgent_clear_at=event.at)
    return replace(_begun(plan, programme, event.day), state=PlanState.ACTIVE)


def _begun(plan: Plan, programme: Programme, day: date) -> Plan:
    """The plan with its first day and the floor press, if it has not begun before."""
    if plan.started_on is not None:
        return plan
    base = programme.exercises[PRESS].ladder.base
    press = plan.progress.get(PRESS) or Progress(base)
    press = replace(press, rung=base, unlocked_on=day, changed_on=day, because=Because(12, Reason.FIRST))
    return replace(plan, started_on=day, progress={**plan.progress, PRESS: press})


def screened(plan: Plan, event: Screened, programme: Programme) -> Plan | Refused:
    """All six cards: T1 when they are clear, T2 or a clearance when they are not."""
    answers = event.answers
    if answers.pain_now not in pain.NRS:
        return Refused(Refusal.OUT_OF_RANGE)
    found = screening.verdict(answers, plan.cleared)
    if found is Verdict.UNCONFIRMED:
        return Refused(Refusal.UNCONFIRMED)
    plan = _of_age(replace(plan, answers=answers, tags=screening.tags(answers)))
    if found in (Verdict.EMERGENCY, Verdict.URGENT):
        need = Need.EMERGENCY if found is Verdict.EMERGENCY else Need.URGENT
        return safety.red_flag(plan, need, event.at, event.day)
    if event.anew:
        plan = replace(plan, emergency_clear_at=event.at, urgent_clear_at=event.at)
    if answers.pain_now and event.anew and plan.state is not PlanState.ONBOARDING:
        return _hurting(plan, event)
    if found is Verdict.CLEAR:
        return _found_clear(plan, programme, event.day)
    return _waiting(plan, Need.UNDER_AGE if found is Verdict.REFUSE else Need.SCREENING, event)


def _of_age(plan: Plan) -> Plan:
    """A slip on the age card is mended; whatever else was wanted is still wanted."""
    slipped = plan.pause is not None and plan.pause.need is Need.UNDER_AGE and not is_under_age(plan)
    if plan.pause is None or not slipped:
        return plan
    return replace(plan, pause=replace(plan.pause, need=Need.SCREENING))


def _hurting(plan: Plan, event: Screened) -> Plan | Refused:
    """Pain now in a plan that runs is pain, whatever the other cards say."""
    checked = safety.check_in(plan, CheckedIn(at=event.at, day=event.day, nrs=event.answers.pain_now))
    calm = replace(event.answers, pain_now=0)
    if isinstance(checked, Refused) or screening.verdict(calm, plan.cleared) is Verdict.CLEAR:
        return checked
    return safety.needing(checked, Need.SCREENING)


def _found_clear(plan: Plan, programme: Programme, day: date) -> Plan:
    """Clear cards open a plan that was waiting for nothing but the cards."""
    pause = plan.pause
    corrected = pause is not None and not pause.after_pain and plan.state is PlanState.NEEDS_CLEARANCE
    if plan.state is PlanState.ONBOARDING or corrected:
        return _going_on(plan, programme, day)
    return plan


def _waiting(plan: Plan, need: Need, event: Screened) -> Plan:
    """A clearance for the cards' sake; a pause for pain stays what it is."""
    pause = plan.pause or Pause(event.at, event.day, after_pain=False)
    if event.anew:
        checkins = pain.checked(pause.checkins, event.day, event.answers.pain_now)
        pause = replace(pause, checkins=checkins)
    if plan.state is not PlanState.NEEDS_CLEARANCE:
        plan = replace(plan, epoch=plan.epoch + 1)
    return safety.needing(replace(plan, pause=replace(pause, cleared_on=None), rest=None), need)


def _going_on(plan: Plan, programme: Programme, day: date) -> Plan:
    """Back to where a plan without pain belongs: ACTIVE, or the RECOVERY it was in."""
    state = PlanState.ACTIVE if plan.recovery is None else PlanState.RECOVERY
    return replace(_begun(plan, programme, day), state=state, pause=None)


def restart(plan: Plan, event: RestartAsked, programme: Programme) -> Plan | Refused:
    """T5 and T8: the only doors out of a pause for pain and of a clearance, and only when nothing lacks."""
    if plan.state not in safety.STOPPED or plan.pause is None:
        return Refused(Refusal.NOT_NOW)
    late = safety.overdue(plan, event.day)
    if late is not plan:
        return late
    lacking = what_is_missing(plan, event.at, event.day)
    if lacking != READY:
        return Refused(Refusal.NOT_YET, lacking)
    plan = _cleared(plan)
    if not _after_pain(plan):
        return _going_on(plan, programme, event.day)
    plan = _begun(plan, programme, event.day)
    before = {name: found.rung for name, found in plan.progress.items()}
    plan = after_gap(plan, programme, today_of(plan, event.day, short=False))
    return recovery.entered(plan, programme, before, event.day)


def _cleared(plan: Plan) -> Plan:
    """What the answers asked for has been given: 0 today, and after a clearance a clinician's yes."""
    if plan.answers is None:
        return plan
    answers = replace(plan.answers, pain_now=0)
    if plan.state is not PlanState.NEEDS_CLEARANCE:
        return replace(plan, answers=answers)
    return replace(plan, answers=replace(answers, examined=True), cleared=plan.cleared | answers.health)


def _after_pain(plan: Plan) -> bool:
    return plan.pause is not None and plan.pause.after_pain


def pause(plan: Plan, event: PausedByUser) -> Plan | Refused:
    """T9: a break by the person's own wish, or for illness."""
    if plan.state is PlanState.PAUSED_BY_USER and plan.rest is not None and event.ill:
        return replace(plan, rest=replace(plan.rest, ill=True, since=event.at))
    if plan.state not in safety.TRAINING:
        return Refused(Refusal.NOT_NOW)
    rest = Rest(event.at, plan.state, event.ill, event.day)
    return replace(plan, state=PlanState.PAUSED_BY_USER, rest=rest, epoch=plan.epoch + 1)


def not_ill(plan: Plan) -> Plan | Refused:
    """T9: the illness was a slip; the break stays, and ends by the person's own wish."""
    if plan.state is not PlanState.PAUSED_BY_USER or plan.rest is None or not plan.rest.ill:
        return Refused(Refusal.NOT_NOW)
    return replace(plan, rest=replace(plan.rest, ill=False))


def resume(plan: Plan, event: ResumedByUser) -> Plan | Refused:
    """T9: back to where the break began; the gap table looks after the doses."""
    if plan.state is not PlanState.PAUSED_BY_USER or plan.rest is None:
        return Refused(Refusal.NOT_NOW)
    lacking = what_is_missing(plan, event.at, event.day)
    if plan.rest.ill and (lacking or not event.well):
        return Refused(Refusal.STILL_ILL, lacking)
    return replace(plan, state=plan.rest.state, rest=None)
