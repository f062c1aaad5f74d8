"""The whole bot for a crowded second: `python -m bench.crowd_bot --database FILE --rate N URL`.

It prints a line when it beats, and at SIGTERM how long its loop stood still at most.
"""

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

import uvloop
from pydantic import SecretStr

from bench.measuring import Stalls
from bot import log
from bot.app import serve
from bot.assembly import build
from bot.clock import SystemClock
from bot.settings import Settings
from bot.transport.limiter import TwoLanes
from content import catalogue

TOKEN = "123456:bench"  # noqa: S105  (the stub's)


async def run(url: str, file: Path, rate: float) -> None:
    """Serve until SIGTERM; a chat may be written to as fast as one likes."""
    settings = Settings(
        _env_file=None, telegram_bot_token=SecretStr(TOKEN), telegram_api_url=url,
        database_url=f"sqlite:///{file}",
    )  # fmt: skip
    app = build(settings, SystemClock(), catalogue.load(), TwoLanes(bulk_rate=rate, chat_interval=0.0))
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    serving = asyncio.ensure_future(serve(app, stopping))
    await asyncio.sleep(2.0)
    print(json.dumps({"ready": True}), flush=True)
    stalls = Stalls()
    await stopping.wait()
    print(json.dumps({"stall": stalls.longest}), flush=True)
    await serving


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--rate", type=float, default=1_000.0)
    parser.add_argument("url")
    given = parser.parse_args()
    log.set_up("WARNING")
    sys.setswitchinterval(0.0005)
    uvloop.run(run(given.url, given.database, given.rate))


if __name__ == "__main__":
    main()
