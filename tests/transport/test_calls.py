"""Calls past PTB's `Bot`: in their lanes, with the answers as Telegram wrote them."""

import asyncio
import json

import pytest
from telegram.error import Forbidden

from bot.transport.calls import Calls, number_of
from bot.transport.failure import Dropped, MaybeSent
from bot.transport.limiter import Lane, TwoLanes
from bot.transport.wire import Upload
from tests.transport.loopback import loopback_api, ok, refuses, requests


async def test_a_call_gives_what_telegram_answered() -> None:
    async with loopback_api() as api, requests() as request:
        api.plan("sendMessage", ok({"message_id": 42, "text": "Hold"}))
        calls = Calls(request, api.url, TwoLanes())
        answer = await calls.call("sendMessage", {"chat_id": 5, "text": "Hold", "reply_markup": None})
    assert answer == {"message_id": 42, "text": "Hold"}
    assert api.called("sendMessage") == [{"chat_id": "5", "text": "Hold"}]


async def test_an_upload_travels_beside_what_names_it() -> None:
    media = {"type": "photo", "media": "attach://file"}
    async with loopback_api() as api, requests() as request:
        await Calls(request, api.url, TwoLanes()).call(
            "editMessageMedia", {"chat_id": 5, "media": media, "file": Upload("bird_dog.png", b"\x89PNG")}
        )
    (sent,) = api.called("editMessageMedia")
    assert (json.loads(sent["media"]), sent["file"]) == (media, b"\x89PNG")


async def test_half_a_surrogate_on_a_button_does_not_lose_the_message() -> None:
    keys = {"inline_keyboard": [[{"text": "walk \ud83d", "callback_data": "ra:1:1"}]]}
    async with loopback_api() as api, requests() as request:
        await Calls(request, api.url, TwoLanes()).call("sendMessage", {"chat_id": 5, "reply_markup": keys})
    assert json.loads(api.called("sendMessage")[0]["reply_markup"]) == keys


async def test_a_refusal_keeps_its_class() -> None:
    async with loopback_api() as api, requests() as request:
        api.plan("sendMessage", refuses(403, "Forbidden: bot was blocked by the user"))
        with pytest.raises(Forbidden):
            await Calls(request, api.url, TwoLanes()).call("sendMessage", {"chat_id": 5})


async def test_paint_gives_way_to_a_reply_in_its_chat() -> None:
    async with loopback_api() as api, requests() as request:
        calls = Calls(request, api.url, TwoLanes())
        reply = asyncio.ensure_future(calls.call("sendMessage", {"chat_id": 5}))
        await asyncio.sleep(0)
        with pytest.raises(Dropped):
            await calls.call("editMessageMedia", {"chat_id": 5}, Lane.PAINT)
        await reply
    assert not api.called("editMessageMedia")


@pytest.mark.parametrize("answer", [True, {}, {"message_id": "7"}, []])
def test_an_answer_without_a_message_may_have_been_sent(answer: object) -> None:
    with pytest.raises(MaybeSent):
        number_of(answer)
