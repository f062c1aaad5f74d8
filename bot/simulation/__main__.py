"""The command line: `python -m bot.simulation --people 1000 --days 365 --out docs/safety-report.md`."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.clock import SystemClock
from bot.simulation import report
from bot.simulation.run import Fleet, Lived, one_life


def main(argv: Sequence[str] | None = None) -> int:
    """Let a fleet live; 1 when a rule was broken."""
    asked = _parser().parse_args(argv)
    if asked.only is not None:
        return _tell([asyncio.run(one_life(asked.only, asked.days, asked.seed))])
    fleet = Fleet(asked.people, asked.days, asked.seed, asked.jobs)
    began, lives = time.monotonic(), []
    for life in fleet.sail():
        lives.append(life)
        if len(lives) % 50 == 0:
            _say(f"{len(lives)} of {fleet.people} after {time.monotonic() - began:.0f} s")
    if asked.out is not None:
        report.write(asked.out, lives, fleet, time.monotonic() - began, SystemClock().now().date())
    return _tell(lives)


def _tell(lives: Iterable[Lived]) -> int:
    broken = 0
    for life in lives:
        broken += len(life.breaches)
        for breach in life.breaches:
            _say(f"no. {life.index} ({life.kind}), {breach.day}: {breach.rule}: {breach.detail}")
    _say(f"breaches: {broken}")
    return 1 if broken else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bot.simulation", description=__doc__)
    parser.add_argument("--people", type=_count, default=1000, help="how many people (default: 1000)")
    parser.add_argument("--days", type=_count, default=365, help="how many days each (default: 365)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other lives (default: 1)")
    parser.add_argument(
        "--jobs", type=_count, default=os.cpu_count() or 1, help="processes (default: one a core)"
    )
    parser.add_argument(
        "--out", type=_report, help="the Markdown report to write; its pictures lie beside it"
    )
    parser.add_argument("--only", type=int, metavar="NUMBER", help="live only this person's life again")
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text)):
        raise argparse.ArgumentTypeError(f"type a whole number from 1 to 99999, not {text[:40]!r}")
    return int(text)


def _report(text: str) -> Path:
    """A file in a folder that is there, as is better known before the long run than after it."""
    if not Path(text).parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {Path(text).parent}")
    if Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is a folder: name a file in it")
    return Path(text)


if __name__ == "__main__":
    sys.exit(main())
