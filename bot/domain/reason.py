"""Why a dose is what it is: the rows of the rule table as values, without words (docs/safety.md#rules)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """The plain reason behind a dose; `Because.rule` is its row in the rule table."""

    RED_FLAG = "red_flag"
    """R1: a medical check comes first."""
    PAIN = "pain"
    """R2: pain was reported, the plan is paused."""
    RECOVERY = "recovery"
    """R3: a gentle return after pain; `on` is the first possible day of the full plan."""
    GAP_SAME = "gap_same"
    """R4: 3-6 days without a session: same dose, counted anew. `days` is the gap."""
    GAP_STEP = "gap_step"
    """R4: 7-13 days: one rung down."""
    GAP_THREE_QUARTERS = "gap_three_quarters"
    """R4: 14-27 days: at most three quarters of the loaded time."""
    GAP_HALF = "gap_half"
    """R4: 28-55 days: at most half."""
    GAP_FRESH = "gap_fresh"
    """R4: 56 days or more: a fresh start."""
    SKIPPED = "skipped"
    """R5: skipped last time: same dose."""
    SKIPPED_THRICE = "skipped_thrice"
    """R6: skipped three times in a row: offer the easier version or leaving it out."""
    PARTIAL = "partial"
    """R7: not finished last time: same dose."""
    PARTIAL_TWICE = "partial_twice"
    """R8: not finished twice in a row: one rung down."""
    HARD = "hard"
    """R9: hard last time: same dose."""
    HARD_TWICE = "hard_twice"
    """R10: hard twice in a row: one rung down."""
    DELOAD = "deload"
    """R11: the easy week: fewer repetitions, the rung stays. `on` is the first day after it."""
    FIRST = "first"
    """R12: shown for the first time, at its entry dose."""
    GATHERING = "gathering"
    """R12: `more` points are wanted before it grows."""
    DAY_MISSED = "day_missed"
    """R12: enough points, but the scheduled session before this one was not done in full."""
    UNANSWERED = "unanswered"
    """R12: enough points, but nobody knows how the last time was."""
    RESTED = "rested"
    """R12: enough points; 3 days or more since the last session, so nothing grows today."""
    SHORT = "short"
    """R12: nothing grows in the short version."""
    WAITING_DAYS = "waiting_days"
    """R13: enough points; it can grow from `on`."""
    WAITING_TURN = "waiting_turn"
    """R14: enough points; others grew this week, or something new is waiting to open."""
    NO_ROOM = "no_room"
    """R14: enough points; the session would become longer than 15 minutes."""
    RISEN = "risen"
    """R15: one rung up."""
    TOP = "top"
    """R16: the top of the ladder, or of what the health tags allow."""
    PLATEAU = "plateau"
    """R17: steady for 21 days and 9 sessions: offer keep, easier, leave out."""
    LIMITED = "limited"
    """Brought down to what a health answer allows."""
    VERSION = "version"
    """The usual version again after the easier one: no higher than it had come itself."""
    CORRECTED = "corrected"
    """A day was told anew: what it had moved is worked out again, and nothing rises beyond what was shown."""
    RETURNED = "returned"
    """Back at the lowest rung, after pain or after having been left out."""


@dataclass(frozen=True, slots=True)
class Because:
    """A rule (1-17, row of the table) and its reason with the numbers that belong to it."""

    rule: int
    reason: Reason
    more: int = 0
    on: date | None = None
    days: int = 0
