"""The log: everything that can happen to a plan; the plan is a pure function of it."""

from dataclasses import dataclass
from datetime import date

from bot.domain.happening import Effort, Happening, Place, Result, When
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
from bot.domain.screening import Answers
from bot.domain.tags import Tag
from bot.domain.telling import EquipmentNoted, KeptAsIs, NotIll, UpAnswered


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled(Happening):
    """A specialist has agreed: the plan opens. With the screening cards, `Screened` opens it instead."""

    tags: frozenset[Tag] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened(Happening):
    """All six cards, at the start or with an answer changed by /safety.

    `anew`: the cards of warning signs and of pain were among those asked; otherwise those answers were kept.
    """

    answers: Answers
    anew: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyAnswered(Happening):
    """The emergency card: whether any of its signs is there."""

    any: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentAnswered(Happening):
    """The urgent card: whether any of its signs is there."""

    any: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionBuilt(Happening):
    """A session was put together from `prescribe`; rises, step-backs and unlocks are decided here."""

    session_id: int
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionClosed(Happening):
    """A session ended, finished or not; exercises that were not reached count as skipped."""

    session_id: int
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortGiven(Happening):
    """The one answer for a whole session; it counts for each exercise that was done."""

    session_id: int
    effort: Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class PressMastered(Happening):
    """Whether the back is felt to press the hand while breathing: the gate to everything else."""

    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReported(Happening):
    """Pain: the plan stops at once. `nrs` is 0-10, or None as long as it is not known (the stricter band).

    `session_id` is the session that it came after, when that was asked about.
    """

    nrs: int | None = None
    where: Place | None = None
    exercise_id: str | None = None
    when: When = When.DURING
    session_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainRated(Happening):
    """0-10 for the last pain reported; a lower answer than one given before changes nothing."""

    nrs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPlaced(Happening):
    """Where the last pain reported is."""

    where: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Happening):
    """Pain now, 0-10: the daily check-in of a pause, or the question before a session (1 or more stops)."""

    nrs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted(Happening):
    """Whether a doctor or physiotherapist was spoken to about this pain."""

    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceConfirmed(Happening):
    """A clinician examined the person on the local date `on` and said that gentle exercise is fine."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartAsked(Happening):
    """The restart button was pressed: the only way out of a pause for pain or for clearance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PausedByUser(Happening):
    """The person wants a break; `ill` when it is for fever or illness."""

    ill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumedByUser(Happening):
    """The break is over; after illness `well` says that the person was well for 24 hours."""

    well: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysChosen(Happening):
    """The training days: 3 to 7 weekdays, 0 is Monday."""

    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChosen(Happening):
    """Show the easier version of an exercise from now on, or the usual one again."""

    exercise_id: str
    easier: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TierThreeOptedIn(Happening):
    """Whether the person wants a demanding exercise once its conditions are met."""

    exercise_id: str
    yes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Happening):
    """The person wants an exercise out of the sessions (the swap after three skips)."""

    exercise_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReAdded(Happening):
    """The person wants an exercise back that was left out, or removed after hurting twice."""

    exercise_id: str


Event = (
    Enrolled
    | Screened
    | EmergencyAnswered
    | UrgentAnswered
    | SessionBuilt
    | SessionClosed
    | EffortGiven
    | PressMastered
    | PainReported
    | PainRated
    | PainPlaced
    | CheckedIn
    | Consulted
    | ClearanceConfirmed
    | RestartAsked
    | PausedByUser
    | ResumedByUser
    | DaysChosen
    | VersionChosen
    | TierThreeOptedIn
    | LeftOut
    | ReAdded
    | KeptAsIs
    | EquipmentNoted
    | NotIll
    | UpAnswered
    | QuestionAsked
    | MorningAnswered
    | WeekAveraged
    | WeekWorst
    | ActivityNamed
    | ActivityRated
    | ActivityDropped
    | SessionCorrected
    | TrainedUntold
)
