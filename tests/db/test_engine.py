"""Transactions lose nothing under concurrency, and an update takes effect once."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.domain.faults import AlreadyHandled, StorageUnavailable
from bot.domain.session import Session
from db import people, pictures, receipts, sessions
from db.engine import Database
from db.prepared import PERSON, run

NOW = datetime(2026, 11, 24, tzinfo=UTC)
UPDATE = {"update_id": 7, "message": {"text": "hello"}}


async def test_no_concurrent_change_is_lost(database: Database) -> None:
    async def count_up(times: int) -> None:
        for _ in range(times):
            async with database.begin() as tx:
                # PostgreSQL needs the row locked; SQLite's writers come one at a time anyway.
                if not database.is_sqlite:
                    lock = "SELECT 1 FROM picture WHERE bot_id = 1 FOR UPDATE"
                    await tx.exec(text(lock))
                value = int(await pictures.file_id(tx, 1, "n") or 0)
                await pictures.remember(tx, 1, "n", str(value + 1))

    async with database.begin() as tx:
        await pictures.remember(tx, 1, "n", "0")
    await asyncio.gather(*(count_up(20) for _ in range(10)))
    async with database.read() as tx:
        assert await pictures.file_id(tx, 1, "n") == "200"


async def test_a_redelivered_update_changes_nothing(database: Database) -> None:
    async def take_effect(file_id: str) -> None:
        with receipts.handling(UPDATE, NOW):
            async with database.begin() as tx:
                await pictures.remember(tx, 1, "key", file_id)
            async with database.begin() as tx:
                await pictures.remember(tx, 1, "again", file_id)

    await take_effect("first")
    with pytest.raises(AlreadyHandled):
        await take_effect("second")
    async with database.read() as tx:
        assert await pictures.file_id(tx, 1, "key") == "first"


async def test_another_update_with_the_same_number_takes_effect(database: Database) -> None:
    """Telegram may begin its numbers anew after a week without updates."""
    for word in ("hello", "good evening"):
        with receipts.handling({**UPDATE, "message": {"text": word}}, NOW):
            async with database.begin() as tx:
                await pictures.remember(tx, 1, word, word)
    async with database.read() as tx:
        assert await pictures.file_id(tx, 1, "good evening") == "good evening"


async def test_a_failed_change_leaves_no_receipt(database: Database) -> None:
    with receipts.handling(UPDATE, NOW):
        with pytest.raises(RuntimeError):
            async with database.begin() as tx:
                await pictures.remember(tx, 1, "key", "half")
                raise RuntimeError
        async with database.begin() as tx:
            assert await pictures.file_id(tx, 1, "key") is None


async def test_sqlite_keeps_its_promises_on_every_connection(database: Database) -> None:
    if not database.is_sqlite:
        return
    async with database.read() as tx:
        told = {
            pragma: (await tx.exec(text(f"PRAGMA {pragma}"))).scalar()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


async def test_an_error_of_the_database_does_not_quote_what_was_written(database: Database) -> None:
    canary = "canary"
    with pytest.raises(Exception) as failed:
        async with database.begin() as tx:
            await run(tx, PERSON.insert(), user_id=7, language=canary, created_at=NOW, seen_at=None)
    assert canary not in f"{failed.value} {failed.value!r}"


async def test_a_session_that_somebody_else_has_changed_is_not_written_over(database: Database) -> None:
    session = Session(NOW.date(), (), 0)
    async with database.begin() as tx:
        await people.arrive(tx, 7, "en", NOW)
        stored = await sessions.put(tx, 7, session, None, NOW)
        newer = replace(session, version=session.version + 1)
        assert await sessions.save(tx, stored, newer, paint_at=None, now=NOW) is not None
        assert await sessions.save(tx, stored, newer, paint_at=None, now=NOW) is None


@pytest.mark.parametrize("code", ["25006", "28000", "40001", "42501", "42P01", "53300", "55P03", "XX001"])
async def test_what_is_wrong_with_the_server_and_not_with_a_change_passes(
    database: Database, code: str
) -> None:
    """A standby, a right or a table that is missing for a while, a lock not to be had, a damaged block."""
    if database.is_sqlite:
        return
    with pytest.raises(StorageUnavailable):
        async with database.begin() as tx:
            await tx.exec(text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"))


async def test_who_gets_no_connection_for_a_crowd_that_waits_comes_again(database: Database) -> None:
    if database.is_sqlite:
        return
    vars(vars(database)["_store"])["_engine"].pool._timeout = 0.05
    async with AsyncExitStack() as crowd:
        for _ in range(20):
            await crowd.enter_async_context(database.begin())
        with pytest.raises(StorageUnavailable):
            async with database.begin():
                pass
