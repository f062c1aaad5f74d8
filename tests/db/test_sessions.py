"""A session is one person's own, and its timer ends with it."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.clock import StillClock
from bot.domain.programme import Programme
from bot.domain.session import Session, SessionState
from bot.services.holds import Holds
from content import catalogue
from db import people, sessions
from db.engine import Database, Tx
from db.sessions import StoredSession

NOW = datetime(2026, 11, 24, tzinfo=UTC)
OPEN = Session(NOW.date(), (), 0)


async def begun(tx: Tx, user_id: int) -> StoredSession:
    await people.arrive(tx, user_id, "en", NOW)
    return await sessions.put(tx, user_id, OPEN, None, NOW)


async def test_nobody_finds_another_persons_session(database: Database) -> None:
    async with database.begin() as tx:
        own, other = await begun(tx, 7), await begun(tx, 8)
        assert await sessions.get(tx, own.id, owner=7) == own
        assert await sessions.get(tx, other.id, owner=7) is None
        assert await sessions.open_of(tx, 7) == own
        await sessions.keep_message(tx, other.id, 7, 99)
        assert await sessions.get(tx, other.id, owner=8) == other
        assert await sessions.since(tx, 7, NOW.date()) == [(NOW.date(), OPEN)]


async def test_a_timer_that_is_due_though_nothing_runs_takes_no_place_for_ever(database: Database) -> None:
    """Only so many timers are drawn at once: one that never ends would keep the others waiting."""
    over = replace(OPEN, state=SessionState.STOPPED, version=1)
    async with database.begin() as tx:
        await sessions.save(tx, await begun(tx, 7), over, paint_at=NOW, now=NOW)
    holds = Holds(database, StillClock(NOW), Programme(catalogue.load().exercises))
    assert await holds.frames() == []
    async with database.begin() as tx:
        assert await sessions.to_paint(tx, NOW, 9) == []
