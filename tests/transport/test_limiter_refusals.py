"""What a 429 or a broken line holds back, and what is repeated, told in virtual seconds."""

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.transport.failure import Dropped, MaybeSent, NotSent
from bot.transport.limiter import Lane, TwoLanes
from tests.transport.far_end import Far, together
from tests.transport.virtual_time import in_no_time


def test_a_429_holds_back_its_own_chat_exactly_and_nobody_else() -> None:
    async def story() -> Far:
        far = Far()
        far.plan(1, RetryAfter(7))
        await together(
            far.call(1), far.call(1), far.call(2), far.call(3, lane=Lane.BULK), far.call(4, lane=Lane.BULK)
        )
        return far

    far = in_no_time(story())
    assert far.times(1) == [0, 7, 8]
    assert far.times(2) == [0]
    assert far.times(3) + far.times(4) == pytest.approx([0, 2 / 26], abs=0.05)


def test_a_reply_gives_up_when_telegram_asks_for_too_much() -> None:
    async def story() -> tuple[list[Any], list[float], float]:
        far = Far()
        far.plan(1, RetryAfter(222))
        outcomes = await together(far.call(1), far.call(1))
        return outcomes, far.times(1), asyncio.get_running_loop().time()

    outcomes, times, end = in_no_time(story())
    assert [type(outcome) for outcome in outcomes] == [RetryAfter, RetryAfter]
    assert (times, end) == ([0], 0)


def test_a_reply_is_tried_three_times_and_no_more() -> None:
    async def story() -> tuple[list[Any], list[float]]:
        far = Far()
        far.plan(1, *(RetryAfter(5) for _ in range(9)))
        return await together(far.call(1)), far.times(1)

    outcomes, times = in_no_time(story())
    assert isinstance(outcomes[0], RetryAfter)
    assert times == [0, 5, 10]


def test_a_refused_call_without_a_chat_waits_by_itself() -> None:
    async def story() -> list[float]:
        far = Far()
        far.plan(None, RetryAfter(3))
        await far.call(None, "setMyCommands")
        return far.times(None)

    assert in_no_time(story()) == [0, 3]


def test_several_chats_429s_hold_the_reminders_which_come_back_slowly() -> None:
    async def story() -> tuple[list[float], list[float]]:
        far = Far()
        for chat in (1, 2):
            far.plan(chat, RetryAfter(5))
        await together(far.call(1, lane=Lane.BULK), far.call(2, lane=Lane.BULK))
        reply = asyncio.ensure_future(far.call(3))
        await together(*(far.call(chat, lane=Lane.BULK) for chat in range(1000, 2000)))
        await reply
        return far.times(3), [moment for moment, chat, _ in far.arrived if chat and chat >= 1000]

    reply, reminders = in_no_time(story())
    assert reply == [pytest.approx(0.04, abs=0.01)]
    assert reminders[0] == pytest.approx(5.04, abs=0.01)
    assert sum(1 for moment in reminders if moment < 6.04) <= 6
    assert sum(1 for moment in reminders if 40 < moment <= 41) == pytest.approx(25, abs=1)


def test_one_chats_429s_do_not_hold_the_reminders() -> None:
    async def story() -> tuple[list[Any], float]:
        far = Far()
        far.plan(1, *(RetryAfter(1) for _ in range(3)))
        outcomes = await together(
            far.call(1), *(far.call(chat, lane=Lane.BULK) for chat in range(1000, 1025))
        )
        return outcomes, max(moment for moment, chat, _ in far.arrived if chat != 1)

    outcomes, last = in_no_time(story())
    assert isinstance(outcomes[0], RetryAfter)
    assert last < 1.3


def test_a_turn_for_a_held_chat_is_refused_at_once() -> None:
    async def story() -> tuple[float, float]:
        lanes, loop = TwoLanes(), asyncio.get_running_loop()
        lanes.refused(1, RetryAfter(30))
        with pytest.raises(RetryAfter):
            await lanes.bulk_turn(1)
        refused_at = loop.time()
        await lanes.bulk_turn(2)
        return refused_at, loop.time()

    assert in_no_time(story()) == (0, 0)


def test_a_429_for_paint_drops_it_and_holds_its_chat() -> None:
    async def story() -> tuple[list[Any], list[float]]:
        far = Far()
        far.plan(1, RetryAfter(9))
        outcomes = await together(far.call(1, "editMessageText", Lane.PAINT))
        outcomes += await together(far.call(1, "editMessageText", Lane.PAINT), far.call(1))
        return outcomes, far.times(1)

    outcomes, times = in_no_time(story())
    assert [type(outcome) for outcome in outcomes] == [Dropped, Dropped, bool]
    assert times == [0, 9]


@pytest.mark.parametrize(
    ("endpoint", "error", "arrivals"),
    [
        ("sendMessage", NotSent("x"), 2),
        ("sendMessage", MaybeSent("x"), 1),
        ("editMessageText", MaybeSent("x"), 2),
        ("deleteMessage", MaybeSent("x"), 2),
        ("editMessageText", BadRequest("x"), 1),
    ],
)
def test_only_what_cannot_double_is_repeated(endpoint: str, error: TelegramError, arrivals: int) -> None:
    async def story() -> int:
        far = Far()
        far.plan(1, error)
        await together(far.call(1, endpoint))
        return len(far.arrived)

    assert in_no_time(story()) == arrivals


def test_what_never_left_is_tried_three_times_in_the_bulk_lane_too() -> None:
    async def story() -> tuple[list[Any], int]:
        far = Far()
        far.plan(1, *(NotSent("x") for _ in range(9)))
        return await together(far.call(1, lane=Lane.BULK)), len(far.arrived)

    outcomes, arrivals = in_no_time(story())
    assert isinstance(outcomes[0], NotSent)
    assert arrivals == 3
