"""The long siege: `python -m tests.hostile --taps 50000 --updates 20000 --seed 1`."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot import log
from tests.hostile.siege import siege_of


def main() -> int:
    """Besiege a bot and print the figures; 1 when a promise did not hold."""
    parser = argparse.ArgumentParser("python -m tests.hostile", description=__doc__)
    parser.add_argument("--taps", type=int, default=50_000)
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    log.set_up("CRITICAL")
    began = time.monotonic()
    findings = asyncio.run(_besiege(asked))
    for finding in findings[:20]:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(
        f"forged taps: {asked.taps}, hostile updates: {asked.updates}, seed: {asked.seed},"
        f" promises broken: {len(findings)}, {time.monotonic() - began:.0f} s\n"
    )
    return 1 if findings else 0


async def _besiege(asked: argparse.Namespace) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="lumbo-siege-") as folder:
        async with siege_of(Path(folder) / "lumbo.db", asked.seed) as siege:
            await siege.taps(asked.taps)
            await siege.updates(asked.updates)
            return siege.findings


if __name__ == "__main__":
    sys.exit(main())
