"""PTB as its own guide has it: one `run_daily` job per person. `--register N`, or `--send N URL`."""

import argparse
import asyncio
import json
import os
import resource
import signal
import time
from datetime import UTC, datetime
from typing import Any

from telegram.ext import Application, ContextTypes

TOKEN = "123456:bench"  # noqa: S105  (the stub's)
_EVERY = 0.005


async def remind(context: ContextTypes.DEFAULT_TYPE) -> None:
    """The least that a reminder can be."""
    assert context.job is not None  # noqa: S101  (a job's callback)
    await context.bot.send_message(int(str(context.job.data)), "Good morning. Your few minutes are ready.")


def application(url: str) -> "Application[Any, Any, Any, Any, Any, Any]":
    """A bot as it comes."""
    return Application.builder().token(TOKEN).base_url(f"{url}/bot").updater(None).build()


def register(people: int, app: "Application[Any, Any, Any, Any, Any, Any]", due: datetime) -> None:
    """One job per person."""
    assert app.job_queue is not None  # noqa: S101  (the extra is installed)
    for person in range(people):
        app.job_queue.run_daily(remind, due.timetz(), data=1_000_000 + person)


async def measure(people: int) -> None:
    """How long it takes until all are registered, and the memory then."""
    app = application("http://127.0.0.1:1")
    began = time.perf_counter()
    register(people, app, datetime.fromtimestamp(time.time() + 6 * 3600, UTC))
    assert app.job_queue is not None  # noqa: S101
    app.job_queue.scheduler.start(paused=True)
    ready = time.perf_counter() - began
    # Peak and present are the same here: nothing is given back meanwhile.
    print(json.dumps({"ready": ready, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    os._exit(0)


async def send(people: int, url: str, at: float) -> None:
    """Everybody is due at `at` (unix time); says at SIGTERM how long the loop stood still."""
    stopped, loop, longest = asyncio.Event(), asyncio.get_running_loop(), [0.0]
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    app = application(url)
    register(people, app, datetime.fromtimestamp(at, UTC))

    def beat(due: float) -> None:
        longest[0] = max(longest[0], loop.time() - due)
        loop.call_at(loop.time() + _EVERY, beat, loop.time() + _EVERY)

    async with app:
        await app.start()
        print(json.dumps({"ready": True}), flush=True)
        beat(loop.time())
        await stopped.wait()
        print(json.dumps({"stall": longest[0]}), flush=True)
        os._exit(0)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--register", type=int, default=0)
    parser.add_argument("--send", type=int, default=0)
    parser.add_argument("--at", type=float, default=0.0)
    parser.add_argument("url", nargs="?", default="")
    given = parser.parse_args()
    asyncio.run(measure(given.register) if given.register else send(given.send, given.url, given.at))


if __name__ == "__main__":
    main()
