"""The safety rules about stopping: what ends a plan's sessions, and the only ways on."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.domain.log import (
    EmergencyAnswered,
    Enrolled,
    Event,
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

ONBOARDING, PAUSED, OWN = PlanState.ONBOARDING, PlanState.PAUSED_PAIN, PlanState.PAUSED_BY_USER
CLEARANCE = PlanState.NEEDS_CLEARANCE

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


def waits_after_pain(books: Books, moment: Moment) -> Iterator[str]:
    """10: two days at the least, whatever was answered, unless a clinician has looked."""
    out = isinstance(moment.event, RestartAsked) and moment.before.state is PAUSED
    if out and moment.after.state in TRAINING and books.reported_at is not None:
        waited = moment.event.at - books.reported_at
        if waited < timedelta(hours=48):
            yield f"restarted {waited} after pain"


def built_in_time(books: Books, moment: Moment) -> Iterator[str]:
    """9 and I5."""
    if moment.before.state not in TRAINING or moment.after.state not in TRAINING:
        yield f"a session was built in {moment.before.state}"
    if books.stopped:
        yield "a session was built after pain and before a restart"
