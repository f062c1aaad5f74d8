"""What use cases answer with: plain values that views draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain import morning
from bot.domain.asking import Topic
from bot.domain.cards import Card, Draft
from bot.domain.comeback import Comeback
from bot.domain.explaining import Why
from bot.domain.log import Event
from bot.domain.offering import Offer
from bot.domain.person import Person, Question, next_question
from bot.domain.plan import Plan, PlanState
from bot.domain.prescription import Prescription
from bot.domain.refusal import CLINICIAN, Missing, Refusal, Refused
from bot.domain.safety import STOPPED
from bot.domain.session import Session
from db.sessions import StoredSession


@dataclass(frozen=True, slots=True)
class Asked:
    """Something has to be answered before anything else."""

    person: Person


@dataclass(frozen=True, slots=True)
class Closed:
    """The plan does not allow it now: why, and what has to happen first."""

    person: Person
    plan: Plan
    reason: Refusal
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An open session: its living message and how things stand.

    `fresh` when it has just begun, and then `back` is the gap that it ends.
    """

    session_id: int
    session: Session
    message_id: int | None
    fresh: bool = False
    stale: bool = False
    back: Comeback | None = None


@dataclass(frozen=True, slots=True)
class MorningDue:
    """Before a session: was there new pain since the one of `day`? The rest is what Start was to begin."""

    session_id: int
    day: date
    today: date
    returning: bool
    occurrence_id: int = 0
    short: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A session that has come to its end; `ask_press` when the floor press is to be asked about."""

    session_id: int
    session: Session
    message_id: int | None
    ask_press: bool = False


@dataclass(frozen=True, slots=True)
class TrainedToday:
    """Today's session is done; one more would not count. `only_press`: it may be repeated all the same.

    `enough`: it was done twice, and a third time is not begun.
    """

    enough: bool
    only_press: bool = False


@dataclass(frozen=True, slots=True)
class StartHeld:
    """Something is asked first; then the session begins as Start was pressed."""

    occurrence_id: int
    short: bool
    again: bool

    @property
    def mode(self) -> int:
        """How a button says it: 0 the whole session, 1 the short one, 2 once more."""
        return 2 if self.again else int(self.short)


class UpAsked(StartHeld):
    """Today's session bends the back: has the person been up for an hour?"""


class CardsDue(StartHeld):
    """It is time for the two cards of warning signs."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The button belongs to a session that is over, or to none at all.

    `with_its_day`: it was open until this tap, and belongs to another day.
    """

    with_its_day: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """The effort is noted. `asks` is the one question that follows, `offer` what is offered if it is that;
    `counts` when it was the day's first; `twice_a_day`: the press, which is all there is, may be repeated.
    """

    reasons: Sequence[Why]
    next_invitation: datetime | None
    asks: Topic | None = None
    offer: Offer | None = None
    counts: bool = True
    twice_a_day: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """An exercise to be drawn, with its timer if one runs: of `user_id`; `over` when that has run out."""

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
class Paused:
    """A break has begun; `message_id` is the living message of the session that ended with it."""

    plan: Plan
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands: what is known of them, their plan, and what it waits for."""

    person: Person
    plan: Plan | None
    missing: tuple[Missing, ...] = ()

    @property
    def question(self) -> Question | None:
        """What has to be answered before anything else; nothing while the plan rests."""
        resting = self.plan is not None and self.plan.state in STOPPED
        return None if resting else next_question(self.person)

    @property
    def agreed(self) -> bool:
        """Whether a doctor or physiotherapist has agreed, and nothing since has made one wanted again."""
        return self.person.specialist is True and not any(each.lack in CLINICIAN for each in self.missing)


@dataclass(frozen=True, slots=True)
class CardNoted:
    """A screening card was answered. `before` is the plan until then; `stands` how things are now.

    `first` while these are the first cards; `event` is what the answer was for the log, None while others
    are still to come. `session` is the open session, when its exercises have changed by the answer.
    """

    before: Plan
    stands: Standing
    first: bool
    event: Event | None = None
    session: Step | None = None


@dataclass(frozen=True, slots=True)
class CardRefused:
    """The answer to `card` was refused for `reason`; nothing has changed in the cards."""

    card: Card
    reason: Refusal
    cards: Draft


SessionAnswer = Asked | Closed | CardsDue | MorningDue | UpAsked | Step | Finished | TrainedToday | Gone
PainAnswer = PainNoted | Refused | None
CardAnswer = CardNoted | CardRefused | None


def morning_due(plan: Plan, day: date, now: datetime) -> MorningDue | None:
    """The question about the morning after, where it has just been put or is due to be."""
    return morning_of(plan, day) if morning.holds_start(plan, day, now) else None


def morning_of(plan: Plan, day: date) -> MorningDue | None:
    """The question about the morning after the last session, as it is put on `day`."""
    if plan.sitting is None:
        return None
    return MorningDue(plan.sitting.session_id, plan.sitting.day, day, plan.state is PlanState.RECOVERY)


def step_of(
    stored: StoredSession, *, fresh: bool = False, stale: bool = False, back: Comeback | None = None
) -> Step:
    """A stored session as the step it stands at."""
    return Step(stored.id, stored.session, stored.message_id, fresh, stale, back)
