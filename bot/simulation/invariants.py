"""The safety rules as checks after every event; their numbers stand here anew, so that a slip shows."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from bot.domain.happening import Effort, Outcome
from bot.domain.plan import Plan
from bot.domain.prescription import Prescription, SessionPlan
from bot.domain.reason import Because, Reason
from bot.simulation.amending import CORRECTIONS, nothing_gained, of_the_last_days
from bot.simulation.books import ACTIVE, LOADED, RECOVERY, Books, Moment, load, seconds_of
from bot.simulation.health import untagged
from bot.simulation.stops import built_in_time, by_the_doors, pain_stops, red_flags_stop, waits_after_pain

Check = Callable[[Books, Moment], Iterator[str]]


def within_ladder(books: Books, moment: Moment) -> Iterator[str]:
    """1."""
    for name, found in moment.after.progress.items():
        if not 0 <= found.rung <= books.programme.exercises[name].ladder.cap:
            yield f"{name} on rung {found.rung}"


def reasoned(_: Books, moment: Moment) -> Iterator[str]:
    """18: a gentle return, gaps of the same length, corrections keep their reason; all else has a new one."""
    for name, found in moment.after.progress.items():
        earlier = moment.before.progress.get(name)
        if earlier is None or earlier.rung == found.rung:
            continue
        because = found.because
        if because is None or not because.reason:
            yield f"{name} moved without a reason"
        elif because == earlier.because and because.rule not in (3, 4) and not _corrected(moment, because):
            yield f"{name} moved without a reason of its own"


def _corrected(moment: Moment, because: Because) -> bool:
    return isinstance(moment.event, CORRECTIONS) and because.reason is Reason.CORRECTED


def same_again(_: Books, moment: Moment) -> Iterator[str]:
    """17: what is stored is what the rules make of the log, corrections included."""
    if moment.rebuilt != moment.after:
        yield f"{type(moment.event).__name__} gives another plan when it is applied again"


def short_enough(_: Books, moment: Moment) -> Iterator[str]:
    """12."""
    shown = _shown(moment)
    if not shown.prescriptions or shown.seconds > 15 * 60:
        yield f"a session of {shown.seconds} seconds and {len(shown.prescriptions)} exercises"


def sides_equal(books: Books, moment: Moment) -> Iterator[str]:
    """19: one prescription for both sides, with one dose of the ladder, or less of it in an easy week."""
    shown = _shown(moment)
    names = [p.exercise_id for p in shown.prescriptions]
    if len(names) != len(set(names)):
        yield f"an exercise comes twice: {names}"
    for p in shown.prescriptions:
        full = books.programme.exercises[p.exercise_id].ladder.dose(p.rung)
        less = shown.deload and p.dose.seconds == full.seconds and p.dose.reps <= full.reps
        if p.dose != full and not less:
            yield f"{p.exercise_id} is shown with {p.dose}"


def one_rung_at_most(books: Books, moment: Moment) -> Iterator[str]:
    """3; and on one day nothing changes upwards."""
    for p in _shown(moment).prescriptions:
        on, rung = books.shown.get(p.exercise_id, (None, p.rung))
        if p.rung > rung + (on != moment.event.day):
            yield f"{p.exercise_id} from rung {rung} to {p.rung}"


def earned(books: Books, moment: Moment) -> Iterator[str]:
    """4: a rise follows a showing that was done and not hard."""
    for p in _risen(books, moment):
        outcome, effort = books.outcome.get(p.exercise_id), books.effort.get(p.exercise_id)
        if outcome is not Outcome.DONE or effort not in (Effort.EASY, Effort.RIGHT):
            yield f"{p.exercise_id} rose after {outcome} and {effort}"


def steady(books: Books, moment: Moment) -> Iterator[str]:
    """5: no rise after skip, partial, pain, gap, nor in an easy week or a short session."""
    if not any(_risen(books, moment)):
        return
    day, plan = moment.event.day, moment.after
    if books.trained is None or (day - books.trained).days >= 3:
        yield f"a rise after a gap since {books.trained}"
    if plan.started_on is None or ((day - plan.started_on).days // 7 + 1) % 5 == 0:
        yield "a rise in an easy week"
    if _shown(moment).short:
        yield "a rise in the short version"
    if books.current is None or not books.current[2]:
        yield "a rise though the session before was not done in full"
    elif _missed(books.current[0], day, plan):
        yield "a rise after a missed training day"


def within_budget(books: Books, moment: Moment) -> Iterator[str]:
    """6: what a kind of day has grown in 7 days, but for a return from pain or the opening in them."""
    plan, start = moment.after, moment.event.day - timedelta(days=7)
    back = moment.before.state is RECOVERY or any(day > start for day in books.returns)
    earlier = next((loads for day, loads in reversed(books.loads) if day <= start), None)
    if plan.state is not ACTIVE or back or earlier is None:
        return
    if plan.tier_one_on is None or plan.tier_one_on > start:
        return
    now = seconds_of(plan, books.programme)
    for kind, names in LOADED.items():
        stood = load(earlier, names)
        grown = load(now, names) - stood
        if grown > max(30, stood / 10):
            yield f"day type {kind} grew by {grown} s from {stood} s"


def gently_back(books: Books, moment: Moment) -> Iterator[str]:
    """7: first tier 1 at half, then tier 2 too at three quarters, or the lowest rung."""
    plan = moment.after
    if plan.recovery is None:
        return
    tier, share = (1, 50) if plan.recovery.done < 3 else (2, 75)
    for p in _shown(moment).prescriptions:
        exercise = books.programme.exercises[p.exercise_id]
        most = exercise.ladder.dose(books.before_pain.get(exercise.id, 0)).loaded_seconds()
        if exercise.tier > tier:
            yield f"{exercise.id} in session {plan.recovery.done + 1} after pain"
        if p.rung > 0 and exercise.ladder.dose(p.rung).loaded_seconds() * 100 > most * share:
            yield f"{exercise.id} on rung {p.rung} in session {plan.recovery.done + 1} after pain"


def no_demands_after_pain(books: Books, moment: Moment) -> Iterator[str]:
    """8."""
    for p in _shown(moment).prescriptions:
        if books.programme.exercises[p.exercise_id].tier == 3 and books.pains:
            since = (moment.event.day - books.pains[-1]).days
            if since < 28:
                yield f"{p.exercise_id} {since} days after pain"


def unlocked(books: Books, moment: Moment) -> Iterator[str]:
    """14: the gate, then 10 and 38 days, and a yes to what is demanding."""
    day, gate = moment.event.day, len(books.gate_days) >= 3 and books.felt
    opened = (day - (books.opened_on or day)).days
    for p in _shown(moment).prescriptions:
        tier = books.programme.exercises[p.exercise_id].tier
        if p.exercise_id != "press" and not (gate or books.opened_on or "pregnancy" in moment.after.tags):
            yield f"{p.exercise_id} before the gate"
        if opened < {2: 10, 3: 38}.get(tier, 0):
            yield f"{p.exercise_id} of tier {tier} {opened} days after the gate"
        if tier == 3 and (p.exercise_id not in books.wanted or moment.after.state is not ACTIVE):
            yield f"{p.exercise_id} without a yes"


def _shown(moment: Moment) -> SessionPlan:
    assert moment.after.sitting is not None  # noqa: S101  (a session was just built)
    return moment.after.sitting.shown


def _risen(books: Books, moment: Moment) -> Iterator[Prescription]:
    for p in _shown(moment).prescriptions:
        if p.rung > books.shown.get(p.exercise_id, (None, p.rung))[1]:
            yield p


def _missed(last: date, day: date, plan: Plan) -> bool:
    between = (last + timedelta(days=n) for n in range(1, (day - last).days))
    return any(each.weekday() in plan.weekdays for each in between)


ALWAYS: Mapping[str, Check] = {
    "1 lowest ≤ rung ≤ cap": within_ladder,
    "10 no way out of a pause but its own": by_the_doors,
    "10 two days of rest after pain": waits_after_pain,
    "11 a warning sign stops": red_flags_stop,
    "I5 pain stops the plan": pain_stops,
    "17 log and plan agree": same_again,
    "18 every change has its reason": reasoned,
    "corrections add nothing to what was shown": nothing_gained,
    "corrections of the last 3 days, none with pain": of_the_last_days,
}
AT_BUILDING: Mapping[str, Check] = {
    "3 one rung at most": one_rung_at_most,
    "4 a rise is earned": earned,
    "5 no rise after skip, gap, pain, in easy weeks": steady,
    "6 weekly budget": within_budget,
    "7 gentle return after pain": gently_back,
    "8 no tier 3 within 28 days of pain": no_demands_after_pain,
    "9, I5 no session in a pause": built_in_time,
    "12 at most 15 minutes": short_enough,
    "13 nothing that was taken out": untagged,
    "14 nothing that is locked": unlocked,
    "19 one dose for both sides": sides_equal,
}
