"""One of several processes sends reminders; another takes over when it is gone, cut off or frozen."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import asyncpg
import pytest

from db.engine import Database
from db.leading import _KEEPALIVE, LOCK, PATIENCE, TRUST, Leadership

Run = Callable[[], Leadership]
HOLD = """
import asyncio, sys
from db.engine import Database
from db.leading import Leadership
async def lead():
    print(await Leadership(Database(sys.argv[1])).held(), flush=True)
    await asyncio.sleep(600)
asyncio.run(lead())
"""


@pytest.fixture
async def candidate(database: Database) -> AsyncIterator[Run]:
    """Makes processes' shares in the lead that ask again each time, and end with the test."""
    async with AsyncExitStack() as stack:

        def made() -> Leadership:
            found = Leadership(database, trust=0.0, patience=5.0)
            stack.push_async_callback(found.resign)
            return found

        yield made


def on_postgresql(database: Database) -> str:
    if database.is_sqlite:
        pytest.skip("SQLite is one process")
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


async def leader(address: str) -> int:
    """The server's process behind the connection that leads."""
    connection = await asyncpg.connect(address)
    try:
        found = await connection.fetchval(
            "SELECT pid FROM pg_locks JOIN pg_database ON oid = database "
            "WHERE locktype = 'advisory' AND granted AND datname = current_database() "
            "AND (classid::bigint << 32) + objid::bigint = $1",
            LOCK,
        )
        return int(found)
    finally:
        await connection.close()


async def test_a_single_process_leads(candidate: Run) -> None:
    assert await candidate().held()


async def test_on_postgresql_one_of_three_leads_until_it_resigns(database: Database, candidate: Run) -> None:
    on_postgresql(database)
    first, second, third = candidate(), candidate(), candidate()
    assert [await each.held() for each in (first, second, third)] == [True, False, False]
    assert [await each.held() for each in (third, second, first)] == [False, False, True]
    await first.resign()
    assert [await each.held() for each in (second, third)] == [True, False]


def test_the_lead_is_let_go_before_the_server_gives_it_to_another() -> None:
    assert int(_KEEPALIVE["tcp_user_timeout"]) / 1000 > TRUST + PATIENCE


async def test_whose_connection_is_cut_leads_no_more(database: Database, candidate: Run) -> None:
    address = on_postgresql(database)
    first, second = candidate(), candidate()
    assert await first.held() and not await second.held()
    os.kill(await leader(address), signal.SIGTERM)
    assert not await first.held()
    assert await second.held() and not await first.held()


async def test_whose_connection_is_silent_stops_by_itself(database: Database, candidate: Run) -> None:
    address = on_postgresql(database)
    frozen = Leadership(database, trust=0.0, patience=0.2)
    assert await frozen.held()
    backend = await leader(address)
    os.kill(backend, signal.SIGSTOP)
    try:
        assert not await frozen.held()
    finally:
        os.kill(backend, signal.SIGCONT)
        await frozen.resign()
    assert await candidate().held()


async def test_a_killed_process_is_replaced(database: Database, candidate: Run) -> None:
    address = on_postgresql(database)
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLD, address, stdout=subprocess.PIPE)
    assert other.stdout is not None and await other.stdout.readline() == b"True\n"
    standby = candidate()
    assert not await standby.held()
    other.kill()
    await other.wait()
    while not await standby.held():
        pass


async def test_no_database_means_no_lead(candidate: Run) -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/nowhere")
    assert not await Leadership(nowhere).held()
    await nowhere.close()
