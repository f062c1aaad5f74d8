"""The stage of the machine: one world, its ledger, and what every rule needs."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import datetime, time
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from bot.domain.faults import AlreadyHandled
from bot.domain.plan import PlanState
from bot.domain.programme import Programme
from bot.domain.reminder import Invite, Sent
from bot.services.outcomes import Finished, Step
from bot.services.ports import Invitation, Outcome
from bot.services.privacy import Privacy
from bot.simulation.hands import HARMLESS
from bot.simulation.world import BEGIN, World
from content import catalogue
from db import receipts
from db.engine import Database
from db.migrate import migrate
from tests.machine.ledger import Ledger

PEOPLE = (7, 8, 9)
PROGRAMME = Programme(catalogue.load().exercises)
LOOP = asyncio.new_event_loop()
IN_MEMORY = Path("/dev/shm")  # noqa: S108  (a thousand short lives are no work for a disk)


@cache
def _empty() -> bytes:
    """A migrated, empty database file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lumbo.db"
        LOOP.run_until_complete(_migrated(f"sqlite:///{path}"))
        return path.read_bytes()


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database, BEGIN)
    await database.tidy()
    await database.close()


class Stage(RuleBasedStateMachine):
    """Three people, of whom the ledger knows what may not happen any more."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(
            prefix="lumbo-machine-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None
        )
        path = Path(self.folder.name) / "lumbo.db"
        path.write_bytes(_empty())
        self.database, self.raw = Database(f"sqlite:///{path}"), sqlite3.connect(path)
        self.world, self.ledger = World(self.database, PROGRAMME), Ledger(self.raw)
        self.privacy = Privacy(self.database, self.world.clock)
        self.zones: dict[int, str] = {}
        self.hours: dict[int, time] = {}
        self.steps: dict[int, tuple[int, int]] = {}
        self.number = 0
        self.last: Callable[[], Awaitable[object]] | None = None
        self.last_raw: dict[str, Any] = {}

    def teardown(self) -> None:
        """Close what was opened."""
        self.run(self.database.close())
        self.raw.close()
        self.folder.cleanup()

    def round(self, fate: Sent | str) -> None:
        """One round of the dispatcher; every message in it ends like `fate`."""
        reminders, now = self.world.reminders, self.world.clock.now()
        started = self.run(reminders.start(self.run(reminders.claim())))
        for each in started:
            self._may_go_out(each, now)
            kept_back = (Sent.NOT_SENT, Sent.UNREACHABLE, Sent.REFUSED, "crash before")
            self.ledger.copies[each.occurrence.id] += fate not in kept_back
            self.ledger.faults[each.occurrence.id] += fate is not Sent.DELIVERED
            if fate is Sent.UNREACHABLE:
                self.ledger.silent.add(each.occurrence.user_id)
        if started and fate != "crash before":
            self.run(reminders.note_on_wire([each.occurrence.id for each in started]))
        if started and fate not in ("crash before", "crash after"):
            told = Sent.UNCLEAR if fate == "lost answer" else Sent(fate)
            self.run(reminders.record([Outcome(each, told, message_id=1) for each in started]))

    def _may_go_out(self, each: Invitation, now: datetime) -> None:
        held = each.occurrence
        assert held.due_at <= now < held.expires_at, "I4: too early or too late"
        assert held.user_id not in self.ledger.silent, "I9: a send to somebody who cannot be reached"
        asks = each.invite in (Invite.SESSION, Invite.NUDGE, Invite.ANOTHER_HOUR)
        assert not (asks and held.user_id in self.ledger.stopped), "I5: invited to train while it hurts"

    def settle(self, user_id: int, zone: str, hour: time) -> None:
        """Answer the first questions."""
        onboarding = self.world.onboarding
        self.own(user_id, lambda: onboarding.consent(user_id, "en"))
        self.own(user_id, lambda: onboarding.specialist(user_id, True))
        for card, answer in HARMLESS.items():
            self.own(user_id, partial(self.world.screening.answer, user_id, card, answer))
        self.ledger.forgotten.discard(user_id)
        self.ledger.silent.discard(user_id)
        self.live_in(user_id, zone)
        self.come_at(user_id, hour)

    def live_in(self, user_id: int, zone: str) -> None:
        """Confirm a time zone."""
        onboarding = self.world.onboarding
        self.own(user_id, lambda: onboarding.propose_zones(user_id, (zone,)))
        self.own(user_id, lambda: onboarding.confirm_zone(user_id, True))
        self.zones[user_id] = zone

    def come_at(self, user_id: int, hour: time) -> None:
        """Choose an hour."""
        self.own(user_id, lambda: self.world.onboarding.set_hour(user_id, hour))
        self.hours[user_id] = hour

    def train(self, user_id: int, call: Callable[[], Awaitable[object]]) -> None:
        """Press something of a session, and remember the step that is shown."""
        answer = self.own(user_id, call)
        if isinstance(answer, Step | Finished):
            self.steps[user_id] = (answer.session_id, answer.session.cursor)

    def note_state(self, user_id: int) -> None:
        """Whoever may train again is no longer stopped."""
        states = {row["user_id"]: row["state"] for row in self.ledger.rows("plan")}
        if states.get(user_id) in (PlanState.ACTIVE, PlanState.RECOVERY):
            self.ledger.stopped.discard(user_id)

    def own(self, user_id: int, call: Callable[[], Awaitable[Any]]) -> Any:
        """One update of one person: it changes nothing of anybody else (I8)."""
        others = [each for each in PEOPLE if each != user_id]
        before = [self.ledger.of(each) for each in others]
        self.number += 1
        self.last, self.last_raw = call, {"update_id": self.number}
        answer = self.handled(call, self.last_raw)
        assert [self.ledger.of(each) for each in others] == before, "I8: another person's rows changed"
        return answer

    def handled(self, call: Callable[[], Awaitable[Any]], raw: dict[str, Any]) -> Any:
        """Let one update take effect, once."""

        async def handle() -> Any:
            with receipts.handling(raw, self.world.clock.now()):
                try:
                    return await call()
                except AlreadyHandled:
                    return None

        return self.run(handle())

    @staticmethod
    def run(work: Any) -> Any:
        """Run to the end."""
        return LOOP.run_until_complete(work)
