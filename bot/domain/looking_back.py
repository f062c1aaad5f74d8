"""What the log tells of each day: planned or not, trained or not, and whether the plan rested."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from bot.domain.adherence import WEEKS, Day, Rhythm, rhythm
from bot.domain.correcting import Page
from bot.domain.happening import Outcome
from bot.domain.log import SessionBuilt, SessionClosed
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.plan import EVERY_DAY, Plan, PlanState

RESTING = frozenset({PlanState.PAUSED_PAIN, PlanState.PAUSED_BY_USER, PlanState.NEEDS_CLEARANCE})
_ONE = timedelta(days=1)
T = TypeVar("T")


@dataclass(frozen=True)
class Trace:
    """`states` and `weekdays` hold at the end of the days on which something happened, oldest first.

    `rested` are days on which the plan rested at some moment; `trained` those with something done,
    `untold` those of which the person said so later.
    """

    started_on: date | None
    states: Mapping[date, PlanState]
    weekdays: Mapping[date, frozenset[int]]
    rested: Set[date]
    trained: Set[date]
    untold: Set[date] = frozenset()


def trace(pages: Iterable[Page]) -> Trace:
    """One pass over the pages of a log; a correction tells a session anew."""
    states, weekdays = {}, {}
    rested, untold = set(), set()
    built: dict[int, date] = {}
    tried: dict[int, bool] = {}
    plan = Plan()
    for page in pages:
        event, plan = page.event, page.after
        states[event.day], weekdays[event.day] = plan.state, plan.weekdays
        if page.before.state in RESTING or plan.state in RESTING:
            rested.add(event.day)
        match event:
            case SessionBuilt():
                built[event.session_id] = event.day
            case SessionClosed() | SessionCorrected():
                built.setdefault(event.session_id, event.day)
                tried[event.session_id] = _any_done(event)
            case TrainedUntold():
                untold.add(event.on)
    trained = untold | {built[number] for number, any_done in tried.items() if any_done}
    return Trace(plan.started_on, states, weekdays, rested, trained, untold)


def _any_done(event: SessionClosed | SessionCorrected) -> bool:
    return any(result.outcome is not Outcome.SKIPPED for result in event.results)


def first_day(today: date) -> date:
    """The Monday from which on a rhythm is told."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def rhythm_of(found: Trace, today: date, reached: Set[date]) -> Rhythm:
    """The rhythm of the last weeks, the running one included."""
    first = first_day(today)
    return rhythm(list(days(found, first, today, reached)), past=(today - first).days)


def days(found: Trace, first: date, today: date, reached: Set[date]) -> Iterator[Day]:
    """Every day from `first` to the Sunday after `today`.

    `reached` are the dates on which Lumbo did its part: it came, or knew why not. A past day that is
    not among them costs nobody anything.
    """
    last = today + timedelta(days=6 - today.weekday())
    begun = found.started_on or last + _ONE
    state = _before(found.states, first, PlanState.ONBOARDING)
    chosen = _before(found.weekdays, first, EVERY_DAY)
    day = first
    while day <= last:
        both = chosen & found.weekdays.get(day, chosen)
        away = begun <= day < today and day not in reached
        yield Day(
            planned=day >= begun and day.weekday() in both,
            trained=day in found.trained,
            excused=away or state in RESTING or day in found.rested,
        )
        state = found.states.get(day, state)
        chosen = found.weekdays.get(day, chosen)
        day += _ONE


def _before(known: Mapping[date, T], day: date, otherwise: T) -> T:
    """What held when `day` began."""
    earlier = [on for on in known if on < day]
    return known[max(earlier)] if earlier else otherwise
