"""Corrections of the last days: what is refused, and the plan that follows from the amended history.

Days that were lived stay as they were shown: of what came after a corrected day only that is decided anew
which makes a dose smaller or keeps it. Nothing opens or grows in the past (docs/safety.md#corrections).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import booking, budget, rebuilding
from bot.domain.happening import Effort, Outcome, Result
from bot.domain.log import EffortGiven, Event, SessionBuilt, SessionClosed
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.plan import Plan, Progress, Sitting, with_progress
from bot.domain.programme import Programme
from bot.domain.reason import Because, Reason
from bot.domain.refusal import Refusal, Refused
from bot.domain.replacing import replace
from bot.domain.safety import TRAINING
from bot.domain.standing import after_gap, today_of

Apply = Callable[[Plan, Event, Programme], Plan | Refused]
Correction = SessionCorrected | TrainedUntold
WITHIN = timedelta(days=3)
"""So far back a day can be corrected."""


@dataclass(frozen=True, slots=True)
class Page:
    """One event of a log, with the plan before and after it."""

    before: Plan
    event: Event
    after: Plan


def corrected(pages: Sequence[Page], event: Correction, programme: Programme, apply: Apply) -> Plan | Refused:
    """The plan after a correction of what `pages` tell, or why nothing is changed."""
    reason = refusal(pages, event)
    if reason is not None:
        return Refused(reason)
    every = [*(page.event for page in pages if isinstance(page.event, Correction)), event]
    start = _beginning(pages, event)
    told = {each.session_id: each for each in every if isinstance(each, SessionCorrected)}
    untold = [each.on for each in every if isinstance(each, TrainedUntold)]
    plan = pages[start].before if start < len(pages) else pages[-1].after
    waiting = sorted(on for on in untold if _insertion(pages, on) >= start)
    for page in pages[start:]:
        while waiting and waiting[0] < page.event.day:
            plan = _trained(plan, waiting.pop(0), programme)
        plan = _again(plan, page, told, programme, apply)
    for on in waiting:
        plan = _trained(plan, on, programme)
    return _steady(_explained(plan, pages[-1].after), event.day)


def _trained(plan: Plan, on: date, programme: Programme) -> Plan:
    """Something was done on that day. It ends the gap, and does not undo what the gap before it takes."""
    return booking.trained(after_gap(plan, programme, today_of(plan, on, short=False)), on)


def _explained(plan: Plan, before: Plan) -> Plan:
    """Doses that the correction has moved say so, where the days as they are told now give no new reason."""
    because = Because(12, Reason.CORRECTED)
    moved = {name: found for name, found in plan.progress.items() if _moved(found, before.progress.get(name))}
    return with_progress(plan, {name: replace(found, because=because) for name, found in moved.items()})


def _moved(found: Progress, before: Progress | None) -> bool:
    return before is not None and found.rung != before.rung and found.because == before.because


def _steady(plan: Plan, day: date) -> Plan:
    """Nothing grows while the weekly budget looks back on days that are another story now."""
    until = day + budget.WINDOW
    return replace(plan, steady_from=max(until, plan.steady_from or until))


def _again(
    plan: Plan, page: Page, told: dict[int, SessionCorrected], programme: Programme, apply: Apply
) -> Plan:
    """One event of the past again, as it was or as it was corrected."""
    for event in _amended(plan, page.event, told):
        if isinstance(event, SessionBuilt):
            after: Plan | Refused = rebuilding.built(plan, page.after, event, programme)
        else:
            after = apply(plan, event, programme)
        plan = plan if isinstance(after, Refused) else after
    return plan


def _amended(plan: Plan, event: Event, told: dict[int, SessionCorrected]) -> Iterator[Event]:
    match event:
        case SessionCorrected() | TrainedUntold():
            return
        case SessionClosed():
            yield _closed(plan.sitting, event, told.get(event.session_id))
            fixed = told.get(event.session_id)
            if fixed is not None and fixed.effort is not None:
                yield EffortGiven(
                    at=event.at, day=event.day, session_id=event.session_id, effort=fixed.effort
                )
        case EffortGiven() if event.session_id in told:
            return
        case _:
            yield event


def _closed(sitting: Sitting | None, event: SessionClosed, fixed: SessionCorrected | None) -> SessionClosed:
    shown = {p.exercise_id for p in sitting.shown.prescriptions} if sitting else set()
    results = fixed.results if fixed else event.results
    kept = tuple(result for result in results if result.exercise_id in shown)
    return SessionClosed(at=event.at, day=event.day, session_id=event.session_id, results=kept)


def _beginning(pages: Sequence[Page], event: Correction) -> int:
    """The first page to be lived again: earlier corrections that come after it have to come with it."""
    start = _origin(pages, event)
    for number in range(len(pages) - 1, -1, -1):
        found = pages[number].event
        if number >= start and isinstance(found, Correction):
            start = min(start, _origin(pages, found))
    return start


def _origin(pages: Sequence[Page], event: Correction) -> int:
    if isinstance(event, TrainedUntold):
        return _insertion(pages, event.on)
    return _build_of(pages, event.session_id) or 0


def _insertion(pages: Sequence[Page], on: date) -> int:
    """The first page of a later day."""
    return next((n for n, page in enumerate(pages) if page.event.day > on), len(pages))


def _build_of(pages: Sequence[Page], session_id: int) -> int | None:
    for number in range(len(pages) - 1, -1, -1):
        event = pages[number].event
        if isinstance(event, SessionBuilt) and event.session_id == session_id:
            return number
    return None


def refusal(pages: Sequence[Page], event: Correction) -> Refusal | None:
    """Why a correction is not taken; None when it is."""
    if not pages or pages[-1].after.started_on is None:
        return Refusal.NOT_ENROLLED
    if isinstance(event, TrainedUntold):
        return _refused_day(pages, event.on, event.day) or _refused_untold(pages, event)
    sitting = sitting_of(pages, event.session_id)
    if sitting is None:
        return Refusal.UNKNOWN_SESSION
    return _refused_day(pages, sitting.day, event.day) or _refused_session(pages, sitting, event)


def _refused_day(pages: Sequence[Page], day: date, today: date) -> Refusal | None:
    """Of a day itself: to come, too long ago, or one that pain has spoken on since."""
    plan = pages[-1].after
    if day > today:
        return Refusal.IN_THE_FUTURE
    if today - day > WITHIN:
        return Refusal.TOO_OLD
    if plan.pause is not None or any(pain.day >= day for pain in plan.pains):
        return Refusal.WITH_PAIN
    return None


def _refused_untold(pages: Sequence[Page], event: TrainedUntold) -> Refusal | None:
    place = _insertion(pages, event.on)
    then = pages[place - 1].after if place else Plan()
    if event.on == event.day or then.state not in TRAINING:
        return Refusal.NOT_NOW
    built = any(isinstance(page.event, SessionBuilt) and page.event.day == event.on for page in pages)
    return Refusal.TWO_ON_ONE_DAY if built or event.on in pages[-1].after.trained_days else None


def _refused_session(pages: Sequence[Page], sitting: Sitting, event: SessionCorrected) -> Refusal | None:
    if not sitting.counted:
        return Refusal.TWO_ON_ONE_DAY
    shown = {p.exercise_id for p in sitting.shown.prescriptions}
    if any(result.exercise_id not in shown for result in event.results):
        return Refusal.UNKNOWN_EXERCISE
    same = whole(event.results, sitting), event.effort
    return Refusal.ALREADY_ANSWERED if same == in_force(pages, event.session_id) else None


def sitting_of(pages: Sequence[Page], session_id: int) -> Sitting | None:
    """A session as it was closed; None for one that is unknown or still open."""
    for page in pages:
        if isinstance(page.event, SessionClosed) and page.event.session_id == session_id:
            return page.after.sitting
    return None


def in_force(pages: Sequence[Page], session_id: int) -> tuple[dict[str, Outcome], Effort | None]:
    """Outcomes and effort of a session as they stand, corrections included."""
    outcomes: dict[str, Outcome] = {}
    effort: Effort | None = None
    for event in (page.event for page in pages):
        match event:
            case SessionClosed(session_id=found, results=results) if found == session_id:
                outcomes = whole(results, sitting_of(pages, session_id))
            case EffortGiven(session_id=found) if found == session_id:
                effort = event.effort
            case SessionCorrected(session_id=found, results=results) if found == session_id:
                outcomes, effort = whole(results, sitting_of(pages, session_id)), event.effort
    return outcomes, effort


def whole(results: Sequence[Result], sitting: Sitting | None) -> dict[str, Outcome]:
    """An outcome for everything that was shown; what was not named is skipped."""
    shown = sitting.shown.prescriptions if sitting else ()
    told = {result.exercise_id: result.outcome for result in results}
    return {p.exercise_id: told.get(p.exercise_id, Outcome.SKIPPED) for p in shown}
