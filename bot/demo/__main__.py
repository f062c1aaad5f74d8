"""Runs the stand-in as a process of its own: `python -m bot.demo --port 0 --token T --journal FILE`."""

import argparse
import asyncio
import json
import os
import re
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.demo.faults import Fault, fault_of
from bot.demo.standin import StandIn
from bot.demo.world import Rules

STEPS: Final = {
    "ten_minutes": timedelta(minutes=10),
    "next_morning": timedelta(days=1),
    "week": timedelta(days=7),
}


class Shifted:
    """The machine's clock, moved on by the page's buttons."""

    def __init__(self) -> None:
        self._shift = timedelta(0)

    def now(self) -> datetime:
        """The shifted moment, in UTC."""
        return datetime.now(UTC) + self._shift

    async def move(self, step: str, user_id: int) -> None:
        """Jump by a step of the page; the next morning is simply a day later here."""
        self._shift += STEPS[step]


def arguments(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.demo", description="A Bot API on loopback.")
    parser.add_argument("--port", type=_port, default=0, help="0 takes a free one")
    parser.add_argument("--token", type=_token, default="1:demo")
    parser.add_argument("--journal", type=Path, help="every accepted call is appended to it, one JSON a line")
    parser.add_argument("--fault", type=_fault, action="append", default=[], help="a fault as JSON")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limits", action="store_true", help="answer 429 beyond Telegram's limits")
    return parser.parse_args(words)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 5 and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"a port is a whole number from 0 to 65535, not {text[:40]!r}")


def _token(text: str) -> str:
    if re.fullmatch(r"[0-9]{1,20}:[\w-]+", text, re.ASCII):
        return text
    raise argparse.ArgumentTypeError(f"a token reads like 123456:ABC-DEF, not {text[:40]!r}")


def _fault(text: str) -> Fault:
    try:
        return fault_of(json.loads(text))
    except (ValueError, TypeError) as error:
        why = f", and {error}" if isinstance(error, ValueError) else ""
        raise argparse.ArgumentTypeError(f'a fault reads like {{"kind": "hang"}}{why}') from None


async def serve(options: argparse.Namespace) -> None:
    """Run until the process is asked to end; OSError for a port or a journal that cannot be used."""
    clock, ended, loop = Shifted(), asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    rules = Rules(enforce_limits=options.limits)
    standin = StandIn(clock.now, options.token, options.journal, options.seed, clock.move, rules)
    await standin.start(options.port)
    for fault in options.fault:
        standin.plan(fault)
    sys.stdout.write(json.dumps({"url": standin.url, "page_url": standin.page_url}) + "\n")
    sys.stdout.flush()
    await ended.wait()
    await standin.stop()


def main() -> int:
    """Its exit code: 2 for what cannot be used, as of the bot's own commands."""
    options = arguments(sys.argv[1:])
    try:
        asyncio.run(serve(options))
    except OSError as error:
        what = f"--journal {options.journal}" if error.filename else f"--port {options.port}"
        sys.stderr.write(f"{what} cannot be used ({os.strerror(error.errno or 0)}): type another one\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
