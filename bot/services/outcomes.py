"""What use cases answer with: plain values that views draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.explaining import Why
from bot.domain.person import Person, Question
from bot.domain.plan import Plan, PlanState
from bot.domain.prescription import Prescription
from bot.domain.refusal import Missing, Refusal, Refused
from bot.domain.session import Session
from db.sessions import StoredSession


@dataclass(frozen=True, slots=True)
class Asked:
    """Something has to be answered before anything else."""

    question: Question


@dataclass(frozen=True, slots=True)
class Closed:
    """The plan does not allow it now: why, and what has to happen first."""

    person: Person
    plan: Plan
    reason: Refusal
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An open session: its living message and how things stand. `fresh` when it has just begun."""

    session_id: int
    session: Session
    message_id: int | None
    fresh: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A session that has come to its end; `ask_press` when the floor press is to be asked about."""

    session_id: int
    session: Session
    message_id: int | None
    ask_press: bool = False


@dataclass(frozen=True, slots=True)
class TrainedToday:
    """Today's session is done; one more would not count."""

    session: Session


@dataclass(frozen=True, slots=True)
class Gone:
    """The button belongs to a session that is over, or to none at all."""


@dataclass(frozen=True, slots=True)
class Rated:
    """The effort is noted. `opt_in` is a demanding exercise that is ready, if there is one."""

    reasons: Sequence[Why]
    next_due: datetime | None
    ask_press: bool = False
    opt_in: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A hold timer to be drawn: of `user_id`, in message `message_id`; `over` when it has run out."""

    user_id: int
    language: str
    step: Step
    prescription: Prescription
    elapsed: float
    over: bool


@dataclass(frozen=True, slots=True)
class PainNoted:
    """Everything has stopped. `session` is the one that was open, with its living message."""

    plan: Plan
    missing: tuple[Missing, ...]
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands: what is known of them, their plan, and what lies ahead."""

    person: Person
    plan: Plan | None
    missing: tuple[Missing, ...] = ()
    next_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """From `monday` to `today`: sessions by day, oldest first, and the plan's state as it changed."""

    standing: Standing
    today: date
    monday: date
    sessions: Sequence[tuple[date, Session]]
    states: Mapping[date, PlanState]


SessionAnswer = Asked | Closed | Step | Finished | TrainedToday | Gone
PainAnswer = PainNoted | Refused | None


def step_of(stored: StoredSession, *, fresh: bool = False, stale: bool = False) -> Step:
    """A stored session as the step it stands at."""
    return Step(stored.id, stored.session, stored.message_id, fresh, stale)
