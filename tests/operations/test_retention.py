"""What is over its time is let go; what is still needed stays."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.clock import StillClock
from bot.domain.reminder import DAILY, OccurrenceState, Planned
from bot.services import retention
from bot.services.onboarding import Onboarding
from bot.services.retention import Retention
from db import dispatch, people, receipts, reminders
from db.engine import Database

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def count(database: Database, table: str) -> int:
    async with database.read() as tx:
        return int((await tx.exec(text(f"SELECT count(*) FROM {table}"))).scalar_one())


async def reminded(database: Database, user_id: int, due: datetime, state: OccurrenceState) -> None:
    async with database.begin() as tx:
        await reminders.put(tx, [Planned(user_id, DAILY, due.date(), due, due + 3 * HOUR)])
        newest = await reminders.latest(tx, [user_id])
        await dispatch.mark(tx, [newest[user_id].id], state, owner=None)


async def met(database: Database, user_id: int, reachable: bool = True) -> None:
    async with database.begin() as tx:
        await people.arrive(tx, user_id, "en", NOW)
        await people.mark_reachable(tx, user_id, reachable, NOW)


async def test_receipts_stay_a_week(database: Database) -> None:
    clock = StillClock(NOW)
    with receipts.handling({"update_id": 1}, NOW):
        await met(database, 1)
    clock.move(retention.RECEIPTS_KEPT)
    await Retention(database, clock).sweep()
    assert await count(database, "receipt") == 1
    clock.move(HOUR)
    await Retention(database, clock).sweep()
    assert await count(database, "receipt") == 0


async def test_finished_reminders_stay_ninety_days(database: Database) -> None:
    clock = StillClock(NOW)
    await met(database, 1)
    await reminded(database, 1, NOW, OccurrenceState.SENT)
    await reminded(database, 1, NOW + DAY, OccurrenceState.EXPIRED)
    await reminded(database, 1, NOW + 2 * DAY, OccurrenceState.PENDING)
    clock.move(retention.REMINDERS_KEPT + HOUR)
    await Retention(database, clock).sweep()
    assert await count(database, "occurrence") == 2
    clock.move(5 * DAY)
    await Retention(database, clock).sweep()
    assert await count(database, "occurrence") == 1, "a live one never goes this way"


async def test_many_old_reminders_go_in_one_sweep(database: Database) -> None:
    clock = StillClock(NOW)
    await met(database, 1)
    async with database.begin() as tx:
        moments = [NOW + number * HOUR for number in range(retention.BATCH + 20)]
        await reminders.put(tx, [Planned(1, f"later-{due}", due.date(), due, due + HOUR) for due in moments])
        await reminders.close(tx, 1, OccurrenceState.SKIPPED)
    clock.move(timedelta(days=365))
    await Retention(database, clock).sweep()
    assert await count(database, "occurrence") == 0


async def test_who_blocked_the_bot_is_forgotten_after_half_a_year(database: Database) -> None:
    clock = StillClock(NOW)
    await met(database, 1, reachable=False)
    await met(database, 2)
    clock.move(retention.UNREACHABLE_KEPT - HOUR)
    await Retention(database, clock).sweep()
    assert await count(database, "person") == 2
    clock.move(2 * HOUR)
    await Retention(database, clock).sweep()
    async with database.read() as tx:
        assert await people.get(tx, 1) is None and await people.get(tx, 2) is not None


async def test_who_blocks_the_bot_after_years_has_half_a_year_to_come_back(database: Database) -> None:
    clock = StillClock(NOW)
    await met(database, 1)
    clock.move(timedelta(days=900))
    await Onboarding(database, clock).reachable(1, False)
    clock.move(retention.UNREACHABLE_KEPT - HOUR)
    await Retention(database, clock).sweep()
    assert await count(database, "person") == 1
    clock.move(2 * HOUR)
    await Retention(database, clock).sweep()
    assert await count(database, "person") == 0


async def test_who_was_still_reminded_lately_is_not_forgotten_for_blocking_today(database: Database) -> None:
    clock = StillClock(NOW)
    await met(database, 1, reachable=False)
    clock.move(retention.UNREACHABLE_KEPT + HOUR)
    await reminded(database, 1, clock.now() - DAY, OccurrenceState.SENT)
    await Retention(database, clock).sweep()
    assert await count(database, "person") == 1


async def test_what_is_gone_is_gone_from_the_write_ahead_log_too(database: Database) -> None:
    clock = StillClock(NOW)
    async with database.begin() as tx:
        await people.arrive(tx, 1, "canary-language", NOW)
    async with database.begin() as tx:
        await people.forget(tx, 1)
    await Retention(database, clock).sweep()
    if database.is_sqlite:
        path = str(database.file)
        assert not any(b"canary-language" in Path(f"{path}{end}").read_bytes() for end in ("", "-wal"))
