"""Long stories of polling in no time: outages, slow updates, silent weeks, and how many calls they cost."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.clock import StillClock
from bot.transport.failure import MaybeSent, NotSent
from bot.transport.intake import Intake, Verdict
from bot.transport.polling import Polling
from tests.transport.loopback import Api, Direct, until
from tests.transport.virtual_time import in_no_time

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
Handle = Callable[[dict[str, Any]], Any]


class Notes:
    """Handles every update at once and keeps its number."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    async def __call__(self, update: dict[str, Any]) -> Verdict:
        self.numbers.append(update["update_id"])
        return Verdict.DONE


def directly(api: Api, handle: Handle, **options: Any) -> tuple[Direct, Polling]:
    request = Direct(api)
    return request, Polling(request, api.url, Intake(handle, workers=200), StillClock(NOW), **options)


def offsets(api: Api) -> list[int | None]:
    return [int(form["offset"]) if "offset" in form else None for form in api.called("getUpdates")]


def test_while_the_database_is_away_nothing_is_confirmed_and_nothing_is_lost() -> None:
    async def story() -> tuple[list[int | None], list[int], set[int]]:
        api, notes, away = Api(), Notes(), True

        async def handle(update: dict[str, Any]) -> Verdict:
            return Verdict.AGAIN if away else await notes(update)

        for number in range(10, 15):
            api.push(number, user=1)
        _, poller = directly(api, handle)
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(300)
        kept, seen = set(api.queue), offsets(api)
        away = False
        await asyncio.sleep(60)
        poller.stop()
        await task
        return seen, notes.numbers, kept

    seen, handled, kept = in_no_time(story())
    assert set(seen) == {None, 10}
    assert handled == [10, 11, 12, 13, 14]
    assert kept == {10, 11, 12, 13, 14}


@pytest.mark.parametrize(("waiting", "most"), [(1, 130), (100, 16)])
def test_waiting_for_a_slow_update_does_not_spin(waiting: int, most: int) -> None:
    async def story() -> tuple[int, int]:
        api = Api()

        async def handle(_: dict[str, Any]) -> Verdict:
            await asyncio.sleep(60)
            return Verdict.DONE

        for number in range(waiting):
            api.push(number, user=number)
        request, poller = directly(api, handle)
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(59)
        busy = len(request.moments)
        await asyncio.sleep(600)
        idle = len(request.moments) - busy
        poller.stop()
        await task
        return busy, idle

    busy, idle = in_no_time(story())
    assert busy <= most
    assert idle <= 26  # a long poll every 30 s


def test_a_full_window_moves_on_as_its_lowest_update_is_settled() -> None:
    async def story() -> tuple[list[int], float]:
        api, notes = Api(), Notes()

        async def handle(update: dict[str, Any]) -> Verdict:
            await asyncio.sleep(3 if update["update_id"] == 0 else 0.01)
            return await notes(update)

        for number in range(1000):
            api.push(number, user=number)
        _, poller = directly(api, handle)
        task = asyncio.ensure_future(poller.run())
        await until(lambda: len(notes.numbers) == 1000, 60)
        done = asyncio.get_running_loop().time()
        poller.stop()
        await task
        return notes.numbers, done

    numbers, done = in_no_time(story())
    assert sorted(numbers) == list(range(1000))
    assert numbers.index(0) == 99
    assert done < 4.5


def test_numbers_that_start_anew_after_a_silent_week_are_found() -> None:
    async def story() -> list[int]:
        api, notes = Api(), Notes()
        _, poller = directly(api, notes, wait=1800)
        task = asyncio.ensure_future(poller.run())
        api.push(900_000)
        await asyncio.sleep(7 * 86_400)
        api.push(17)
        await asyncio.sleep(10)
        api.push(18)
        await asyncio.sleep(10)
        assert not api.queue
        poller.stop()
        await task
        return notes.numbers

    assert in_no_time(story()) == [900_000, 17, 18]


def test_updates_out_of_order_are_all_handled_before_any_is_forgotten() -> None:
    async def story() -> tuple[list[int], list[int | None]]:
        api, notes = Api(), Notes()
        for number in (12, 10, 11):
            api.push(number)
        _, poller = directly(api, notes)
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(1)
        poller.stop()
        await task
        return notes.numbers, offsets(api)

    numbers, seen = in_no_time(story())
    assert sorted(numbers) == [10, 11, 12]
    assert set(seen) == {None, 13}


def test_what_is_no_update_neither_stops_the_others_nor_makes_the_loop_hot() -> None:
    async def story() -> tuple[list[int], int]:
        api, notes = Api(), Notes()
        api.stray = [{"no": "number"}, None]
        request, poller = directly(api, notes)
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(5)
        api.push(10)
        await asyncio.sleep(55)
        poller.stop()
        await task
        return notes.numbers, len(request.moments)

    numbers, calls = in_no_time(story())
    assert numbers == [10]
    assert calls <= 125


def test_a_server_that_answers_at_once_with_nothing_is_not_flooded() -> None:
    async def story() -> tuple[list[int], int]:
        api, notes = Api(), Notes()
        api.waits = False
        request, poller = directly(api, notes)
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(30)
        api.push(10)
        await asyncio.sleep(30)
        poller.stop()
        await task
        return notes.numbers, len(request.moments)

    numbers, calls = in_no_time(story())
    assert numbers == [10]
    assert calls <= 130


def test_trouble_on_the_line_is_waited_out_with_growing_pauses() -> None:
    async def story() -> tuple[list[float], list[int]]:
        api, notes = Api(), Notes()
        request, poller = directly(api, notes)
        request.errors.extend([NotSent("x"), MaybeSent("x")] * 5)
        request.errors.append(RetryAfter(77))
        api.push(10)
        task = asyncio.ensure_future(poller.run())
        await asyncio.sleep(600)
        poller.stop()
        await task
        return [b - a for a, b in zip(request.moments, request.moments[1:12], strict=False)], notes.numbers

    pauses, numbers = in_no_time(story())
    assert numbers == [10]
    for number, pause in enumerate(pauses[:10]):
        full = min(0.5 * 2**number, 30)
        assert full / 2 <= pause <= full
    assert pauses[10] == pytest.approx(77)


def test_a_last_confirmation_that_fails_is_tried_again_and_then_left() -> None:
    async def story() -> tuple[int, set[int]]:
        api, notes = Api(), Notes()
        request, poller = directly(api, notes, first_retry=0.1)

        async def handle(update: dict[str, Any]) -> Verdict:
            request.errors.extend([MaybeSent("x"), NotSent("x")])
            poller.stop()
            return await notes(update)

        poller._intake = Intake(handle)
        api.push(10)
        await poller.run()
        return len(request.moments), set(api.queue)

    assert in_no_time(story()) == (4, set())
