"""A dispatcher among doubles of what lies outside it, on a real database."""

import asyncio
import os
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import db.reminders
from bot.clock import StillClock
from bot.dispatcher import Dispatcher
from bot.domain.reminder import Sent
from bot.services.ports import Invitation, Outcome
from bot.services.reminders import Reminders
from bot.trail import Trail
from db.engine import Database
from tests.dispatch.crowd import NOON

UNTRACED = Trail(Path(os.devnull) / "no folder", "first", "")


@dataclass
class Wire:
    """A Telegram that counts; it holds chats back, and lets nothing through while `shut`."""

    held: dict[int, timedelta] = field(default_factory=dict)
    sent: list[int] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    most: int = 0
    _now: int = 0
    _wanted: int = 0
    _carried: asyncio.Event = field(default_factory=asyncio.Event)

    async def carries(self, number: int) -> None:
        """Wait until so many are on the wire at once."""
        self._wanted = number
        await self._carried.wait()

    async def turn(self, user_id: int) -> timedelta | None:
        """Nobody has to wait, but who is held back."""
        return self.held.get(user_id)

    async def invite(self, invitation: Invitation, crossing: AbstractContextManager[None]) -> Outcome:
        """Deliver, once the wire is open."""
        with crossing:
            pass
        self._now += 1
        self.most = max(self.most, self._now)
        if self._now == self._wanted:
            self._carried.set()
        await self.open.wait()
        self._now -= 1
        self.sent.append(invitation.occurrence.user_id)
        return Outcome(invitation, Sent.DELIVERED, 1)


@dataclass
class Lead:
    """The lead, for so many questions."""

    questions: int = 10**9
    resigned: bool = False

    async def held(self) -> bool:
        """Whether there are questions left."""
        self.questions -= 1
        return self.questions >= 0

    async def resign(self) -> None:
        """Note it."""
        self.resigned = True


@dataclass
class House:
    """A dispatcher among doubles of what lies outside it, on a real database."""

    database: Database
    wire: Wire = field(default_factory=Wire)
    lead: Lead = field(default_factory=Lead)

    def __post_init__(self) -> None:
        self.wire.open.set()
        self.clock = StillClock(NOON)
        self.reminders = Reminders(self.database, self.clock, "first")
        self.dispatcher = Dispatcher(self.reminders, self.wire, self.lead, UNTRACED)

    async def states(self, ids: range) -> list[str]:
        """The states of these people's reminders of today."""
        async with self.database.read() as tx:
            return [
                str(each.state)
                for number in ids
                if (each := await db.reminders.get(tx, number, owner=number))
            ]
