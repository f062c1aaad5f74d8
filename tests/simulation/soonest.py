"""Lets people live one after the other until the watch sees a rule broken, and prints that rule."""

import argparse
import asyncio
import sys

from bot.simulation.people import KINDS
from bot.simulation.run import one_life


def main() -> int:
    """1 when a rule was broken."""
    parser = argparse.ArgumentParser("python -m tests.simulation.soonest", description=__doc__)
    parser.add_argument("lives", nargs="+", help="kinds of people")
    parser.add_argument("--days", type=int, default=120)
    asked = parser.parse_args()
    numbers = {kind.name: number for number, kind in enumerate(KINDS)}
    for name in dict.fromkeys(asked.lives):
        for breach in asyncio.run(one_life(numbers[name], asked.days, seed=1)).breaches:
            sys.stdout.write(f"{breach.rule}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
