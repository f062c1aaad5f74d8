"""The coach: what an event makes of a plan, what a day asks for, and why.

The plan is a pure function of the log: `replay` folds it, `apply` is one step of the fold.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.domain import (
    activities,
    booking,
    building,
    correcting,
    equipment,
    morning,
    opening,
    safety,
    transitions,
    waking,
    weekly,
    wishes,
)
from bot.domain.correcting import Page
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    DaysChosen,
    EffortGiven,
    EmergencyAnswered,
    Enrolled,
    Event,
    LeftOut,
    PainPlaced,
    PainRated,
    PainReported,
    PausedByUser,
    PressMastered,
    ReAdded,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    SessionClosed,
    TierThreeOptedIn,
    UrgentAnswered,
    VersionChosen,
)
from bot.domain.measures import (
    ActivityDropped,
    ActivityNamed,
    ActivityRated,
    MorningAnswered,
    QuestionAsked,
    SessionCorrected,
    TrainedUntold,
    WeekAveraged,
    WeekWorst,
)
from bot.domain.plan import Plan
from bot.domain.prescription import SessionPlan
from bot.domain.programme import Programme
from bot.domain.refusal import Refusal, Refused
from bot.domain.telling import EquipmentNoted, KeptAsIs, NotIll, UpAnswered

Step = Callable[[Plan, Any, Programme], Plan | Refused]

STEPS: Mapping[type[Event], Step] = {
    Enrolled: opening.enrol,
    Screened: opening.screened,
    EmergencyAnswered: lambda plan, event, _: safety.emergency(plan, event),
    UrgentAnswered: lambda plan, event, _: safety.urgent(plan, event),
    SessionBuilt: lambda plan, event, programme: building.book(plan, programme, event),
    SessionClosed: booking.close,
    EffortGiven: lambda plan, event, _: booking.rate(plan, event),
    PressMastered: lambda plan, event, _: wishes.feel_press(plan, event),
    PainReported: lambda plan, event, _: safety.report(plan, event),
    PainRated: lambda plan, event, _: safety.rate(plan, event),
    PainPlaced: lambda plan, event, _: safety.place(plan, event),
    CheckedIn: lambda plan, event, _: safety.check_in(plan, event),
    Consulted: lambda plan, event, _: safety.consulted(plan, event),
    ClearanceConfirmed: lambda plan, event, _: safety.confirm(plan, event),
    RestartAsked: opening.restart,
    PausedByUser: lambda plan, event, _: opening.pause(plan, event),
    ResumedByUser: lambda plan, event, _: opening.resume(plan, event),
    NotIll: lambda plan, event, _: opening.not_ill(plan),
    DaysChosen: lambda plan, event, _: wishes.choose_days(plan, event),
    VersionChosen: wishes.choose_version,
    TierThreeOptedIn: wishes.opt_in,
    LeftOut: wishes.leave_out,
    ReAdded: wishes.add_again,
    KeptAsIs: wishes.keep,
    EquipmentNoted: lambda plan, event, _: equipment.note(plan, event),
    UpAnswered: lambda plan, event, _: waking.answered(plan, event),
    QuestionAsked: lambda plan, event, _: morning.asked(plan, event),
    MorningAnswered: lambda plan, event, _: morning.answered(plan, event),
    WeekAveraged: lambda plan, event, _: weekly.averaged(plan, event),
    WeekWorst: lambda plan, event, _: weekly.worst(plan, event),
    ActivityNamed: lambda plan, event, _: activities.name(plan, event),
    ActivityRated: lambda plan, event, _: activities.rate(plan, event),
    ActivityDropped: lambda plan, event, _: activities.drop(plan, event),
    SessionCorrected: lambda plan, event, programme: Refused(Refusal.NOT_NOW),
    TrainedUntold: lambda plan, event, programme: Refused(Refusal.NOT_NOW),
}


def apply(plan: Plan, event: Event, programme: Programme) -> Plan | Refused:
    """The plan after `event`, or why it is refused; a refused event is not logged."""
    after = STEPS[type(event)](plan, event, programme)
    if isinstance(after, Plan) and not transitions.permits(plan.state, type(event), after.state):
        return Refused(Refusal.NOT_NOW)
    return after


def replay(events: Iterable[Event], programme: Programme) -> Plan:
    """The plan that follows from the log; an event that is refused changes nothing."""
    pages = follow(events, programme)
    return pages[-1].after if pages else Plan()


def follow(events: Iterable[Event], programme: Programme, pages: Sequence[Page] = ()) -> list[Page]:
    """The log page by page, where `pages` are its beginning."""
    pages = list(pages)
    for event in events:
        before, after = _last(pages), turned(pages, event, programme)
        pages.append(Page(before, event, before if isinstance(after, Refused) else after))
    return pages


def turned(pages: Sequence[Page], event: Event, programme: Programme) -> Plan | Refused:
    """The plan after the next event; after a correction it follows from the amended pages before it."""
    if isinstance(event, SessionCorrected | TrainedUntold):
        return correcting.corrected(pages, event, programme, apply)
    return apply(_last(pages), event, programme)


def _last(pages: Sequence[Page]) -> Plan:
    return pages[-1].after if pages else Plan()


def prescribe(
    plan: Plan, programme: Programme, day: date, at: datetime, *, short: bool = False
) -> SessionPlan | Refused:
    """What `SessionBuilt` at this moment would show; the plan itself is not changed."""
    built = building.build(plan, programme, day, at, short=short)
    return built if isinstance(built, Refused) else built.shown
