"""One person's world: the services that the handlers drive, a clock that is moved, reminders that arrive."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.clock import StillClock
from bot.domain.programme import Programme
from bot.domain.reminder import Sent
from bot.services.corrections import Corrections
from bot.services.diaries import Diaries
from bot.services.habits import Habits
from bot.services.history import History
from bot.services.measures import Measures
from bot.services.onboarding import Onboarding
from bot.services.pain import PainReports
from bot.services.plans import Plans
from bot.services.ports import Invitation, Outcome
from bot.services.reminders import Reminders
from bot.services.replay import Replay
from bot.services.screening import Screening
from bot.services.sessions import Sessions
from db.engine import Database
from db.memory import MemoryDatabase

BEGIN = datetime(2026, 1, 1, 4, 0, tzinfo=UTC)
"""When every life begins: the year holds both changes of the clocks."""


@dataclass
class World:
    """Everything that a handler can reach; `arrived` holds reminders from newest to oldest sending."""

    database: Database
    programme: Programme
    clock: StillClock = field(default_factory=lambda: StillClock(BEGIN))
    arrived: list[Invitation] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Wire the services as the running bot does."""
        self.onboarding = Onboarding(self.database, self.clock)
        self.screening = Screening(self.database, self.clock, self.programme)
        self.sessions = Sessions(self.database, self.clock, self.programme)
        self.pain = PainReports(self.database, self.clock, self.programme)
        diaries = Diaries()
        self.corrections = Corrections(self.database, self.clock, self.programme, diaries)
        self.measures = Measures(self.database, self.clock, self.programme)
        self.plans = Plans(self.database, self.clock, self.programme)
        self.habits = Habits(self.database)
        self.history = History(self.database, self.clock, self.programme, diaries)
        self.reminders = Reminders(self.database, self.clock, "fleet")
        self.replay = Replay(self.database, self.programme)

    def until(self, moment: datetime) -> None:
        """Let time pass; never backwards."""
        self.clock.move(max(timedelta(seconds=1), moment - self.clock.now()))

    async def tick(self, fate: Callable[[], Sent]) -> None:
        """One beat of the scheduler; `fate` says how each sending ends."""
        claimed = await self.reminders.claim()
        started = await self.reminders.start(claimed)
        outcomes = [Outcome(each, fate(), message_id=1) for each in started]
        self.arrived += [each.invitation for each in outcomes if each.sent is not Sent.NOT_SENT]
        if outcomes:
            await self.reminders.record(outcomes)


def template() -> MemoryDatabase:
    """An empty, migrated database to begin worlds from."""
    database = MemoryDatabase()
    database.migrate()
    return database
