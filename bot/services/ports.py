"""What the outside must offer to the use cases."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.domain.comeback import Comeback
from bot.domain.habit import Cue, Spot
from bot.domain.reminder import Invite, Occurrence, Sent, Trace


@dataclass(frozen=True, slots=True)
class Invitation:
    """A reminder whose sending has started; `late` is None when it is in time.

    `missed` is the date of an earlier reminder that never went out because Lumbo was down; `back` is
    the gap that may be spoken of, `nudge_at` when the one second message is due. `cue`, `spot` and
    `hour` are what the person has chosen.
    """

    occurrence: Occurrence
    invite: Invite
    language: str
    late: timedelta | None = None
    missed: date | None = None
    evening_ahead: bool = True
    back: Comeback | None = None
    cue: Cue | None = None
    spot: Spot | None = None
    hour: time | None = None
    nudge_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the sending of an invitation ended."""

    invitation: Invitation
    sent: Sent
    message_id: int | None = None


class Leadership(Protocol):
    """Which of several processes sends reminders."""

    async def held(self) -> bool:
        """Whether it is this one; cheap enough to ask before every few sends."""
        ...

    async def resign(self) -> None:
        """Let another process lead."""
        ...


class Traces(Protocol):
    """What processes that died have left behind of their sends."""

    def of(self, woken: Sequence[Occurrence]) -> Sequence[Trace]:
        """What is known of the last start of each."""
        ...


class Untraced:
    """Where no process leaves anything behind."""

    def of(self, woken: Sequence[Occurrence]) -> Sequence[Trace]:
        """Nothing is known."""
        return [Trace.UNKNOWN] * len(woken)


class Notifier(Protocol):
    """Delivers reminders."""

    async def turn(self, user_id: int) -> timedelta | None:
        """Wait until the pace allows one more message; how long to leave this chat alone instead, if so."""
        ...

    async def invite(self, invitation: Invitation, crossing: AbstractContextManager[None]) -> Outcome:
        """Send one reminder; `crossing` is entered right before it leaves and left once it is handed over.

        Never raises for what Telegram may answer.
        """
        ...
