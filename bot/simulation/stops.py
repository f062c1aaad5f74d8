"""The safety rules about stopping: what ends a plan's sessions, and the only ways on."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.domain.happening import Place
from bot.domain.log import (
    CheckedIn,
    EmergencyAnswered,
    Enrolled,
    Event,
    PainPlaced,
    PainRated,
    PainReported,
    PausedByUser,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.plan import PlanState
from bot.simulation.books import ACTIVE, RECOVERY, STOPPED, TRAINING, Books, Moment
from bot.simulation.told import Told

ONBOARDING, PAUSED, OWN = PlanState.ONBOARDING, PlanState.PAUSED_PAIN, PlanState.PAUSED_BY_USER
CLEARANCE = PlanState.NEEDS_CLEARANCE
GRAVE = (Place.BELOW_KNEE, Place.TINGLING, Place.WEAKNESS)

DOORS: Mapping[type[Event], frozenset[tuple[PlanState, PlanState]]] = {
    SessionCorrected: frozenset({(ACTIVE, RECOVERY)}),
    TrainedUntold: frozenset({(ACTIVE, RECOVERY)}),
    Enrolled: frozenset({(ONBOARDING, ACTIVE)}),
    SessionBuilt: frozenset({(RECOVERY, ACTIVE)}),
    RestartAsked: frozenset({(PAUSED, RECOVERY), (CLEARANCE, RECOVERY), (CLEARANCE, ACTIVE)}),
    PausedByUser: frozenset({(ACTIVE, OWN), (RECOVERY, OWN)}),
    ResumedByUser: frozenset({(OWN, ACTIVE), (OWN, RECOVERY)}),
    Screened: frozenset({(ONBOARDING, ACTIVE), (CLEARANCE, ACTIVE), (CLEARANCE, RECOVERY)}),
}
"""The only ways from state to state, but for those into a pause for pain or a clearance."""


def by_the_doors(_: Books, moment: Moment) -> Iterator[str]:
    """10: out of a pause only by what is meant for it, and never straight from pain to the full plan."""
    move = (moment.before.state, moment.after.state)
    if move[0] is move[1] or move[1] in STOPPED:
        return
    if move not in DOORS.get(type(moment.event), ()):
        yield f"{type(moment.event).__name__} led from {move[0]} to {move[1]}"
    pause = moment.before.pause
    if move == (CLEARANCE, ACTIVE) and (pause is None or pause.after_pain):
        yield "from a clearance after pain to the full plan"


def red_flags_stop(_: Books, moment: Moment) -> Iterator[str]:
    """11."""
    flagged = isinstance(moment.event, EmergencyAnswered | UrgentAnswered) and moment.event.any
    if flagged and moment.after.state is not CLEARANCE:
        yield f"after a warning sign the plan is {moment.after.state}"


def pain_stops(_: Books, moment: Moment) -> Iterator[str]:
    """I5: in the very moment in which it is told."""
    if isinstance(moment.event, PainReported) and moment.after.state not in STOPPED:
        yield f"after pain the plan is {moment.after.state}"


def looked_at_first(books: Books, moment: Moment) -> Iterator[str]:
    """10, by T4 and T6: what nobody may sit out alone does not stay a pause that ends by itself."""
    if moment.after.state is PAUSED:
        for reason in _for_a_clinician(books.told, moment):
            yield f"a pause without a clinician though {reason}"


def _for_a_clinician(told: Told, moment: Moment) -> Iterator[str]:
    event, day = moment.event, moment.event.day
    if isinstance(event, PainReported | PainRated | CheckedIn) and event.nrs is not None and event.nrs >= 7:
        yield f"it is {event.nrs}"
    if isinstance(event, PainReported | PainPlaced) and event.where in GRAVE:
        yield f"it is in {event.where}"
    if moment.before.state is PAUSED:
        yield from _gets_no_better(told, event)
        return
    rest = moment.before.rest
    if RECOVERY in (moment.before.state, rest.state if rest else None):
        yield "it came in the gentle return"
    if told.events(day, 14) >= 1 or told.events(day, 60) >= 2:
        yield f"there was pain on {told.pains[-2:]}"


def _gets_no_better(told: Told, event: Event) -> Iterator[str]:
    """T6: worse by 2, or no two calm days in a row within 14."""
    calm_now = False
    if isinstance(event, CheckedIn):
        calm_now = event.nrs == 0 and told.calm(event.day - timedelta(days=1)) > 0
        if told.nrs and not told.unrated and event.nrs >= told.nrs + 2:
            yield f"it was {told.nrs} and is {event.nrs}"
    late = isinstance(event, CheckedIn | RestartAsked) and (event.day - told.since).days >= 14
    if late and not calm_now and not told.calm_pair():
        yield f"there were no two calm days since {told.since}"


def locked_for_a_day(books: Books, moment: Moment) -> Iterator[str]:
    """11, by T2: no way out for 24 hours after an emergency answer."""
    out, alarm = moment.after.state in TRAINING and moment.before.state in STOPPED, books.told.alarm
    if out and alarm is not None and moment.event.at - alarm < timedelta(hours=24):
        yield f"went on {moment.event.at - alarm} after an emergency answer"


def nothing_missing(books: Books, moment: Moment) -> Iterator[str]:
    """10, by T5 and T8: a restart has what the document asks for, by what was told to the watch."""
    if not isinstance(moment.event, RestartAsked) or moment.after.state not in TRAINING:
        return
    event, told = moment.event, books.told
    if told.cards_clear is None or told.at is None or told.cards_clear < told.at:
        yield "restarted without clear cards since the stop"
    elif event.at - told.cards_clear > timedelta(hours=24):
        yield f"restarted on cards of {told.cards_clear}"
    if moment.before.state is PAUSED:
        yield from _waited(told, event)
        return
    early = books.hurting and told.examined is not None and told.examined < told.day
    if told.examined is None or early or told.examined > event.day:
        yield f"restarted on an examination of {told.examined}, after {told.day}"
    if told.calm(event.day) < 1:
        yield "restarted without a calm day"


def _waited(told: Told, event: RestartAsked) -> Iterator[str]:
    """Pain of 1-3: 48 hours, 2 calm days and a word with a clinician, or 5; stronger or unrated: 96 and 3."""
    strong = told.unrated or told.nrs >= 4
    hours, days = (96, 3) if strong else (48, 2)
    calm = told.calm(event.day)
    if told.at is not None and event.at - told.at < timedelta(hours=hours):
        yield f"restarted {event.at - told.at} after pain of {told.nrs}"
    if calm < days:
        yield f"restarted after {calm} calm days"
    alone = calm >= 5 and not strong and told.events(event.day, 60) <= 1
    if not told.consulted and not alone:
        yield f"restarted without a word with a clinician, after {calm} calm days"


def asked_in_time(books: Books, moment: Moment) -> Iterator[str]:
    """9, by 3.2: the cards of warning signs were clear within 28 days; after as long a gap, within one."""
    event, clear = moment.event, books.told.cards_clear
    if clear is None or event.at - clear >= timedelta(days=28):
        yield f"a session on cards of {clear}"
    gap = books.trained is not None and (event.day - books.trained).days >= 28
    if gap and clear is not None and event.at - clear > timedelta(hours=24):
        yield f"a session after a gap since {books.trained}, on cards of {clear}"


def built_in_time(books: Books, moment: Moment) -> Iterator[str]:
    """9 and I5."""
    if moment.before.state not in TRAINING or moment.after.state not in TRAINING:
        yield f"a session was built in {moment.before.state}"
    if books.stopped:
        yield "a session was built after pain and before a restart"
