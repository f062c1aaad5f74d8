"""A hold timer in trouble: a restart, a silent chat, pain told meanwhile, a blocked bot, no database."""

import asyncio
import gc
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.holds import Holds
from bot.services.outcomes import Frame
from db import sqlite
from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.conftest import settled

TIMER = 42
"""Seconds that a newcomer's first hold timer runs."""


class Planned(Holds):
    """Timers whose drawing was planned a moment ago."""

    def __init__(self, holds: Holds, frames: Sequence[Frame]) -> None:
        super().__init__(holds.db, holds.clock, holds.programme)
        self.__dict__["planned"] = frames

    async def frames(self) -> Sequence[Frame]:
        return list(self.__dict__["planned"])


@pytest.mark.parametrize("second", [0, 4, 5, 13, 20, 33, TIMER - 1, TIMER + 60])
async def test_a_hold_timer_goes_on_from_any_second_and_never_counts_by_itself(
    world: World, anna: Chatter, second: int
) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    await world.stop()
    world.clock.move(timedelta(seconds=second))
    await world.start()
    if second < TIMER:
        await world.passes(seconds=TIMER - 1 - second)
        assert not anna.sees("That was it")
        await world.passes(seconds=1)
    await world.beat()
    rung = [message for message in anna.messages() if "That was it" in text_of(message)]
    assert len(rung) == 1 and not anna.sees("How was it")
    assert "How was it" in text_of(await anna.taps("Done", rung[0]))


async def test_a_chat_that_does_not_answer_delays_nobody_elses_bell(world: World, anna: Chatter) -> None:
    berta = await settled(world.person("Berta"))
    for each in (berta, anna):
        await each.says("/today")
        await each.taps("Hold timer")
        world.clock.move(timedelta(seconds=1))
    world.standin.plan({"kind": "hang", "method": "sendMessage", "chat_id": berta.id, "seconds": 60})
    world.clock.move(timedelta(seconds=TIMER))
    async with asyncio.timeout(10):  # less than a call may take
        await world.app.painter.paint()
        while not anna.sees("That was it"):  # noqa: ASYNC110  (no event tells)
            await asyncio.sleep(0.01)
    assert not berta.sees("That was it")
    await world.app.painter.settle(0)


@pytest.mark.parametrize("seconds", [7, TIMER + 1])
async def test_no_timer_is_drawn_and_no_bell_rings_over_pain_told_meanwhile(
    world: World, anna: Chatter, seconds: int
) -> None:
    living = await anna.says("/today")
    await anna.taps("Hold timer")
    world.clock.move(timedelta(seconds=seconds))
    painter = world.app.painter
    planned = replace(painter, holds=Planned(painter.holds, await painter.holds.frames()))
    await anna.taps("Pain", anna.newest_with("Stop timer"))
    before = [text_of(each) for each in anna.messages()]
    await planned.paint()
    await planned.settle()
    assert [text_of(each) for each in anna.messages()] == before and "Stop" in before[-1]
    assert not any("timer" in label for each in anna.messages() for label in labels_of(each)), living


async def test_a_database_gone_while_a_blocked_timer_is_put_away_is_told_and_the_timer_ends_later(
    on_file: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    anna = await settled(on_file.person("Anna"))
    await anna.says("/today")
    await anna.taps("Hold timer")
    on_file.clock.move(timedelta(seconds=7))
    painter, path = on_file.app.painter, on_file.app.database.file
    assert path is not None
    planned = replace(painter, holds=Planned(painter.holds, await painter.holds.frames()))
    on_file.standin.blocks(anna.id)
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await planned.paint()
        await planned.settle()
        gc.collect()
        other.execute("ROLLBACK")
    told = [record.getMessage() for record in caplog.records]
    assert any("timer not drawn" in line and "StorageUnavailable" in line for line in told), told
    assert not any("never retrieved" in line for line in told), told
    await on_file.passes(seconds=6)
    assert await painter.holds.frames() == [] and (await on_file.app.services.sessions.open_now(anna.id))
    on_file.clock.move(timedelta(seconds=TIMER))
    assert await painter.holds.frames() == [], "no timer runs any more"
