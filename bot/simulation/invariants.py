"""The safety rules as checks after every event; their numbers stand here anew, so that a slip shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import get_args

from bot.domain.happening import Effort, Happening, Outcome
from bot.domain.log import (
    CheckedIn,
    EmergencyAnswered,
    Event,
    PainPlaced,
    PainRated,
    PainReported,
    RestartAsked,
    Screened,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.measures import WeekAveraged, WeekWorst
from bot.domain.plan import Plan
from bot.domain.prescription import Prescription, SessionPlan
from bot.domain.reason import Because, Reason
from bot.simulation import stops
from bot.simulation.amending import CORRECTIONS, nothing_gained, of_the_last_days
from bot.simulation.books import ACTIVE, RECOVERY, Books, Moment
from bot.simulation.health import untagged
from bot.simulation.loads import LOADED, length, load, seconds_of, stood

ANY, BUILT = (Happening,), (SessionBuilt,)
PAIN = (PainReported, PainRated, PainPlaced, CheckedIn, WeekAveraged, WeekWorst, Screened, RestartAsked)
Check = Callable[[Books, Moment], Iterator[str]]


def within_ladder(books: Books, moment: Moment) -> Iterator[str]:
    """1."""
    if moment.after.progress is moment.before.progress:
        return
    for name, found in moment.after.progress.items():
        if not 0 <= found.rung <= books.programme.exercises[name].ladder.cap:
            yield f"{name} on rung {found.rung}"


def reasoned(_: Books, moment: Moment) -> Iterator[str]:
    """18: a gentle return, gaps of the same length, corrections keep their reason; all else has a new one."""
    if moment.after.progress is moment.before.progress:
        return
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


def short_enough(books: Books, moment: Moment) -> Iterator[str]:
    """12, by seconds of our own, which are those that the person is told."""
    shown = _shown(moment)
    items = [(books.programme.exercises[p.exercise_id], p.dose) for p in shown.prescriptions]
    seconds = length(items, short=shown.short)
    if not shown.prescriptions or seconds > 15 * 60:
        yield f"a session of {seconds} seconds and {len(shown.prescriptions)} exercises"
    if seconds != shown.seconds:
        yield f"a session of {seconds} seconds is said to have {shown.seconds}"


def sides_equal(books: Books, moment: Moment) -> Iterator[str]:
    """19: one prescription for both sides, with a dose of the ladder; 7 of 10 repetitions in easy weeks."""
    shown = _shown(moment)
    names = [p.exercise_id for p in shown.prescriptions]
    if len(names) != len(set(names)):
        yield f"an exercise comes twice: {names}"
    easy = moment.after.state is ACTIVE and _easy_week(books, moment.event.day)
    for p in shown.prescriptions:
        full = books.programme.exercises[p.exercise_id].ladder.doses[p.rung]
        reps = (full.reps * 7 + 9) // 10 if easy else full.reps
        if (p.dose.reps, p.dose.seconds, p.dose.rounds) != (reps, full.seconds, full.rounds):
            yield f"{p.exercise_id} is shown with {p.dose}, and stands at {full}"


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
    if _easy_week(books, day):
        yield "a rise in an easy week"
    if _shown(moment).short:
        yield "a rise in the short version"
    if books.current is None or not books.current[2]:
        yield "a rise though the session before was not done in full"
    elif _missed(books.current[0], day, plan):
        yield "a rise after a missed training day"


def a_week_apart(books: Books, moment: Moment) -> Iterator[str]:
    """5, by R13 and section 4: seven days between two rises of an exercise, and after the gentle return."""
    if moment.after.state is not ACTIVE:
        return
    for p in _risen(books, moment):
        last = max((books.risen.get(p.exercise_id, date.min), *books.returns[-1:]))
        if (moment.event.day - last).days < 7:
            yield f"{p.exercise_id} rose, and {last} was a rise or the return"


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
        most = stood(books.programme, exercise.id, books.before_pain.get(exercise.id, 0)) * share
        if exercise.tier > tier:
            yield f"{exercise.id} in session {plan.recovery.done + 1} after pain"
        if p.rung > 0 and stood(books.programme, exercise.id, p.rung) * 100 > most:
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


def _easy_week(books: Books, day: date) -> bool:
    """Weeks 5, 10, 15, ...; who flies west may train on the day before the first."""
    return books.started is not None and max(0, (day - books.started).days) // 7 % 5 == 4


def _missed(last: date, day: date, plan: Plan) -> bool:
    between = (last + timedelta(days=n) for n in range(1, (day - last).days))
    return any(each.weekday() in plan.weekdays for each in between)


CHECKS: Mapping[str, tuple[tuple[type[Happening], ...], Check]] = {
    "1 lowest ≤ rung ≤ cap": (ANY, within_ladder),
    "3 one rung at most": (BUILT, one_rung_at_most),
    "4 a rise is earned": (BUILT, earned),
    "5 no rise after skip, gap, pain, in easy weeks": (BUILT, steady),
    "5 a week between two rises": (BUILT, a_week_apart),
    "6 weekly budget": (BUILT, within_budget),
    "7 gentle return after pain": (BUILT, gently_back),
    "8 no tier 3 within 28 days of pain": (BUILT, no_demands_after_pain),
    "9, I5 no session in a pause": (BUILT, stops.built_in_time),
    "9 the cards of warning signs every 28 days": (BUILT, stops.asked_in_time),
    "10 no way out of a pause but its own": (ANY, stops.by_the_doors),
    "10 calm days, cards and a clinician before a restart": ((RestartAsked,), stops.nothing_missing),
    "10 some pain needs a clinician": (PAIN, stops.looked_at_first),
    "11 a warning sign stops": ((EmergencyAnswered, UrgentAnswered), stops.red_flags_stop),
    "11 no way out for a day after an emergency": ((RestartAsked, Screened), stops.locked_for_a_day),
    "12 at most 15 minutes": (BUILT, short_enough),
    "13 nothing that was taken out": (BUILT, untagged),
    "14 nothing that is locked": (BUILT, unlocked),
    "17 log and plan agree": (ANY, same_again),
    "18 every change has its reason": (ANY, reasoned),
    "19 one dose for both sides": (BUILT, sides_equal),
    "I5 pain stops the plan": ((PainReported,), stops.pain_stops),
    "corrections add nothing to what was shown": (CORRECTIONS, nothing_gained),
    "corrections of the last 3 days, none with pain": (CORRECTIONS, of_the_last_days),
}
"""After which events each rule is looked at, and the check itself."""

CHECKS_AFTER: Mapping[type[Event], Sequence[tuple[str, Check]]] = {
    each: tuple((name, check) for name, (kinds, check) in CHECKS.items() if issubclass(each, kinds))
    for each in get_args(Event)
}
"""The rules that an event of each kind may break."""
