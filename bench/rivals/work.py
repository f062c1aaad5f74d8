"""What every contestant sends, and how its sends are measured."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator

TOKEN = "123456:bench"  # noqa: S105  (the stub's, on loopback)
TEXT = "<b>Bird dog</b>\n" + "A calm sentence. " * 30


async def measured(send: Callable[[int], Awaitable[object]], count: int, at_once: int) -> None:
    """Run `count` sends, `at_once` side by side, and print their rate and the processor time of each."""
    await _through(send, iter(range(1, 1 + max(at_once, count // 10))), at_once)
    began, processor = time.perf_counter(), time.process_time()
    await _through(send, iter(range(1, 1 + count)), at_once)
    seconds, cpu = time.perf_counter() - began, time.process_time() - processor
    print(json.dumps({"rate": count / seconds, "cpu": 1e6 * cpu / count}), flush=True)


async def _through(send: Callable[[int], Awaitable[object]], chats: Iterator[int], at_once: int) -> None:
    async def one_after_another() -> None:
        for chat in chats:
            await send(chat)

    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
