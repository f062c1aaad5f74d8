"""Refusals: what the rules will not do, as values with a reason and what is missing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Refusal(StrEnum):
    """Why nothing was changed."""

    NOT_ENROLLED = "not_enrolled"
    ALREADY_ENROLLED = "already_enrolled"
    NOT_NOW = "not_now"
    """The plan's state does not allow it; for sessions: paused, or a check is needed."""
    NOT_YET = "not_yet"
    """A restart that lacks something; `missing` says what."""
    RESCREEN_DUE = "rescreen_due"
    """The emergency and the urgent card have to be answered before the next session."""
    NOTHING_LEFT = "nothing_left"
    """Health answers, pain or wishes have removed every exercise."""
    OUT_OF_RANGE = "out_of_range"
    """Pain outside 0-10, or fewer than 3 training days."""
    IN_THE_FUTURE = "in_the_future"
    TOO_OLD = "too_old"
    """The clearance is older than what it has to clear."""
    UNKNOWN_EXERCISE = "unknown_exercise"
    LOCKED = "locked"
    """The exercise is not open to the person now; `locks.locked` says why."""
    UNKNOWN_SESSION = "unknown_session"
    ALREADY_CLOSED = "already_closed"
    ALREADY_ANSWERED = "already_answered"
    UNCONFIRMED = "unconfirmed"
    """The last screening card was not confirmed."""
    TWO_ON_ONE_DAY = "two_on_one_day"
    """A correction after which two sessions of one day would count."""
    WITH_PAIN = "with_pain"
    """A correction of a day on which pain was reported, or before such a day."""
    STILL_ILL = "still_ill"
    CONTRADICTORY = "contradictory"
    """Answers of one card that cannot both be true."""


class Lack(StrEnum):
    """What has to happen before the plan goes on."""

    HOURS = "hours"
    """Time since the pain or the emergency answer; `until` is the moment."""
    ZEROS = "zeros"
    """`count` more daily check-ins of 0/10, on days in a row, today's included."""
    EMERGENCY_CARD = "emergency_card"
    URGENT_CARD = "urgent_card"
    CONSULTED = "consulted"
    """Speak to a doctor or physiotherapist."""
    CONSULTED_OR_ZEROS = "consulted_or_zeros"
    """Speak to one, or `count` more daily check-ins of 0/10."""
    CLEARANCE = "clearance"
    """A clinician's examination and yes."""
    ZERO_TODAY = "zero_today"
    """A check-in of 0/10 today."""
    CARDS = "cards"
    """The screening cards that were not reached before everything stopped."""
    ADULT = "adult"
    """Lumbo is for adults; nothing opens it."""
    WELL = "well"
    """24 hours without fever or illness."""
    RESTART = "restart"
    """Everything is there: press restart."""


CLINICIAN = frozenset({Lack.CONSULTED, Lack.CONSULTED_OR_ZEROS, Lack.CLEARANCE, Lack.ADULT})
"""What only a word with a doctor or physiotherapist settles, or best does."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is lacking, with its number; `worst` of today's check-ins where it is asked for one.

    `urgent` when it should not wait any longer.
    """

    lack: Lack
    count: int = 0
    until: datetime | None = None
    worst: int | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed, because."""

    reason: Refusal
    missing: tuple[Missing, ...] = ()
