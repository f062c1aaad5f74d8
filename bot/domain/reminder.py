"""One reminder: its life from due to done, and whether it is still worth sending."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum

from bot.domain.attention import FIRST, NUDGE

DAILY = "daily"
"""The slot of the one reminder a day; a put-off one has the slot `later-1`, `later-2`, ..."""

LEASE = timedelta(seconds=60)
"""How long a claimed reminder belongs to the process that claimed it."""

MARGIN = timedelta(seconds=25)
"""A send is not started with less of the lease left: it may take 20 seconds (reliability of the lease)."""

PROMPTLY = timedelta(seconds=20)
"""A send that did not leave within this time of its start does not leave: its start is taken back."""

REPEAT_AFTER = timedelta(seconds=60)
"""How long an unclear send waits for proof of arrival before its one repeat."""

RETRY_AFTER = timedelta(seconds=15)
"""How long a send that never reached Telegram waits; it does not count as a start."""

MAX_STARTS = 2
"""So often one is started at most of which a copy is known to have gone on the wire."""

MAX_BLIND_STARTS = 3
"""So often one of which nobody knows whether it ever went on the wire: whoever started it died each time."""

MAX_TRIES = 8
"""So often one is started at all, those included that are known never to have gone on the wire.

A bot that dies of preparing a send must not go on dying of it until the reminder expires.
"""

AT_MOST_ONCE = frozenset({NUDGE, *FIRST})
"""Slots of which no second copy is ever risked: nobody misses anything when one is lost."""


class OccurrenceState(StrEnum):
    """Where a reminder is in its life. Live ones are PENDING, CLAIMED and SENDING."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


LIVE = (OccurrenceState.PENDING, OccurrenceState.CLAIMED, OccurrenceState.SENDING)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The reminder of `user_id` in `slot` for the local date `day`; moments are UTC.

    Of its `starts` so many are known to have sent nothing (`unsent`); `on_wire`: one is known to have left.
    """

    id: int
    user_id: int
    slot: str
    day: date
    due_at: datetime
    expires_at: datetime
    wake_at: datetime
    state: OccurrenceState
    owner: str | None
    starts: int
    on_wire: bool = False
    unsent: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder to be: whose, for which local date, and from when to when it may go out (UTC)."""

    user_id: int
    slot: str
    day: date
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is written of a reminder once its send has ended."""

    id: int
    state: OccurrenceState
    starts: int
    on_wire: bool
    wake_at: datetime
    message_id: int | None


class Trace(Enum):
    """What the process that started a send has left behind of it."""

    UNKNOWN = "unknown"
    STAYED = "stayed"
    LEFT = "left"


def traced(occurrence: Occurrence, trace: Trace) -> Occurrence:
    """What is known of a reminder under way, by the trace of its last start.

    Of one that is known to have left before, a missing trace proves nothing: it may be an answer that got
    lost, written in the database and not needed in the trail any more.
    """
    if occurrence.state is not OccurrenceState.SENDING or occurrence.on_wire or trace is Trace.UNKNOWN:
        return occurrence
    if trace is Trace.LEFT:
        return replace(occurrence, on_wire=True)
    return replace(occurrence, unsent=occurrence.unsent + 1)


def woken(occurrence: Occurrence, now: datetime) -> OccurrenceState:
    """What becomes of a live reminder whose `wake_at` has come: claimed, expired, or unknown for good."""
    counted = occurrence.starts - occurrence.unsent
    if counted >= _allowed(occurrence) or occurrence.starts >= MAX_TRIES:
        return OccurrenceState.UNKNOWN
    if now >= occurrence.expires_at:
        return OccurrenceState.UNKNOWN if counted else OccurrenceState.EXPIRED
    return OccurrenceState.CLAIMED


def _allowed(occurrence: Occurrence) -> int:
    """How often the reminder may be started: rather a third copy than none (docs/decisions/0043)."""
    if occurrence.slot in AT_MOST_ONCE:
        return 1
    return MAX_STARTS if occurrence.on_wire else MAX_BLIND_STARTS


class Invite(StrEnum):
    """What kind of message a due reminder becomes, decided when its sending starts."""

    SESSION = "session"
    NUDGE = "nudge"
    ANOTHER_HOUR = "another_hour"
    FIRST_QUESTIONS = "first_questions"
    CHECK_IN = "check_in"
    WAITING = "waiting"
    PAUSED = "paused"


class Sent(StrEnum):
    """How one attempt to send ended."""

    DELIVERED = "delivered"
    UNCLEAR = "unclear"
    NOT_SENT = "not_sent"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
