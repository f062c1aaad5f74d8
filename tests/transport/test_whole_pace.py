"""Replies go at once, reminders take what they leave, and paint takes the rest."""

import asyncio
import random

from bot.demo.limits import Limits
from bot.transport.limiter import Lane
from bot.transport.pace import CHAT_BURST, WHOLE_BURST, WHOLE_RATE, ChatPace, WholePace
from tests.transport.far_end import Far, together
from tests.transport.virtual_time import in_no_time


def test_paint_stays_below_the_whole_rate() -> None:
    pace, painted = WholePace(), 0
    for tick in range(10_000):
        now = tick / 1_000
        if pace.leaves_room(now):
            pace.take(now)
            painted += 1
    assert painted <= 10 * WHOLE_RATE + WHOLE_BURST + 1


async def a_crowded_minute(replies_a_second: float, seconds: float) -> Far:
    """More reminders than can go, replies at random moments, and paint tried all the time."""
    far, chance, loop = Far(), random.Random(1), asyncio.get_running_loop()
    crowd = [asyncio.ensure_future(far.call(chat, lane=Lane.BULK)) for chat in range(10_000, 10_000 + 5_000)]
    replies, paint, chat = [], [], 0
    while loop.time() < seconds:
        chat += 1
        if chance.random() < replies_a_second / 100:
            replies.append(asyncio.ensure_future(far.call(chat, text="reply")))
        paint.append(asyncio.ensure_future(far.call(100_000 + chat, "editMessageText", Lane.PAINT, "paint")))
        await asyncio.sleep(0.01)
    for reminder in crowd:
        reminder.cancel()
    await together(*crowd, *replies, *paint)
    return far


def test_beside_replies_and_paint_reminders_keep_25_a_second_and_telegram_refuses_nobody() -> None:
    far = in_no_time(a_crowded_minute(4.0, 60.0))
    reminders = sum(1 for _, chat, _ in far.arrived if chat and 10_000 <= chat < 100_000)
    assert reminders >= 25 * 60
    now = 0.0
    telegram = Limits(lambda: now)
    for now, chat, _ in far.arrived:  # noqa: B007  (the clock of `telegram`)
        telegram.check("sendMessage", chat)  # raises where Telegram would say 429


def test_beside_a_full_lane_paint_takes_only_what_is_left() -> None:
    far = in_no_time(a_crowded_minute(8.0, 60.0))
    painted = sum(1 for _, _, text in far.arrived if text == "paint")
    assert painted < 60
    assert len(far.arrived) <= 60 * WHOLE_RATE + WHOLE_BURST + 1


def test_what_can_be_left_out_counts_every_edit_as_a_message() -> None:
    pace = ChatPace()
    for _ in range(CHAT_BURST):
        pace.take(0.0, weight=0.1)
    assert pace.wait(0.0) <= 0
    assert not pace.leaves_room(0.0)
    assert pace.leaves_room(1.0)
