"""Nobody is invited before what waited is read: at the start, after trouble on the line, after a freeze."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from bot.clock import StillClock
from bot.transport.failure import NotSent
from bot.transport.intake import Intake, Verdict
from bot.transport.polling import Polling
from tests.transport.loopback import Api, Direct
from tests.transport.virtual_time import in_no_time

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def test_after_telegram_was_out_of_reach_what_waited_comes_before_anybody_is_invited() -> None:
    """Also when this process stood still meanwhile: it did not hear an answer either."""

    async def story() -> list[tuple[str, bool]]:
        api, gate, seen = Api(), asyncio.Event(), list[tuple[str, bool]]()

        async def handle(_: dict[str, Any]) -> Verdict:
            seen.append(("under way", poller.is_caught_up()))
            await gate.wait()
            return Verdict.DONE

        request = Direct(api)
        poller = Polling(request, api.url, Intake(handle), StillClock(NOW))
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(100)
        seen.append(("in calm", poller.is_caught_up()))
        request.errors.extend([NotSent("x")] * 9)
        await asyncio.sleep(80)
        seen.append(("out of reach", poller.is_caught_up()))
        api.push(10)
        await asyncio.sleep(200)
        seen.append(("still under way", poller.is_caught_up()))
        gate.set()
        await asyncio.sleep(1)
        seen.append(("read up", poller.is_caught_up()))
        poller.stop()
        await task
        return seen

    assert in_no_time(story()) == [
        ("in calm", True), ("out of reach", False), ("under way", False),
        ("still under way", False), ("read up", True),
    ]  # fmt: skip


def test_a_telegram_that_brings_nothing_is_waited_for_five_minutes() -> None:
    async def story() -> list[bool]:
        api, seen = Api(), list[bool]()

        async def handle(_: dict[str, Any]) -> Verdict:
            return Verdict.DONE

        request = Direct(api)
        poller = Polling(request, api.url, Intake(handle), StillClock(NOW))
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(100)
        request.errors.extend([NotSent("x")] * 100)
        for _ in range(9):
            await asyncio.sleep(60)
            seen.append(poller.is_caught_up())
        request.errors.clear()
        await asyncio.sleep(60)
        seen.append(poller.is_caught_up())
        poller.stop()
        await task
        return seen

    seen = in_no_time(story())
    assert seen[1:5] == [False] * 4 and seen[-3:] == [True] * 3
