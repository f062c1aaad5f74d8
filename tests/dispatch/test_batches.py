"""Whatever happens to a crowd of reminders, none is lost, none goes out early, late or a third time."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

import db.dispatch
import db.people
import db.plans
import db.reminders
from bot.clock import StillClock
from bot.domain.log import PainReported
from bot.domain.plan import Plan, PlanState
from bot.domain.reminder import LIVE, MAX_BLIND_STARTS, MAX_STARTS, Occurrence, OccurrenceState, Sent
from bot.domain.schedule import GRACE
from bot.services.ports import Invitation, Outcome
from bot.services.reminders import Reminders
from db.engine import Database
from tests.dispatch.crowd import NOON, arrive, crowd, rows

PEOPLE = 12


@dataclass
class Weather:
    """Two processes on one database; either may die at any point, and any send may end in any way."""

    database: Database
    dice: Random
    clock: StillClock = field(default_factory=lambda: StillClock(NOON))
    wire: Counter[int] = field(default_factory=Counter)
    gone: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.processes = [Reminders(self.database, self.clock, name) for name in ("first", "second")]

    async def round(self, fates: Sequence[Sent]) -> None:
        """One claims, starts, sends and records, unless it dies in between."""
        process = self.dice.choice(self.processes)
        claimed = await process.claim(self.dice.randint(1, 7))
        if self.dice.random() < 0.15:
            return
        self.clock.move(timedelta(seconds=self.dice.choice((0, 0, 5, 40, 70))))
        invitations = await process.start(claimed)
        for each in invitations:
            self._is_allowed(each)
        if self.dice.random() < 0.1:
            return
        ids = [each.occurrence.id for each in invitations]
        self.wire += Counter(ids)
        await process.note_on_wire(ids)
        if self.dice.random() < 0.1:
            return
        outcomes = [Outcome(each, self.dice.choice(fates), 1) for each in invitations]
        self.wire -= Counter(each.invitation.occurrence.id for each in outcomes if each.sent is Sent.NOT_SENT)
        self.gone |= {
            each.invitation.occurrence.user_id for each in outcomes if each.sent is Sent.UNREACHABLE
        }
        await process.record(outcomes)

    def _is_allowed(self, invitation: Invitation) -> None:
        occurrence, now = invitation.occurrence, self.clock.now()
        assert occurrence.due_at <= now < occurrence.expires_at
        assert occurrence.user_id not in self.gone


@pytest.mark.parametrize("seed", range(15))
async def test_a_crowd_in_any_weather(database: Database, seed: int) -> None:
    weather = Weather(database, Random(seed))
    states = {user: weather.dice.choice(list(PlanState)) for user in range(1, PEOPLE + 1)}
    for user, state in states.items():
        await arrive(database, user, state, NOON - weather.dice.randint(0, 6) * timedelta(minutes=50))
    seen: set[int] = set()
    for _ in range(40):
        await weather.round(list(Sent))
        weather.clock.move(timedelta(seconds=weather.dice.choice((1, 20, 61, 300))))
        now = set(await rows(database))
        assert seen <= now, "a reminder never disappears"
        seen = now
    weather.clock.move(GRACE)
    for _ in range(60):
        await weather.round([Sent.DELIVERED])
        weather.clock.move(timedelta(seconds=61))
    await everything_is_accounted_for(weather, states)


async def everything_is_accounted_for(weather: Weather, states: Mapping[int, PlanState]) -> None:
    """The books after the storm."""
    for number, (state, starts, due) in (await rows(weather.database)).items():
        assert weather.wire[number] <= MAX_STARTS and starts <= MAX_BLIND_STARTS
        if due + GRACE + timedelta(minutes=5) < weather.clock.now():
            assert state not in LIVE
        if state is OccurrenceState.UNKNOWN:
            assert weather.wire[number] > 0 or starts == MAX_BLIND_STARTS
        if state is OccurrenceState.EXPIRED:
            assert weather.wire[number] == 0
    async with weather.database.read() as tx:
        for user in states:
            ahead = await db.reminders.live(tx, user)
            assert len(ahead) == (0 if user in weather.gone else 1)
            person = await db.people.get(tx, user)
            assert person is not None and person.reachable == (user not in weather.gone)


async def test_many_processes_claim_each_reminder_once(database: Database) -> None:
    await crowd(database, 30)
    clock = StillClock(NOON)
    taken: list[Occurrence] = []
    for name in ("first", "second", "third"):
        taken += await Reminders(database, clock, name).claim(20)
    assert sorted(each.user_id for each in taken) == list(range(1, 31))


async def test_who_claims_in_the_same_moment_takes_other_reminders_and_waits_for_nobody(
    database: Database,
) -> None:
    if database.is_sqlite:
        return  # there is one writer at a time
    await crowd(database, 6)
    async with asyncio.timeout(5), database.begin() as one, database.begin() as other:
        found = [await db.dispatch.awake(tx, NOON, 3) for tx in (one, other)]
    assert sorted(each.user_id for taken in found for each in taken) == [1, 2, 3, 4, 5, 6]


async def test_who_lost_the_lease_starts_nothing(database: Database) -> None:
    await crowd(database, 3)
    clock = StillClock(NOON)
    first, second = Reminders(database, clock, "first"), Reminders(database, clock, "second")
    claimed = await first.claim()
    clock.move(timedelta(seconds=36))
    assert not await first.start(claimed), "the send might last beyond the lease"
    clock.move(timedelta(seconds=30))
    again = await second.claim()
    assert len(again) == 3 and not await first.start(claimed) and len(await second.start(again)) == 3


async def test_what_is_given_back_can_be_sent_by_another_at_once(database: Database) -> None:
    await crowd(database, 3)
    clock = StillClock(NOON)
    first, second = Reminders(database, clock, "first"), Reminders(database, clock, "second")
    started = await first.start((await first.claim())[:1])
    await first.release()
    assert len(await second.claim()) == 2, "the one on the wire stays"
    await first.record([Outcome(each, Sent.DELIVERED, 1) for each in started])
    assert first.tally == {OccurrenceState.SENT: 1, OccurrenceState.SKIPPED: 0}


async def test_a_chat_held_back_comes_again_at_its_moment(database: Database) -> None:
    await crowd(database, 2)
    clock = StillClock(NOON)
    reminders = Reminders(database, clock, "first")
    one, other = await reminders.claim()
    await reminders.hold_back({one.id: timedelta(seconds=30)})
    clock.move(timedelta(seconds=29))
    assert not await reminders.claim() and len(await reminders.start([one, other])) == 1
    clock.move(timedelta(seconds=1))
    assert [each.id for each in await reminders.claim()] == [one.id]


async def test_the_sweep_finds_whoever_has_nothing_ahead(database: Database) -> None:
    ids = await crowd(database, 5)
    clock = StillClock(NOON)
    async with database.begin() as tx:
        for user in ids[:3]:
            await db.reminders.close(tx, user, OccurrenceState.CANCELLED)
    reminders = Reminders(database, clock, "first")
    assert await reminders.sweep() == 3
    assert await reminders.sweep() == 0


async def test_a_plan_under_change_is_not_started(database: Database) -> None:
    """A pain report that is not committed yet comes first: its reminder is not sent meanwhile."""
    await crowd(database, 2)
    clock = StillClock(NOON)
    reminders = Reminders(database, clock, "first")
    claimed = await reminders.claim()
    async with database.begin() as tx:
        assert await db.plans.held(tx, 1) is not None
        starting = asyncio.ensure_future(reminders.start(claimed))
        await asyncio.wait({starting}, timeout=0.2)
        hurt = PainReported(at=NOON, day=NOON.date())
        await db.plans.advance(tx, 1, hurt, Plan(state=PlanState.PAUSED_PAIN, epoch=1))
    assert [each.occurrence.user_id for each in await starting] == [2]


async def test_whoever_blocks_the_bot_between_two_copies_is_not_written_to_again(database: Database) -> None:
    """A reminder on the wire is not taken back by a block: only the start of its repeat can look at it."""
    await crowd(database, 2)
    clock = StillClock(NOON)
    reminders = Reminders(database, clock, "first")
    started = await reminders.start(await reminders.claim())
    await reminders.record([Outcome(each, Sent.UNCLEAR) for each in started])
    async with database.begin() as tx:
        await db.people.mark_reachable(tx, 1, False, NOON)
    clock.move(timedelta(seconds=59))
    assert not await reminders.claim(), "the first copy may still prove its arrival"
    clock.move(timedelta(seconds=1))
    assert [each.occurrence.user_id for each in await reminders.start(await reminders.claim())] == [2]


async def test_what_never_left_is_no_copy_however_often_it_was_tried(database: Database) -> None:
    await crowd(database, 1)
    clock = StillClock(NOON)
    reminders = Reminders(database, clock, "first")
    for _ in range(4):
        (started,) = await reminders.start(await reminders.claim())
        await reminders.record([Outcome(started, Sent.NOT_SENT)])
        clock.move(timedelta(seconds=15))
    assert len(await reminders.start(await reminders.claim())) == 1


async def test_who_comes_back_too_late_overwrites_nothing(database: Database) -> None:
    await crowd(database, 1)
    clock = StillClock(NOON)
    first, second = Reminders(database, clock, "first"), Reminders(database, clock, "second")
    frozen = await first.start(await first.claim())
    clock.move(timedelta(seconds=61))
    again = await second.start(await second.claim())
    await second.record([Outcome(each, Sent.DELIVERED, 1) for each in again])
    await first.record([Outcome(each, Sent.NOT_SENT) for each in frozen])
    (found,) = [each for number, each in (await rows(database)).items() if number == frozen[0].occurrence.id]
    assert found[:2] == (OccurrenceState.SENT, 2)
