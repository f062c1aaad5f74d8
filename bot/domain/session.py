"""One training sitting: a cursor over its prescriptions, changed only from the step that was seen.

Every change names the cursor its button was drawn for; a button of an earlier step gives `Stale`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.happening import Outcome, Result
from bot.domain.prescription import Prescription, SessionPlan
from bot.domain.replacing import replace

MOST_A_DAY = 2
"""Sittings on one day: the second one counts for nothing, and there is no third (docs/safety.md#days)."""


class SessionState(StrEnum):
    """OPEN while there is something to do; STOPPED by pain or by the person."""

    OPEN = "open"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Hold:
    """The running hold timer: `banked` seconds before it last ran, and since when it runs (None: paused)."""

    banked: float
    running_since: datetime | None


@dataclass(frozen=True)
class Session:
    """A sitting of `day`; `outcomes` belong to what lies before the cursor, `version` counts changes.

    `lesson`: the floor press is to be learnt (again) first.
    """

    day: date
    prescriptions: tuple[Prescription, ...]
    seconds: int
    short: bool = False
    outcomes: tuple[Outcome, ...] = ()
    easier: frozenset[str] = frozenset()
    lesson: bool = False
    hold: Hold | None = None
    state: SessionState = SessionState.OPEN
    version: int = 0

    @property
    def cursor(self) -> int:
        """How many prescriptions are behind."""
        return len(self.outcomes)

    @property
    def present(self) -> Prescription | None:
        """The prescription at the cursor; None when the sitting is over."""
        return self.prescriptions[self.cursor] if self.state is SessionState.OPEN else None


@dataclass(frozen=True, slots=True)
class Stale:
    """The button belongs to an earlier step; `session` is how things stand, unchanged."""

    session: Session


def start(plan: SessionPlan) -> Session:
    """A sitting at its first prescription."""
    return Session(plan.day, plan.prescriptions, plan.seconds, plan.short, lesson=plan.lesson)


def complete(session: Session, cursor: int) -> Session | Stale:
    """The exercise at the cursor was done in full."""
    return _advanced(session, cursor, Outcome.DONE)


def skip(session: Session, cursor: int, *, begun: bool) -> Session | Stale:
    """The exercise at the cursor is left: in part when it was begun."""
    return _advanced(session, cursor, Outcome.PARTIAL if begun else Outcome.SKIPPED)


def show_easier(session: Session, cursor: int) -> Session | Stale:
    """Show the easier version of the exercise at the cursor, for this sitting."""
    present = session.present
    if present is None or cursor != session.cursor or present.exercise_id in session.easier:
        return Stale(session)
    return _changed(session, easier=session.easier | {present.exercise_id})


def begin_hold(session: Session, cursor: int, now: datetime) -> Session | Stale:
    """Start the hold timer; a timer that runs or is paused is left alone."""
    if session.present is None or cursor != session.cursor or session.hold:
        return Stale(session)
    return _changed(session, hold=Hold(0.0, now))


def pause_hold(session: Session, cursor: int, now: datetime) -> Session | Stale:
    """Let the timer rest where it is."""
    if not _at(session, cursor) or session.hold is None or session.hold.running_since is None:
        return Stale(session)
    return _changed(session, hold=Hold(elapsed(session.hold, now), None))


def resume_hold(session: Session, cursor: int, now: datetime) -> Session | Stale:
    """Let the timer go on."""
    if not _at(session, cursor) or session.hold is None or session.hold.running_since is not None:
        return Stale(session)
    return _changed(session, hold=Hold(session.hold.banked, now))


def stop_hold(session: Session, cursor: int) -> Session | Stale:
    """Put the timer away: stopped by the person, or run to its end."""
    if not _at(session, cursor) or session.hold is None:
        return Stale(session)
    return _changed(session, hold=None)


def ahead(session: Session, prescriptions: tuple[Prescription, ...]) -> Session:
    """The sitting with other prescriptions from the cursor on; without any it is over.

    The timer goes on when the exercise at the cursor is to be done as before.
    """
    state = session.state if prescriptions else SessionState.FINISHED
    behind, left = session.prescriptions[: session.cursor], session.prescriptions[session.cursor :]
    before, now = (
        tuple((p.exercise_id, p.dose, p.easier) for p in some[:1]) for some in (left, prescriptions)
    )
    hold = session.hold if now == before else None
    return _changed(session, prescriptions=(*behind, *prescriptions), hold=hold, state=state)


def stop(session: Session, *, begun: bool = False) -> Session | Stale:
    """End the sitting here, for pain or by wish; `begun` when the exercise at the cursor was started."""
    if session.state is not SessionState.OPEN:
        return Stale(session)
    outcomes = (*session.outcomes, Outcome.PARTIAL) if begun else session.outcomes
    return _changed(session, outcomes=outcomes, hold=None, state=SessionState.STOPPED)


def without(session: Session, gone: Collection[str], eased: Collection[str]) -> Session | Stale:
    """Leave out what may not be shown any more, from the cursor on, and show the rest easier where asked."""
    ahead = session.prescriptions[session.cursor :]
    left = tuple(each for each in ahead if each.exercise_id in gone)
    kept = tuple(each for each in ahead if each.exercise_id not in gone)
    easier = session.easier | {each.exercise_id for each in kept if each.exercise_id in eased}
    if session.state is not SessionState.OPEN or (not left and easier == session.easier):
        return Stale(session)
    return _changed(
        session,
        prescriptions=(*session.prescriptions[: session.cursor], *left, *kept),
        outcomes=(*session.outcomes, *[Outcome.SKIPPED] * len(left)),
        easier=easier,
        hold=None if ahead[0] in left else session.hold,
        state=SessionState.OPEN if kept else SessionState.FINISHED,
    )


def results(session: Session) -> tuple[Result, ...]:
    """The outcome of every prescription; what was not reached is skipped."""
    missing = len(session.prescriptions) - len(session.outcomes)
    outcomes = (*session.outcomes, *[Outcome.SKIPPED] * missing)
    return tuple(
        Result(prescription.exercise_id, outcome)
        for prescription, outcome in zip(session.prescriptions, outcomes, strict=True)
    )


def elapsed(hold: Hold, now: datetime) -> float:
    """Seconds of the timeline that are over at `now`."""
    if hold.running_since is None:
        return hold.banked
    return hold.banked + max(0.0, (now - hold.running_since).total_seconds())


def _at(session: Session, cursor: int) -> bool:
    return session.state is SessionState.OPEN and cursor == session.cursor


def _advanced(session: Session, cursor: int, outcome: Outcome) -> Session | Stale:
    if not _at(session, cursor):
        return Stale(session)
    over = cursor + 1 == len(session.prescriptions)
    state = SessionState.FINISHED if over else SessionState.OPEN
    return _changed(session, outcomes=(*session.outcomes, outcome), hold=None, state=state)


def _changed(session: Session, **changes: object) -> Session:
    return replace(session, version=session.version + 1, **changes)  # type: ignore[arg-type]
