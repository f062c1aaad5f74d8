"""The plan: a person's enrolment as one frozen value, folded from the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.log import Effort, Outcome, Place, When
from bot.domain.prescription import SessionPlan
from bot.domain.reason import Because
from bot.domain.tags import Tag

EVERY_DAY = frozenset(range(7))


class PlanState(StrEnum):
    """Where a plan stands; sessions exist in ACTIVE and RECOVERY only (docs/safety.md#states)."""

    ONBOARDING = "onboarding"
    ACTIVE = "active"
    PAUSED_PAIN = "paused_pain"
    RECOVERY = "recovery"
    PAUSED_BY_USER = "paused_by_user"
    NEEDS_CLEARANCE = "needs_clearance"


class Need(StrEnum):
    """Why a clearance is needed; the view shows the text that belongs to it."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SCREENING = "screening"
    UNDER_AGE = "under_age"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class Progress:
    """One exercise of one person. It is in the programme once `unlocked_on` is set.

    `hards`, `partials` and `skips` count in a row; `last` is the outcome of the last showing, None
    before the first and while a session is open. `dones` counts since `changed_on`.
    """

    rung: int
    unlocked_on: date | None = None
    points: int = 0
    last: Outcome | None = None
    effort: Effort | None = None
    shown_on: date | None = None
    risen_on: date | None = None
    changed_on: date | None = None
    dones: int = 0
    hards: int = 0
    partials: int = 0
    skips: int = 0
    easier: bool = False
    wanted: bool = False
    left_out: bool = False
    hurt_on: tuple[date, ...] = ()
    dropped_on: date | None = None
    because: Because | None = None


@dataclass(frozen=True, slots=True)
class PainEvent:
    """One report of pain; kept 60 days."""

    at: datetime
    day: date
    nrs: int | None
    where: Place | None
    exercise_id: str | None
    when: When


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause for pain or for clearance, since `at`/`day`.

    `trigger` is the pain that caused it (None: unknown, or no pain); `checkins` are the worst answers
    of the last days, newest last; `emergency_clear_on`/`urgent_clear_on` are the days of the last
    clear cards since then; `calm_pair` tells whether two days of 0/10 in a row have been seen.
    """

    at: datetime
    day: date
    trigger: int | None = None
    need: Need | None = None
    locked_until: datetime | None = None
    checkins: tuple[tuple[date, int], ...] = ()
    calm_pair: bool = False
    emergency_clear_on: date | None = None
    urgent_clear_on: date | None = None
    consulted: bool = False
    cleared_on: date | None = None
    after_pain: bool = True


@dataclass(frozen=True, slots=True)
class Recovery:
    """The gentle return: since when, how many counted sessions were done, and the rungs before the pain."""

    since: date
    before: Mapping[str, int]
    done: int = 0
    culprits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause by the person's own wish, out of `state`."""

    since: datetime
    state: PlanState
    ill: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session that was built: `full` is the whole session, `shown` what was offered of it.

    `counts` is False for a second one on the same day; `done`/`effort` are known once it is closed.
    """

    session_id: int
    day: date
    full: SessionPlan
    shown: SessionPlan
    counts: bool
    closed: bool = False
    done: bool = False
    effort: Effort | None = None


@dataclass(frozen=True, slots=True)
class Rise:
    """Loaded seconds that an exercise gained on `day`; kept as long as the weekly budget looks back."""

    day: date
    exercise_id: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the rules need to know of a person.

    `epoch` grows with every pain report and every pause, so that a reminder planned before is stale.
    """

    state: PlanState = PlanState.ONBOARDING
    epoch: int = 0
    tags: frozenset[Tag] = frozenset()
    weekdays: frozenset[int] = EVERY_DAY
    started_on: date | None = None
    screened_on: date | None = None
    progress: Mapping[str, Progress] = field(default_factory=dict)
    press_days: tuple[date, ...] = ()
    press_felt: bool = False
    tier_one_on: date | None = None
    tier_three_from: date | None = None
    tier_three_rest: int = 0
    unlocked_on: date | None = None
    tier_three_on: date | None = None
    steady_from: date | None = None
    lesson_due: bool = True
    pains: tuple[PainEvent, ...] = ()
    pause: Pause | None = None
    recovery: Recovery | None = None
    rest: Rest | None = None
    sitting: Sitting | None = None
    trained_on: date | None = None
    done_on: tuple[date, ...] = ()
    efforts: tuple[Effort | None, ...] = ()
    rises: tuple[Rise, ...] = ()
    last_type: str | None = None
