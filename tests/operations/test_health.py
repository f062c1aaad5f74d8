"""/health says whether work gets done, and not a word about anybody."""

import asyncio
import json
import re
import resource
from collections.abc import AsyncIterator
from contextlib import nullcontext

import aiohttp
import pytest
from sqlalchemy import text

from bot import operations
from bot.clock import StillClock
from bot.operations import Operations
from db.engine import Database
from tests.chat import World, world_at
from tests.conftest import START
from tests.operations.hands import CANARY, NOW, Deliverer, Hands, free_port, reminder_due
from tests.stories.conftest import settled


@pytest.fixture
async def story(database_url: str) -> AsyncIterator[World]:
    """A world on a Tuesday morning, 06:00 UTC."""
    async with world_at(START, database_url) as found:
        yield found


async def test_a_fresh_bot_is_well(hands: Hands) -> None:
    status, told = await hands.health()
    assert (status, told["ok"], told["ill"], told["pending"]) == (200, True, [], 0)


async def test_a_beat_that_stopped_is_told_within_a_minute(hands: Hands) -> None:
    async def tick() -> None:
        return

    beat = hands.operations.beaten(tick)
    await beat()
    hands.seconds += operations.TICK_LIMIT + 1
    status, told = await hands.health()
    assert status == 503 and told["ill"] == ["tick_age"]
    await beat()
    assert (await hands.health())[0] == 200


async def test_a_beat_that_fails_is_no_sign_of_life(hands: Hands) -> None:
    async def tick() -> None:
        raise RuntimeError

    beat = hands.operations.beaten(tick)
    hands.seconds += operations.TICK_LIMIT + 1
    with pytest.raises(RuntimeError):
        await beat()
    assert (await hands.health())[0] == 503


async def test_a_long_round_of_sending_is_a_sign_of_life(hands: Hands) -> None:
    async def tick() -> None:
        return

    hands.operations.beaten(tick)
    hands.seconds += operations.TICK_LIMIT + 1
    await hands.operations.sent(Deliverer()).invite(reminder_due(NOW), nullcontext())
    assert (await hands.health())[0] == 200


async def test_a_process_without_a_beat_is_not_blamed_for_it(hands: Hands) -> None:
    hands.seconds += operations.TICK_LIMIT + 1
    status, told = await hands.health()
    assert status == 200 and told["tick_age"] is None


async def test_silence_of_telegram_is_told(hands: Hands) -> None:
    hands.seconds += operations.API_LIMIT + 1
    status, told = await hands.health()
    assert status == 503 and told["ill"] == ["api_age"]


async def test_an_update_that_never_ends_is_told(hands: Hands) -> None:
    hands.release.clear()
    hands.intake.admit({"update_id": 1, "message": {"from": {"id": CANARY}}})
    await asyncio.sleep(0)
    hands.seconds += operations.HANDLING_LIMIT + 1
    _, told = await hands.health()
    assert "oldest_update" in told["ill"] and told["pending"] == 1
    hands.release.set()


async def test_a_lost_database_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = tmp_path_factory.mktemp("gone")
    hands = Hands(Database(f"sqlite:///{nowhere}/deep/lumbo.db"))
    (nowhere / "deep").rmdir()
    await hands.operations.start(hands.intake, hands.door)
    status, told = await hands.health()
    assert status == 503 and told["ill"] == ["database"]
    assert "lumbo_updates_pending 0.0" in await hands.figures()
    await hands.operations.stop()


async def test_a_full_disk_is_told_before_anybody_is_due_and_so_is_its_end(hands: Hands) -> None:
    """A limit on the size of files is what a test can have of a full disk."""
    file = hands.database.file
    if file is None:
        return  # the disk is another machine's
    assert (await hands.health())[0] == 200
    everything = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = file.with_name(f"{file.name}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, everything[1]))
    try:
        status, told = await hands.health()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, everything)
    assert status == 503 and told["ill"] == ["database"]
    assert (await hands.health())[0] == 200


async def test_asking_how_it_fares_leaves_nothing_behind(hands: Hands) -> None:
    assert [(await hands.health())[0] for _ in range(3)] == [200] * 3
    async with hands.database.read() as tx:
        assert (await tx.exec(text("SELECT count(*) FROM receipt"))).scalar() == 0


async def test_a_late_loop_is_told(hands: Hands) -> None:
    def count() -> float:
        return float(re.findall(r"lumbo_loop_lag_seconds_count (\S+)", figures)[0])

    figures = await hands.figures()
    before = count()
    async with asyncio.timeout(5):
        while count() == before:
            figures = await hands.figures()


async def test_the_whole_bot_tells_how_it_fares(story: World) -> None:
    anna = await settled(story.person())
    await story.stop()
    where = f"127.0.0.1:{free_port()}"
    await story.start(metrics_listen=where)
    await story.passes(minutes=30)
    await anna.taps("Start")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://{where}/health") as answer:
            assert answer.status == 200 and json.loads(await answer.text())["ok"]
        async with session.get(f"http://{where}/metrics") as answer:
            told = await answer.text()
    assert 'lumbo_reminders_ended_total{state="sent"} 1.0' in told
    assert 'lumbo_reminder_lateness_seconds_bucket{le="1.0"} 1.0' in told
    assert str(anna.id) not in told


async def test_a_clock_that_differs_from_telegrams_is_told(story: World) -> None:
    await story.stop()
    await story.start(metrics_listen=f"127.0.0.1:{free_port()}")
    watch = story.app.watch
    assert isinstance(watch, Operations)
    await story.beat()
    telegram = StillClock(story.clock.now())
    story.standin.world.now = telegram.now
    await story.passes(hours=1)
    told = await watch.report()
    assert told["ok"] and not told["on_time"]
    await story.passes(hours=-1)
    assert (await watch.report())["on_time"]
