"""What leaves is noted: in the trail before it is on the wire, in the database before any answer."""

import asyncio
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from bot.clock import StillClock
from bot.dispatcher import Dispatcher
from bot.domain.reminder import Sent
from bot.services.ports import Invitation, Outcome
from bot.services.reminders import Reminders
from bot.trail import Trail
from db.engine import Database
from tests.dispatch.crowd import NOON, crowd
from tests.dispatch.house import House, Wire


async def test_what_has_left_is_written_before_any_answer_comes(house: House) -> None:
    """Whoever dies while it waits for Telegram leaves word that a copy is on its way."""
    await crowd(house.database, 3)
    house.wire.open.clear()
    ticking = asyncio.ensure_future(house.dispatcher.tick())
    await house.wire.carries(3)
    async with asyncio.timeout(10):
        while await _noted(house.database) < 3:  # noqa: ASYNC110  (no event tells)
            await asyncio.sleep(0.01)
    house.wire.open.set()
    await ticking


async def _noted(database: Database) -> int:
    async with database.read() as tx:
        found = await tx.exec(text("SELECT count(*) FROM occurrence WHERE on_wire AND state = 'sending'"))
        return int(found.scalar())


async def test_what_has_left_but_was_not_taken_is_no_copy(database: Database) -> None:
    await crowd(database, 1)
    reminders = Reminders(database, StillClock(NOON), "first")
    (started,) = await reminders.start(await reminders.claim())
    await reminders.note_on_wire([started.occurrence.id])
    await reminders.record([Outcome(started, Sent.NOT_SENT)])
    await reminders.note_on_wire([started.occurrence.id])
    async with database.read() as tx:
        found = await tx.exec(text("SELECT starts, on_wire FROM occurrence WHERE user_id = 1"))
        (kept,) = found.all()
    assert (kept[0], bool(kept[1])) == (0, False)


@dataclass
class Watcher(Wire):
    """A Telegram that looks into the trail while a reminder crosses the wire, and before it answers."""

    file: Path = Path()
    seen: list[bytes] = field(default_factory=list)

    async def invite(self, invitation: Invitation, crossing: AbstractContextManager[None]) -> Outcome:
        """Look, and look again in the loop's next round."""
        with crossing:
            self.seen.append(self.file.read_bytes())
        await asyncio.sleep(0)
        self.seen.append(self.file.read_bytes())
        return Outcome(invitation, Sent.DELIVERED, 1)


async def test_the_trail_knows_what_leaves_before_it_is_on_the_wire_and_what_has_left_right_after(
    house: House, tmp_path: Path
) -> None:
    await crowd(house.database, 1)
    trail = Trail(tmp_path / "trails", "first", "this boot")
    trail.open()
    (file,) = (tmp_path / "trails").iterdir()
    wire = Watcher(file=file)
    house.dispatcher = Dispatcher(house.reminders, wire, house.lead, trail)
    await house.dispatcher.tick()
    assert [each.split() for each in wire.seen] == [
        [b"1", b"1", b"leaves"],
        [b"1", b"1", b"leaves", b"1", b"1", b"left"],
    ]
    await house.dispatcher.stop(5)
    assert not file.exists(), "whoever has recorded everything leaves nothing"


async def test_whoever_ends_with_sends_under_way_leaves_the_trail(house: House, tmp_path: Path) -> None:
    await crowd(house.database, 1)
    house.wire.open.clear()
    house.dispatcher = Dispatcher(
        house.reminders, house.wire, house.lead, Trail(tmp_path / "trails", "first", "this boot")
    )
    ticking = asyncio.ensure_future(house.dispatcher.tick())
    await house.wire.carries(1)
    await house.dispatcher.stop(0.1)
    ticking.cancel()
    assert [b"left" in path.read_bytes() for path in (tmp_path / "trails").iterdir()] == [True]
