"""The plan: a person's enrolment as one frozen value, folded from the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.asking import Topic
from bot.domain.exercise import Equipment
from bot.domain.happening import Effort, Outcome, Place, When
from bot.domain.measured import Activity, Week
from bot.domain.prescription import DayType, SessionPlan
from bot.domain.reason import Because
from bot.domain.replacing import replace
from bot.domain.screening import Answers, Health
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


class Morning(StrEnum):
    """The morning after a session, free of new pain."""

    CALM = "calm"
    TIRED = "tired"


class Need(StrEnum):
    """Why a clearance is needed; the view shows the text that belongs to it."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SCREENING = "screening"
    UNDER_AGE = "under_age"
    PAIN = "pain"


@dataclass(frozen=True)
class Progress:
    """One exercise of one person. It is in the programme once `unlocked_on` is set.

    `hards`, `partials` and `skips` count in a row; `last` is the outcome of the last showing, None
    before the first and while a session is open. `dones` counts since `changed_on`. `wanted` is the
    answer to the offer of a demanding exercise; `kept_on` is when an offer was last declined for now;
    `usual_rung` is how far the usual version had come when the easier one was chosen.
    `hurt_on` are the days of pain in it, 60 days back;
    `dropped_on` is when it last had to make room. `returned`: it comes back at the lowest rung.
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
    wanted: bool | None = None
    left_out: bool = False
    kept_on: date | None = None
    usual_rung: int | None = None
    returned: bool = False
    hurt_on: tuple[date, ...] = ()
    dropped_on: date | None = None
    because: Because | None = None


@dataclass(frozen=True)
class PainEvent:
    """One report of pain; kept 60 days."""

    at: datetime
    day: date
    nrs: int | None
    where: Place | None
    exercise_id: str | None
    when: When


@dataclass(frozen=True)
class Pause:
    """A pause for pain or for clearance.

    `at` is the last report of pain or the last grave answer, `day` the first day of the pause.
    `trigger` is the worst rating of the pain reported (None: not known, or no pain), `unrated` tells
    that a report waits for its 0-10. `need` is why a clearance is wanted, None while the person can
    restart alone; `locked_until` holds after an emergency answer. `after_pain` leads to RECOVERY.
    `checkins` are the worst answers of the last days, oldest first; `calm_pair`: two days of 0/10 in
    a row have been seen. `cleared_on` is the date of the clinician's examination.
    """

    at: datetime
    day: date
    after_pain: bool = True
    trigger: int | None = None
    unrated: bool = False
    need: Need | None = None
    locked_until: datetime | None = None
    checkins: tuple[tuple[date, int], ...] = ()
    calm_pair: bool = False
    consulted: bool = False
    cleared_on: date | None = None


@dataclass(frozen=True)
class Recovery:
    """The gentle return: since when, the rungs before the pain, and how many sessions were done.

    `calm` counts those of them after which the next morning was told to be free of new pain; `unheard`
    is the day of the last one done, as long as nothing was heard of the morning after it.
    """

    since: date
    before: Mapping[str, int]
    done: int = 0
    calm: int = 0
    unheard: date | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause by the person's own wish, out of `state`; `day` is the local date on which it began."""

    since: datetime
    state: PlanState
    ill: bool
    day: date | None = None


@dataclass(frozen=True)
class Sitting:
    """The last session that was built: `full` is the whole of it, `shown` what was offered.

    `epoch` is the plan's at that time: after a pain or a pause the day is built anew. `counted` once
    it is closed as the day's first; `done` when all of a full session was done. `morning` is what was told
    of the morning after, `asked_at` when that was asked.
    """

    session_id: int
    day: date
    epoch: int
    full: SessionPlan
    shown: SessionPlan
    closed: bool = False
    counted: bool = False
    done: bool = False
    effort: Effort | None = None
    morning: Morning | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True)
class Gap:
    """A gap whose step back was taken: its row (days of the table), and the rungs before it."""

    days: int
    before: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rise:
    """Loaded seconds that an exercise gained on `day`; kept as long as the weekly budget looks back."""

    day: date
    exercise_id: str
    seconds: int


@dataclass(frozen=True)
class Plan:
    """Everything the rules need to know of a person; bounded, however long the log is.

    `cleared` are the items of the health card that a clinician has agreed to.
    `epoch` grows with every report of pain and every pause, so that a reminder planned before is stale.
    `done_on` and `trained_days` look back 14 days, `efforts` three sessions, `pains` 60 days. `last_type`
    is the last front or back day. `steady_from`: nothing grows before. `culprits` stay out until the
    return is over. `tier_three_from`: tier 3 stays locked before; `tier_three_rest`: sessions without it.
    `equipment` holds what the person was asked about and has or not; `days_kept_on` is when they declined to
    plan the days they train on; `up_asked_on` and `bending_from` keep bending away from early mornings.
    `asked` is when each question was put last; `weeks` look back a quarter.
    """

    state: PlanState = PlanState.ONBOARDING
    epoch: int = 0
    tags: frozenset[Tag] = frozenset()
    weekdays: frozenset[int] = EVERY_DAY
    started_on: date | None = None
    emergency_clear_at: datetime | None = None
    urgent_clear_at: datetime | None = None
    answers: Answers | None = None
    cleared: frozenset[Health] = frozenset()
    progress: Mapping[str, Progress] = field(default_factory=dict)
    press_days: tuple[date, ...] = ()
    press_felt: bool = False
    lesson_due: bool = True
    tier_one_on: date | None = None
    unlocked_on: date | None = None
    tier_three_on: date | None = None
    tier_three_from: date | None = None
    tier_three_rest: int = 0
    steady_from: date | None = None
    pains: tuple[PainEvent, ...] = ()
    culprits: frozenset[str] = frozenset()
    pause: Pause | None = None
    recovery: Recovery | None = None
    rest: Rest | None = None
    sitting: Sitting | None = None
    trained_on: date | None = None
    counted_on: date | None = None
    done_on: tuple[date, ...] = ()
    trained_days: tuple[date, ...] = ()
    efforts: tuple[Effort | None, ...] = ()
    rises: tuple[Rise, ...] = ()
    gap: Gap | None = None
    last_type: tuple[date, DayType] | None = None
    equipment: Mapping[Equipment, bool] = field(default_factory=dict)
    days_kept_on: date | None = None
    up_asked_on: date | None = None
    bending_from: datetime | None = None
    asked: Mapping[Topic, date] = field(default_factory=dict)
    weeks: tuple[Week, ...] = ()
    activities: tuple[Activity, ...] = ()


def with_progress(plan: Plan, changed: Mapping[str, Progress]) -> Plan:
    """The plan with these exercises' progress replaced."""
    return replace(plan, progress={**plan.progress, **changed}) if changed else plan
