"""No update is confirmed before it is handled, whatever happens in between, and waiting costs few calls."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken

from bot.clock import StillClock
from bot.transport.intake import Intake, Verdict
from bot.transport.polling import Polling
from tests.transport.loopback import Api, hangs, loopback_api, refuses, requests, says, until

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
Handle = Callable[[dict[str, Any]], Any]


class Notes:
    """Handles every update at once and keeps its number."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    async def __call__(self, update: dict[str, Any]) -> Verdict:
        self.numbers.append(update["update_id"])
        return Verdict.DONE


@asynccontextmanager
async def polling(
    api: Api, handle: Handle, **options: Any
) -> AsyncIterator[tuple[Polling, asyncio.Task[None]]]:
    async with requests() as request:
        poller = Polling(request, api.url, Intake(handle), StillClock(NOW), **options)
        task = asyncio.ensure_future(poller.run())
        yield poller, task
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def offsets(api: Api) -> list[int | None]:
    return [int(form["offset"]) if "offset" in form else None for form in api.called("getUpdates")]


async def test_an_update_is_handled_confirmed_and_never_brought_again() -> None:
    async with loopback_api() as api:
        notes = Notes()
        async with polling(api, notes) as (poller, _):
            await until(lambda: api.polls_open)
            api.push(10)
            await until(lambda: not api.queue)
            await until(lambda: api.polls_open)
            api.push(11)
            await until(lambda: 11 in notes.numbers and not api.queue)
            assert poller.last_success and poller.last_success.wall == NOW
        assert notes.numbers == [10, 11]
        assert api.calls[0].method == "deleteWebhook"
        assert api.called("deleteWebhook") == [{"drop_pending_updates": "false"}]
        first = api.called("getUpdates")[0]
        assert first["allowed_updates"] == '["message","edited_message","callback_query","my_chat_member"]'


async def test_who_dies_between_handling_and_confirming_gets_the_update_again() -> None:
    async with loopback_api() as api:
        notes = Notes()
        api.push(10)
        api.plan("getUpdates", api.normally, hangs)
        async with polling(api, notes):
            await until(lambda: len(api.called("getUpdates")) == 2)
        assert notes.numbers == [10]
        async with polling(api, notes):
            await until(lambda: not api.queue)
        assert notes.numbers == [10, 10]


async def test_an_update_under_way_is_not_confirmed_while_others_are_handled() -> None:
    async with loopback_api() as api:
        gate, notes = asyncio.Event(), Notes()

        async def handle(update: dict[str, Any]) -> Verdict:
            if update["update_id"] == 10:
                await gate.wait()
            return await notes(update)

        for number in (10, 11):
            api.push(number, user=number)
        async with polling(api, handle):
            await until(lambda: notes.numbers == [11])
            api.push(12, user=12)
            await until(lambda: notes.numbers == [11, 12])
            assert set(api.queue) == {10, 11, 12}
            gate.set()
            await until(lambda: not api.queue)
        assert notes.numbers == [11, 12, 10]
        assert set(offsets(api)) == {None, 10, 13}


async def test_a_second_poller_is_waited_for_and_then_reported() -> None:
    async with loopback_api() as api:
        api.push(10)
        conflict = refuses(409, "Conflict: terminated by other getUpdates request")
        notes = Notes()
        api.plan("getUpdates", conflict, conflict, api.normally, conflict, conflict, conflict)
        async with polling(api, notes, conflicts=3, first_retry=0.01) as (_, task):
            with pytest.raises(Conflict):
                await asyncio.wait_for(task, 5)
        assert notes.numbers == [10]


@pytest.mark.parametrize("status", [401, 404])
async def test_an_unknown_token_ends_the_polling(status: int) -> None:
    async with loopback_api() as api:
        api.plan("getUpdates", refuses(status, "Unauthorized"))
        async with polling(api, Notes()) as (_, task):
            with pytest.raises(InvalidToken):
                await asyncio.wait_for(task, 5)
        assert len(api.called("getUpdates")) == 1


async def test_a_server_that_knows_no_webhooks_is_polled_all_the_same() -> None:
    async with loopback_api() as api:
        api.push(10)
        notes = Notes()
        api.plan("deleteWebhook", refuses(404, "Not Found"))
        async with polling(api, notes, first_retry=0.01):
            await until(lambda: not api.queue)
        assert notes.numbers == [10]


async def test_a_proxys_error_page_does_not_end_the_polling() -> None:
    async with loopback_api() as api:
        api.push(10)
        notes = Notes()
        api.plan("deleteWebhook", says(404, "<html>"))
        api.plan("getUpdates", says(401, "<html>"), says(200, '{"ok": true, "result": {}}'))
        async with polling(api, notes, first_retry=0.01):
            await until(lambda: not api.queue)
        assert notes.numbers == [10]


async def test_stopping_finishes_what_is_under_way_and_confirms_it() -> None:
    async with loopback_api() as api:
        gate, notes = asyncio.Event(), Notes()

        async def handle(update: dict[str, Any]) -> Verdict:
            await gate.wait()
            return await notes(update)

        api.push(10)
        async with polling(api, handle) as (poller, task):
            await until(lambda: len(api.called("getUpdates")) >= 2)
            poller.stop()
            api.push(11)
            gate.set()
            await asyncio.wait_for(task, 5)
        assert notes.numbers == [10]
        assert set(api.queue) == {11}


async def test_stopping_in_a_long_poll_is_quick_and_needs_no_confirmation() -> None:
    async with loopback_api() as api, polling(api, Notes()) as (poller, task):
        await until(lambda: api.called("getUpdates") and api.called("getUpdates")[-1]["timeout"] != "0")
        poller.stop()
        await asyncio.wait_for(task, 1)
        assert len(api.called("getUpdates")) == 2


async def test_what_waited_is_caught_up_with_once_the_last_of_it_has_taken_effect() -> None:
    async with loopback_api() as api:
        gate, notes = asyncio.Event(), Notes()

        async def handle(update: dict[str, Any]) -> Verdict:
            if update["update_id"] == 150:
                await gate.wait()
            return await notes(update)

        for number in range(1, 151):
            api.push(number, user=number)
        async with polling(api, handle) as (poller, _):
            await until(lambda: len(notes.numbers) == 149)
            api.push(151, user=151)
            await until(lambda: 151 in notes.numbers)
            assert not poller.caught_up.is_set()
            gate.set()
            await asyncio.wait_for(poller.caught_up.wait(), 5)


async def test_an_update_that_comes_to_no_end_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.transport.polling._BACKLOG_PATIENCE", 0.2)
    async with loopback_api() as api:

        async def handle(_: dict[str, Any]) -> Verdict:
            return Verdict.AGAIN

        api.push(1)
        async with polling(api, handle) as (poller, _):
            await asyncio.wait_for(poller.caught_up.wait(), 5)


async def test_stopping_while_an_update_cannot_be_handled_leaves_it_with_telegram() -> None:
    async with loopback_api() as api:

        async def handle(update: dict[str, Any]) -> Verdict:
            return Verdict.AGAIN if update["update_id"] == 11 else Verdict.DONE

        for number in (10, 11, 12):
            api.push(number, user=number)
        async with polling(api, handle, grace=0.2) as (poller, task):
            await until(lambda: 11 in offsets(api))
            poller.stop()
            await asyncio.wait_for(task, 5)
        assert 11 in api.queue
        assert 10 not in api.queue
