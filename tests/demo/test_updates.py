"""Updates wait until the bot confirms them, and only one poller gets them."""

import asyncio
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.demo.standin import StandIn
from bot.demo.world import Person
from tests.demo.conftest import HandClock


async def ids(telegram: Bot, **asked: Any) -> list[int]:
    return [update.update_id for update in await telegram.get_updates(**asked)]


async def test_an_update_comes_again_until_a_higher_offset_is_asked(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    (first,) = await ids(telegram)
    second = standin.says(anna.id, "two")
    assert await ids(telegram) == [first, second]
    assert await ids(telegram, limit=1) == [first]
    with pytest.raises(TimeoutError):
        await standin.confirmed(first, timeout=0.01)
    assert await ids(telegram, offset=first + 1) == [second]
    await standin.confirmed(first)
    assert await ids(telegram, offset=second + 1) == []
    await standin.confirmed(second)


async def test_a_negative_offset_forgets_all_but_the_last(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    last = [standin.says(anna.id, word) for word in "abc"][-1]
    assert await ids(telegram, offset=-1) == [last]
    assert await ids(telegram) == [last]


async def test_a_long_poll_ends_as_soon_as_somebody_writes(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    (old,) = await ids(telegram)
    poll = asyncio.ensure_future(telegram.get_updates(offset=old + 1, timeout=30))
    await standin.confirmed(old)
    new = standin.says(anna.id, "hello")
    assert [update.update_id for update in await poll] == [new]


async def test_a_second_poller_ends_the_first_with_a_conflict(telegram: Bot, standin: StandIn) -> None:
    first = asyncio.ensure_future(telegram.get_updates(timeout=30))
    await standin.world.updates.pulse.wait(5)
    other = Bot("1:demo", base_url=f"{standin.url}/bot")
    async with other:
        assert await other.get_updates(timeout=0) == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_only_asked_kinds_are_queued_and_the_wish_is_remembered(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    (old,) = await ids(telegram, allowed_updates=["message"])
    await standin.confirmed(standin.edits(anna.id, 1, "/start again"))
    said = standin.says(anna.id, "x")
    assert await ids(telegram, offset=old + 1) == [said]


async def test_messages_live_a_day_and_taps_150_seconds(
    telegram: Bot, standin: StandIn, anna: Person, clock: HandClock
) -> None:
    standin.world.updates.drop()
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    await telegram.send_message(anna.id, "x", reply_markup=markup)  # type: ignore[arg-type]
    said, tapped = standin.says(anna.id, "x"), standin.taps(anna.id, 2, "x")
    clock.move(seconds=149)
    assert await ids(telegram) == [said, tapped]
    clock.move(seconds=1)
    assert await ids(telegram) == [said]
    clock.move(hours=24)
    assert await ids(telegram) == []


async def test_any_update_can_be_pushed_and_pushed_again_after_it_was_confirmed(
    telegram: Bot, standin: StandIn
) -> None:
    pushed = standin.pushes({"strange": True})
    assert await ids(telegram) == [pushed]
    assert await ids(telegram, offset=pushed + 1) == []
    await standin.confirmed(pushed)
    standin.pushes({"update_id": pushed, "strange": True})
    with pytest.raises(TimeoutError):
        await standin.confirmed(pushed, timeout=0.01)
    assert await ids(telegram, offset=pushed + 1) == [pushed]
    assert await ids(telegram, offset=pushed + 1) == []
    await standin.confirmed(pushed)


async def test_a_wrong_button_is_named_with_those_that_are_there(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    row = [{"text": "✅ Done", "callback_data": "d"}, {"text": "😣 Pain", "callback_data": "p"}]
    markup: Any = {"inline_keyboard": [row]}
    await telegram.send_message(anna.id, "x", reply_markup=markup)
    with pytest.raises(KeyError, match="no button 'Stop' in message 2; its buttons: '✅ Done', '😣 Pain'"):
        standin.taps(anna.id, 2, "Stop")
    with pytest.raises(KeyError, match="there is no message 9"):
        standin.taps(anna.id, 9, "Done")
    for label in ("Pain", "😣 Pain", "p"):
        standin.taps(anna.id, 2, label)
    data = [u.callback_query.data for u in await telegram.get_updates() if u.callback_query]
    assert data == ["p", "p", "p"]


async def test_a_text_that_is_too_long_arrives_in_parts_as_from_the_app(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    standin.says(anna.id, "x" * 5000)
    texts = [message["text"] for message in standin.messages(anna.id)]
    assert "".join(texts[1:]) == "x" * 5000
    with pytest.raises(ValueError, match="empty"):
        standin.says(anna.id, " ")
