"""How fast Lumbo is beside the alternatives: `make bench` prints tables and writes docs/performance.md."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import sends, start, taps
from bench.contest import ROOT

PAGE = ROOT / "docs" / "performance.md"
_QUICKLY = {"users": ("--sizes", "1000", "--jobs"), "crowd": ("--due", "100", "--daily")}
_START, _END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"

_OTHERS = {
    "users": """## (c) Users

Goals: start and memory stay as they are, an idle beat takes under 2 ms and at most 1.5 times that of
1,000 people, and at least 3,000 due reminders a second are planned and claimed.

""",
    "crowd": """## (d) A crowded second

So many people are due at once and sent to at 1,000 a second. Goals: all delivered within 1.2 times their
thousandth in seconds, no stall of 0.1 s, under 1.5 ms of processor time each; taps within 5.6 / 14.5 ms.

""",
}


def main() -> None:
    """Measure, print, and keep the full run's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a few seconds, to see that it runs; nothing is kept"
    )
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    parts = []
    for part in (_machine(given.rounds), *_sections(quick=given.quick, rounds=given.rounds)):
        print(part, end="\n\n", flush=True)
        parts.append(part)
    if not given.quick:
        before, _, rest = PAGE.read_text().partition(_START)
        PAGE.write_text(before + _START + "\n\n".join(parts) + "\n\n" + _END + rest.partition(_END)[2])


def _sections(*, quick: bool, rounds: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="lumbo-bench-") as name:
        folder = Path(name)
        if quick:
            yield sends.section(folder, 1, 200)
            yield taps.section(folder, 1, (8,), 1.0)
            yield start.section(folder, 1)
        else:
            yield sends.section(folder, rounds, 3000)
            yield taps.section(folder, rounds, (1, 64, 512), 4.0)
            yield start.section(folder, rounds)
    for other, heading in _OTHERS.items():
        yield heading + _printed(other, *(_QUICKLY[other] if quick else ()))


def _printed(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"bench.{module}", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def _machine(rounds: int) -> str:
    return (
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} before the start, "
        f"{rounds} interleaved rounds, medians; no random numbers are drawn, so there is no seed."
    )


if __name__ == "__main__":
    main()
