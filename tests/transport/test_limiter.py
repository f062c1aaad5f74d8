"""Who waits for whom on the way to Telegram, told in virtual seconds."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.transport.failure import Dropped
from bot.transport.limiter import Lane, TwoLanes
from bot.transport.pace import BULK_RATE
from bot.transport.request import AiohttpRequest
from tests.transport.far_end import Far, together
from tests.transport.loopback import TOKEN, loopback_api, ok, refuses
from tests.transport.virtual_time import in_no_time


def test_a_chat_gets_three_at_once_and_then_one_a_second() -> None:
    async def story() -> list[float]:
        far = Far()
        await together(*(far.call(1) for _ in range(6)))
        return far.times(1)

    assert in_no_time(story()) == [0, 0, 0, 1, 2, 3]


def test_replies_to_different_people_do_not_wait_for_each_other() -> None:
    async def story() -> set[float]:
        far = Far()
        await together(*(far.call(chat) for chat in range(200)))
        return {moment for moment, _, _ in far.arrived}

    assert in_no_time(story()) == {0}


@pytest.mark.parametrize(
    ("endpoint", "chat"), [("answerCallbackQuery", None), ("sendChatAction", 1), ("getChat", 1)]
)
def test_answers_to_taps_and_looking_things_up_are_free(endpoint: str, chat: int | None) -> None:
    async def story() -> list[float]:
        far = Far()
        await together(*(far.call(chat, endpoint) for _ in range(20)))
        return far.times(chat)

    assert in_no_time(story()) == [0] * 20


def test_one_chats_replies_never_overtake_each_other() -> None:
    async def story() -> list[str]:
        far = Far()
        far.plan(1, RetryAfter(4))
        far.takes = 0.3
        await together(*(far.call(1, "editMessageText", text=text) for text in "abc"))
        return [text for _, _, text in far.arrived]

    assert in_no_time(story()) == ["a", "a", "b", "c"]


def test_reminders_go_evenly_and_do_not_save_up_for_a_burst() -> None:
    async def story() -> tuple[list[float], list[float]]:
        far = Far()
        await together(*(far.call(chat, lane=Lane.BULK) for chat in range(51)))
        first = [moment for moment, _, _ in far.arrived]
        await asyncio.sleep(100)
        far.arrived.clear()
        await together(*(far.call(chat, lane=Lane.BULK) for chat in range(26)))
        return first, [moment for moment, _, _ in far.arrived]

    first, later = in_no_time(story())
    assert first == pytest.approx([number / BULK_RATE for number in range(51)], abs=0.01)
    assert later[-1] - later[0] == pytest.approx(25 / BULK_RATE, abs=0.01)
    assert min(b - a for a, b in pairwise(later)) > 0.03


def test_reminders_give_way_to_replies_but_are_never_starved() -> None:
    async def story() -> int:
        far = Far()
        reminders = [asyncio.ensure_future(far.call(chat, lane=Lane.BULK)) for chat in range(1000, 2000)]
        for chat in range(1000):
            await far.call(chat)
            await asyncio.sleep(0.01)
        sent = sum(1 for _, chat, _ in far.arrived if chat and chat >= 1000)
        for reminder in reminders:
            reminder.cancel()
        await together(*reminders)
        return sent

    assert 45 <= in_no_time(story()) <= 60  # ten seconds, at a fifth of 25 a second


def test_paint_is_dropped_rather_than_kept_waiting() -> None:
    async def story() -> tuple[list[Any], list[str]]:
        far = Far()
        far.takes = 0.3
        reply = asyncio.ensure_future(far.call(1, text="reply"))
        await asyncio.sleep(0.1)
        behind_a_reply = await together(far.call(1, "editMessageText", Lane.PAINT, "old"))
        await reply
        fine = await together(far.call(1, "editMessageText", Lane.PAINT, "new"))
        await together(*(far.call(1) for _ in range(3)))
        too_fast = await together(far.call(1, "editMessageText", Lane.PAINT, "fast"))
        return [*behind_a_reply, *fine, *too_fast], [text for _, _, text in far.arrived if text]

    outcomes, texts = in_no_time(story())
    assert isinstance(outcomes[0], Dropped)
    assert outcomes[1] is True
    assert isinstance(outcomes[2], Dropped)
    assert texts == ["reply", "new"]


def test_buttons_are_taken_off_beside_an_answer_only_while_every_edit_may_count() -> None:
    async def story() -> list[Any]:
        far, edit = Far(), "editMessageReplyMarkup"
        for _ in range(2):
            await far.call(1, "editMessageText")
        fine = await together(far.call(1, edit, Lane.TIDY))
        too_much = await together(far.call(1, edit, Lane.TIDY))
        await far.call(1, "editMessageText", text="an answer to a tap goes all the same")
        await asyncio.sleep(3)
        return fine + too_much + await together(far.call(1, edit, Lane.TIDY))

    outcomes = in_no_time(story())
    assert [type(each) for each in outcomes] == [bool, Dropped, bool]


def test_buttons_are_taken_off_in_their_turn_and_at_a_crowded_minute_too() -> None:
    async def story() -> list[tuple[float, int | None, str]]:
        far = Far()
        far.takes = 0.3
        await together(*(far.call(chat, text="crowd") for chat in range(100, 200)))
        far.arrived.clear()
        reply = far.call(1, text="reply")
        await together(reply, far.call(1, "editMessageReplyMarkup", Lane.TIDY, "off"))
        return far.arrived

    assert [text for _, _, text in in_no_time(story())] == ["reply", "off"]


def test_what_was_just_said_is_not_waited_for_again_and_anything_else_is() -> None:
    async def story() -> tuple[list[str], list[float]]:
        far = Far()
        for words in ("what?", "what?", "ouch!", "what?", "ouch!", "what?", "hm?"):
            await together(far.call(1, lane=Lane.ECHO, text=words))
        await far.call(1, text="stop")
        await together(far.call(1, lane=Lane.ECHO, text="what?"))
        await asyncio.sleep(30)
        await together(*(far.call(1, lane=Lane.ECHO, text="what?") for _ in range(4)))
        return [text for _, _, text in far.arrived], far.times(1)

    said, times = in_no_time(story())
    assert said == ["what?", "what?", "ouch!", "hm?", "stop", "what?", "what?", "what?", "what?"]
    assert times == [0, 0, 0, 1, 2, 3, 33, 33, 33]


def test_a_reply_never_lands_before_the_paint_that_left_first() -> None:
    async def story() -> list[tuple[float, int | None, str]]:
        far = Far()
        far.takes = 0.3
        paint = asyncio.ensure_future(far.call(1, "editMessageText", Lane.PAINT, "paint"))
        await asyncio.sleep(0.1)
        await together(far.call(1, text="reply"), paint)
        return far.arrived

    assert in_no_time(story()) == [(0, 1, "paint"), (0.3, 1, "reply")]


def test_idle_chats_are_forgotten() -> None:
    async def story() -> tuple[int, list[float]]:
        far = Far()
        far.plan(7, RetryAfter(3))
        waiting = asyncio.ensure_future(far.call(7))
        for chat in range(1000, 25_000):
            await far.call(chat)
            if chat % 100 == 0:
                await asyncio.sleep(0.1)
        await waiting
        return len(far.lanes._chats), far.times(7)

    kept, times = in_no_time(story())
    assert kept <= 10_000
    assert times == [0, 3]


def test_time_and_sleep_can_be_given() -> None:
    async def story() -> list[float]:
        slept: list[float] = []

        async def sleep(duration: float) -> None:
            slept.append(duration)

        lanes = TwoLanes(monotonic=lambda: sum(slept), sleep=sleep, bulk_rate=10)
        for chat in range(3):
            await lanes.bulk_turn(chat)
        return slept

    assert in_no_time(story()) == [pytest.approx(0.1), pytest.approx(0.1)]


async def test_ptb_brings_its_calls_into_their_lanes() -> None:
    async with loopback_api() as api:
        bot = ExtBot(
            TOKEN,
            base_url=api.base,
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
            rate_limiter=TwoLanes(),
        )
        api.plan("getMe", ok({"id": 1, "is_bot": True, "first_name": "Lumbo", "username": "lumbo_bot"}))
        api.plan("editMessageText", refuses(429, "", retry_after=30))
        async with bot:
            with pytest.raises(Dropped):
                await bot.edit_message_text("3 s", 1, 2, rate_limit_args=Lane.PAINT)
            with pytest.raises(Dropped):
                await bot.edit_message_text("2 s", 1, 2, rate_limit_args=Lane.PAINT)
            assert await bot.answer_callback_query("1") is True
    assert len(api.called("editMessageText")) == 1
    assert "__RL_KEY" not in str(api.calls)
