"""The dispatcher: nobody waits for a held chat, who leads no longer sends nothing, and nothing is cut off."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.clock import StillClock
from bot.dispatcher import UNDER_WAY, Dispatcher
from bot.domain.faults import StorageUnavailable
from bot.domain.reminder import Occurrence, OccurrenceState, Sent
from bot.services.ports import Invitation, Outcome
from bot.services.reminders import Reminders
from db.engine import Database
from tests.dispatch.crowd import crowd
from tests.dispatch.house import UNTRACED, House


async def test_everybody_who_is_due_is_reached_once(house: House) -> None:
    ids = await crowd(house.database, 130)
    await house.dispatcher.tick()
    assert sorted(house.wire.sent) == list(ids)
    assert set(await house.states(range(1, 131))) == {OccurrenceState.SENT}
    await house.dispatcher.tick()
    assert len(house.wire.sent) == 130


async def test_a_chat_held_back_holds_up_nobody_else(house: House) -> None:
    await crowd(house.database, 10)
    house.wire.held[1] = timedelta(minutes=4)
    await house.dispatcher.tick()
    assert sorted(house.wire.sent) == list(range(2, 11))
    house.wire.held.clear()
    house.clock.move(timedelta(minutes=4))
    await house.dispatcher.tick()
    assert sorted(house.wire.sent) == list(range(1, 11))


async def test_so_many_are_on_the_wire_and_no_more(house: House) -> None:
    await crowd(house.database, UNDER_WAY + 20)
    house.wire.open.clear()
    ticking = asyncio.ensure_future(house.dispatcher.tick())
    await house.wire.carries(UNDER_WAY)
    house.wire.open.set()
    await ticking
    assert house.wire.most == UNDER_WAY and len(house.wire.sent) == UNDER_WAY + 20


async def test_who_leads_no_longer_gives_back_what_it_claimed(house: House) -> None:
    await crowd(house.database, 20)
    house.lead.questions = 8
    await house.dispatcher.tick()
    assert len(house.wire.sent) < 20
    other = Reminders(house.database, house.clock, "second")
    assert len(house.wire.sent) + len(await other.claim()) == 20


async def test_a_standby_sends_nothing(house: House) -> None:
    await crowd(house.database, 3)
    house.lead.questions = 0
    await house.dispatcher.tick()
    assert not house.wire.sent


async def test_the_end_waits_for_what_is_on_the_wire(house: House) -> None:
    await crowd(house.database, 5)
    house.wire.open.clear()
    ticking = asyncio.ensure_future(house.dispatcher.tick())
    await house.wire.carries(5)
    ending = asyncio.ensure_future(house.dispatcher.stop(5))
    house.wire.open.set()
    await asyncio.gather(ticking, ending)
    assert await house.states(range(1, 6)) == [OccurrenceState.SENT] * 5 and house.lead.resigned


async def test_a_beat_broken_off_cuts_off_no_send(house: House) -> None:
    await crowd(house.database, 3)
    house.wire.open.clear()
    ticking = asyncio.ensure_future(house.dispatcher.tick())
    await house.wire.carries(3)
    ticking.cancel()
    house.wire.open.set()
    await house.dispatcher.stop(5)
    assert await house.states(range(1, 4)) == [OccurrenceState.SENT] * 3


class Forgetful(Reminders):
    """Reminders whose database is gone when the first sends are to be recorded."""

    async def record(self, outcomes: Sequence[Outcome]) -> None:
        """Fail once."""
        if not self.tally["failed"]:
            self.tally["failed"] += 1
            raise StorageUnavailable
        await super().record(outcomes)


async def test_what_could_not_be_recorded_is_recorded_by_the_next_beat(database: Database) -> None:
    await crowd(database, 3)
    house = House(database)
    house.dispatcher = Dispatcher(Forgetful(database, house.clock, "first"), house.wire, house.lead, UNTRACED)
    with pytest.raises(StorageUnavailable):
        await house.dispatcher.tick()
    await house.dispatcher.tick()
    assert await house.states(range(1, 4)) == [OccurrenceState.SENT] * 3 and len(house.wire.sent) == 3


class Frozen(Reminders):
    """Reminders of a process that stands still once, right after its first start is committed."""

    async def start(self, claimed: Sequence[Occurrence]) -> Sequence[Invitation]:
        """Start, and let time pass."""
        started = await super().start(claimed)
        if not self.tally["frozen"]:
            self.tally["frozen"] += 1
            assert isinstance(self.clock, StillClock)
            self.clock.move(timedelta(seconds=21))
        return started


async def test_who_stood_still_after_a_start_sends_nothing_of_it_and_takes_it_back(
    database: Database,
) -> None:
    """Whatever came meanwhile, a report of pain or another process's turn, comes first."""
    await crowd(database, 3)
    house = House(database)
    house.dispatcher = Dispatcher(Frozen(database, house.clock, "first"), house.wire, house.lead, UNTRACED)
    await house.dispatcher.tick()
    assert house.wire.sent == [] and await house.states(range(1, 4)) == [OccurrenceState.PENDING] * 3
    house.clock.move(timedelta(seconds=15))
    await house.dispatcher.tick()
    assert sorted(house.wire.sent) == [1, 2, 3]


class Counting(Reminders):
    """Reminders that count how many are started in one transaction."""

    async def start(self, claimed: Sequence[Occurrence]) -> Sequence[Invitation]:
        """Count, and start."""
        self.tally[f"{len(claimed)} at once"] += 1
        return await super().start(claimed)


async def test_a_repeat_starts_alone_so_that_a_second_crash_costs_one_and_no_batch(
    database: Database,
) -> None:
    await crowd(database, 3)
    house = House(database)
    started = await house.reminders.start(await house.reminders.claim())
    await house.reminders.record([Outcome(each, Sent.UNCLEAR) for each in started])
    house.clock.move(timedelta(minutes=1))
    counting = Counting(database, house.clock, "first")
    house.dispatcher = Dispatcher(counting, house.wire, house.lead, UNTRACED)
    await house.dispatcher.tick()
    assert sorted(house.wire.sent) == [1, 2, 3] and counting.tally["1 at once"] == 3
