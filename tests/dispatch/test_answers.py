"""What people do with their reminders, and what an invitation leaves behind for them alone."""

from datetime import time, timedelta

import db.people
import db.reminders
from bot.clock import StillClock
from bot.domain.plan import PlanState
from bot.domain.reminder import Sent
from bot.domain.schedule import QUIET, Snooze
from bot.services.ports import Outcome
from bot.services.reminders import Reminders
from db.engine import Database
from tests.dispatch.crowd import NOON, arrive, crowd, owners, rows


async def test_an_invitation_counts_as_unanswered_for_nobody_but_its_person(database: Database) -> None:
    await arrive(database, 1, PlanState.ACTIVE, NOON)
    await arrive(database, 2, PlanState.ACTIVE, NOON + timedelta(hours=1))
    reminders = Reminders(database, StillClock(NOON), "first")
    started = await reminders.start(await reminders.claim())
    await reminders.record([Outcome(each, Sent.DELIVERED, 1) for each in started])
    async with database.read() as tx:
        people = await db.people.among(tx, (1, 2))
    assert [people[user].attention.ignored for user in (1, 2)] == [1, 0]


async def test_what_was_put_off_does_not_come_once_the_day_is_declined(database: Database) -> None:
    await crowd(database, 1)
    reminders = Reminders(database, StillClock(NOON), "first")
    ((number, _),) = await owners(database)
    assert await reminders.put_off(1, number, Snooze.HOUR) is not None
    assert await reminders.decline(1, number)
    async with database.read() as tx:
        ahead = await db.reminders.live(tx, 1)
    assert [each.day for each in ahead] == [NOON.date() + timedelta(days=1)]


async def test_what_was_put_off_to_the_evening_does_not_come_at_night(database: Database) -> None:
    """NOON is in UTC, and so is this person: 19:00 has not the whole of its grace before the quiet hour."""
    await crowd(database, 1)
    reminders = Reminders(database, StillClock(NOON), "first")
    ((number, _),) = await owners(database)
    await reminders.put_off(1, number, Snooze.EVENING)
    async with database.read() as tx:
        put_off = min(await db.reminders.live(tx, 1), key=lambda each: each.due_at)
    assert (put_off.due_at.time(), put_off.expires_at.time()) == (time(19), QUIET)


async def test_who_is_found_gone_has_half_a_year_from_then_on(database: Database) -> None:
    await crowd(database, 1)
    clock = StillClock(NOON)
    reminders = Reminders(database, clock, "first")
    (started,) = await reminders.start(await reminders.claim())
    clock.move(timedelta(minutes=1))
    await reminders.record([Outcome(started, Sent.UNREACHABLE)])
    async with database.read() as tx:
        assert not await db.people.unreachable_since(tx, NOON + timedelta(seconds=30), 1)
        assert await db.people.unreachable_since(tx, NOON + timedelta(minutes=2), 1) == [1]


async def test_nobody_answers_another_persons_reminder(database: Database) -> None:
    await crowd(database, 2)
    reminders = Reminders(database, StillClock(NOON), "first")
    before = await rows(database)
    (theirs,) = [number for number, owner in await owners(database) if owner == 2]
    assert not await reminders.decline(1, theirs)
    assert await reminders.put_off(1, theirs, Snooze.HOUR) is None
    assert await rows(database) == before


async def test_everybody_keeps_their_place_in_a_crowd(database: Database) -> None:
    for user in (5, 3, 9, 1, 7):
        await arrive(database, user, PlanState.ACTIVE, NOON)
    clock = StillClock(NOON)
    reminders = Reminders(database, clock, "first")
    for _ in range(3):
        claimed = [*await reminders.claim(2), *await reminders.claim(9)]
        assert [each.user_id for each in claimed] == [1, 3, 5, 7, 9]
        await reminders.record(
            [Outcome(each, Sent.DELIVERED, 1) for each in reversed(await reminders.start(claimed))]
        )
        clock.move(timedelta(days=1))
