"""A locked file, a full disk, no line, a backlog, a timer cut in two, a night asleep: it goes on."""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text

from bench.campaigns.balancer import free_port
from bot.domain.faults import StorageUnavailable
from bot.operations import Operations
from bot.transport.intake import Verdict
from db import sqlite
from tests.chat import Chatter, World, text_of
from tests.stories.conftest import settled

TIMER = 42
"""Seconds that a newcomer's first hold timer runs."""


STANDS_STILL = 1.7
"""Seconds for which the loop stands still: more than a second is told."""


async def until_again(world: World, times: int = 1) -> None:
    """Wait until the bot has found so often that an update could not take effect yet."""
    wanted = world.app.intake.tally[Verdict.AGAIN.value] + times
    async with asyncio.timeout(30):
        while world.app.intake.tally[Verdict.AGAIN.value] < wanted:  # noqa: ASYNC110  (no event tells)
            await asyncio.sleep(0.01)


async def test_while_another_program_locks_the_file_nothing_is_confirmed_or_sent_and_nothing_is_lost(
    on_file: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, berta = [await settled(on_file.person(name)) for name in ("Anna", "Berta")]
    path = on_file.app.database.file
    assert path is not None
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        update_id = on_file.standin.says(berta.id, "/pause")
        await until_again(on_file, 2)
        with pytest.raises(StorageUnavailable):
            await on_file.passes(minutes=30)
        assert not berta.sees("Your plan is paused") and anna.invitations() == []
        other.execute("ROLLBACK")
    await on_file.standin.confirmed(update_id)
    assert berta.sees("Your plan is paused")
    await on_file.beat()
    assert len(anna.invitations()) == 1 and berta.invitations() == []


async def test_a_full_disk_confirms_nothing_and_is_gone_on_from_once_there_is_room(on_file: World) -> None:
    async def allow(pages: int) -> None:
        async with on_file.app.database.begin() as tx:
            await tx.exec(text(f"PRAGMA max_page_count = {pages}"))

    people = [on_file.person(f"Anna {number}") for number in range(60)]
    greeted = [await each.says("/start") for each in people]
    async with on_file.app.database.begin() as tx:
        pages = int((await tx.exec(text("PRAGMA page_count"))).scalar())
    await allow(pages)
    updates = [
        on_file.standin.taps(each.id, message["message_id"], "Yes, I agree")
        for each, message in zip(people, greeted, strict=True)
    ]
    await until_again(on_file)
    await allow(2 * pages)
    for update_id in updates:
        await on_file.standin.confirmed(update_id)
    assert all(each.sees("Before the first exercise") for each in people)
    path = on_file.app.database.file
    assert path is not None
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        consents = other.execute("SELECT count(*) FROM person WHERE consented_at IS NOT NULL").fetchone()
    assert consents == (len(people),)


async def test_without_a_line_to_telegram_a_reminder_keeps_its_copies_and_comes_once(
    world: World, anna: Chatter
) -> None:
    notifier, url = vars(world.app.dispatcher)["_notifier"], world.app.painter.show.calls.url
    object.__setattr__(notifier, "url", "http://127.0.0.1:1/bot1:nowhere")
    for _ in range(5):
        await world.passes(minutes=30)
        assert anna.invitations() == []
    object.__setattr__(notifier, "url", url)
    await world.passes(minutes=1)
    assert len(anna.invitations()) == 1
    await world.passes(minutes=5)
    assert len(anna.invitations()) == 1


async def test_a_backlog_after_an_outage_takes_effect_once_and_in_everybodys_order(world: World) -> None:
    people = [await settled(world.person(f"Anna {number}")) for number in range(4)]
    hurt = people[-1]
    await world.stop()
    updates = []
    for _ in range(40):
        updates += [world.standin.says(each.id, words) for each in people for words in ("/pause", "/resume")]
    updates.append(world.standin.says(hurt.id, "/pain"))
    world.clock.move(timedelta(minutes=20))
    await world.start()
    for update_id in updates:
        await world.standin.confirmed(update_id)
    for each in people[:-1]:
        told = [text_of(message) for message in each.messages()]
        assert sum("Your plan is paused" in said for said in told) == 40
    await world.passes(minutes=10)
    assert [len(each.invitations()) for each in people] == [1, 1, 1, 0]
    assert hurt.sees("Everything rests now")


async def test_whoever_reported_pain_while_the_bot_was_down_is_not_invited_when_it_comes_back(
    world: World,
) -> None:
    """Telegram gives a hundred updates at once: the report is not among the first."""
    anna, berta = [await settled(world.person(name)) for name in ("Anna", "Berta")]
    await world.stop()
    for _ in range(110):
        world.standin.says(berta.id, "/help")
    pain = world.standin.says(anna.id, "/pain")
    world.clock.move(timedelta(minutes=40))
    await world.start(read_up=False)
    while not world.app.door.is_caught_up():
        await world.beat()
        await asyncio.sleep(0.01)
    await world.standin.confirmed(pain)
    await world.beat()
    assert anna.invitations() == [] and anna.sees("Everything rests now")
    assert len(berta.invitations()) == 1


async def test_after_a_night_asleep_the_next_beat_finds_everybody_who_is_due(world: World) -> None:
    hours = ("8:30", "9:15", "10:30")
    people = [await settled(world.person(f"Anna {hour}"), hour=hour) for hour in hours]
    await world.passes(hours=4)
    assert [len(each.invitations()) for each in people] == [1, 1, 1]
    await world.beat()
    assert [len(each.invitations()) for each in people] == [1, 1, 1]


async def test_a_loop_that_stood_still_is_told_of_and_what_came_due_meanwhile_comes_once(
    world: World, anna: Chatter
) -> None:
    berta = await settled(world.person("Berta"), hour="8:00")
    await world.stop()
    await world.start(metrics_listen=f"127.0.0.1:{free_port()}")
    await world.passes(minutes=59, seconds=58 - TIMER + 2)
    await anna.says("/today")
    await anna.taps("Hold timer")
    await world.passes(seconds=TIMER - 2)
    beats: list[None] = []

    async def beat() -> None:
        await world.beat()
        beats.append(None)

    world.app.scheduler.every(0.02, "everything", beat)
    asks = world.standin.says(berta.id, "/help")
    world.clock.move(timedelta(seconds=5))
    time.sleep(STANDS_STILL)  # noqa: ASYNC251, TID251  (the fault)
    await world.standin.confirmed(asks)
    before = len(beats)
    async with asyncio.timeout(10):
        while len(beats) < before + 5:  # noqa: ASYNC110  (no event tells)
            await asyncio.sleep(0.01)
    rung = [message for message in anna.messages() if "That was it" in text_of(message)]
    assert len(rung) == len(berta.invitations()) == 1
    assert isinstance(world.app.watch, Operations)
    told = await world.app.watch.report()
    assert told["ok"] and float(str(told["stood_still"])) > 1
