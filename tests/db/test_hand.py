"""The thread that waits for the disk."""

import asyncio
import threading
from functools import partial

import pytest

from db.hand import Hand


async def test_jobs_are_done_in_their_order_away_from_the_loop() -> None:
    hand, seen = Hand("test"), list[tuple[int, bool]]()
    here = threading.current_thread()

    def job(number: int) -> int:
        seen.append((number, threading.current_thread() is here))
        return number

    handed = [hand.do(partial(job, number)) for number in range(20)]
    assert await asyncio.gather(*handed) == list(range(20))
    assert seen == [(number, False) for number in range(20)]
    hand.rest()


async def test_what_a_job_raises_reaches_who_waits_and_the_next_job_is_done() -> None:
    hand = Hand("test")
    with pytest.raises(ZeroDivisionError):
        await hand.do(lambda: 1 // 0)
    assert await hand.do(lambda: 1) == 1
    hand.rest()


async def test_what_was_handed_over_is_done_before_the_rest_and_nothing_after_it() -> None:
    hand, done = Hand("test"), list[int]()
    for number in range(3):
        hand.do(partial(done.append, number))
    hand.rest()
    assert done == [0, 1, 2]
    with pytest.raises(RuntimeError):
        hand.do(lambda: None)
