"""The state machine, to be read beside clinical notes 4: one row for each arrow (docs/safety.md#states).

The guards stand where `guard` says; this table holds them together. No door opens without a row:
`coach.apply` asks `permits` after every event, so that a slip in a guard cannot lead past the table.
A stop needs no row: whatever halts a plan is always let through.
"""

from dataclasses import dataclass

from bot.domain import gap, pain, recovery
from bot.domain.happening import Happening
from bot.domain.log import (
    CheckedIn,
    EmergencyAnswered,
    Enrolled,
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
from bot.domain.measures import WeekAveraged, WeekWorst
from bot.domain.plan import PlanState

ONBOARDING, ACTIVE, PAUSED_PAIN = PlanState.ONBOARDING, PlanState.ACTIVE, PlanState.PAUSED_PAIN
RECOVERY, BY_USER, CLEARANCE = PlanState.RECOVERY, PlanState.PAUSED_BY_USER, PlanState.NEEDS_CLEARANCE
ANY = tuple(PlanState)

TELLS_OF_PAIN = (PainReported, CheckedIn, Screened, WeekAveraged, WeekWorst)
TELLS_MORE = (PainRated, PainPlaced)


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: from which states to which, on which events, under which condition, guarded where."""

    row: str
    before: tuple[PlanState, ...]
    after: tuple[PlanState, ...]
    on: tuple[type[Happening], ...]
    when: str
    guard: str


TABLE = (
    Transition(
        "T1", (ONBOARDING,), (ACTIVE,), (Screened, Enrolled),
        "all cards clear and confirmed, or a specialist's yes", "screening.verdict",
    ),
    Transition(
        "T2", ANY, (CLEARANCE,), (EmergencyAnswered, UrgentAnswered, Screened),
        f"an emergency or urgent answer, or an item that asks for a clearance; after an emergency no way "
        f"out for {pain.EMERGENCY_LOCK.total_seconds() / 3600:.0f} h", "safety.red_flag",
    ),
    Transition(
        "T3", (ACTIVE, RECOVERY, BY_USER), (PAUSED_PAIN,), TELLS_OF_PAIN,
        f"any report of pain, or 1 and more before a session, up to {pain.CLEARANCE_FROM - 1}",
        "safety.report",
    ),
    Transition(
        "T4", (ONBOARDING, ACTIVE, RECOVERY, BY_USER, PAUSED_PAIN), (CLEARANCE,), TELLS_OF_PAIN + TELLS_MORE,
        f"{pain.CLEARANCE_FROM} or more; a grave place; the 2nd event within {pain.SECOND_WITHIN.days} days "
        f"or the 3rd within {pain.THIRD_WITHIN.days}; any in RECOVERY", "pain.needs_clearance",
    ),
    Transition(
        "T5", (PAUSED_PAIN,), (RECOVERY,), (RestartAsked,),
        f"band A (to {pain.BAND_B_FROM - 1}): {pain.BAND_A.wait.days} days, {pain.BAND_A.zeros} days of 0 "
        f"in a row, spoken to somebody or {pain.BAND_A.zeros_alone} days of 0; band B: "
        f"{pain.BAND_B.wait.days} days, {pain.BAND_B.zeros} days of 0, spoken to somebody; both cards clear; "
        f"the button",
        "missing.what_is_missing",
    ),
    Transition(
        "T6", (PAUSED_PAIN,), (CLEARANCE,), (*TELLS_OF_PAIN, *TELLS_MORE, RestartAsked),
        f"{pain.WORSE_BY} above the pain that began it, or {pain.CLEARANCE_FROM} and more; no two days of 0 "
        f"in a row within {pain.CALM_WITHIN.days} days", "pain.is_worse, safety.overdue",
    ),
    Transition(
        "T7", (RECOVERY,), (ACTIVE,), (SessionBuilt,),
        f"{recovery.SESSIONS} done sessions over {recovery.DAYS.days} days, and the morning after the last",
        "recovery.is_over",
    ),
    Transition(
        "T8", (CLEARANCE,), (RECOVERY, ACTIVE), (RestartAsked, Screened),
        "a clinician's yes of a day not before the event, cards clear, 0 today; where there was no pain: "
        "ACTIVE, also by cards that have become clear", "missing.what_is_missing",
    ),
    Transition(
        "T9", (ACTIVE, RECOVERY), (BY_USER,), (PausedByUser,),
        "the person's wish", "opening.pause",
    ),
    Transition(
        "T9", (BY_USER,), (ACTIVE, RECOVERY), (ResumedByUser,),
        f"the person's wish; well for {pain.ILL_LOCK.total_seconds() / 3600:.0f} h after illness; from "
        f"{gap.TABLE[0].days} days on the gap table", "opening.resume",
    ),
    Transition("T10", (PAUSED_PAIN, CLEARANCE), (), (), "silence: time alone opens nothing", "nowhere"),
)  # fmt: skip
"""T10 leads nowhere: that is its meaning."""


def rows(before: PlanState, event: type[Happening], after: PlanState) -> tuple[str, ...]:
    """The rows by which such an event may lead from `before` to `after`."""
    return tuple(
        each.row for each in TABLE if before in each.before and after in each.after and event in each.on
    )


def permits(before: PlanState, event: type[Happening], after: PlanState) -> bool:
    """Whether the table knows the way; staying where one is and stopping are always permitted."""
    return before is after or after in (PAUSED_PAIN, CLEARANCE) or bool(rows(before, event, after))
