"""Sabotage in the machine room, one fault at a time, each with the tests that have to notice it.

`python -m tests.sabotage` plants them all and fails when one stays unnoticed (`make sabotage`).
"""

import argparse
import os
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.planting import Fault, copy_into, first_failure, planted

LIST = Path(__file__).with_suffix(".toml")


def faults() -> Sequence[Fault]:
    """Every fault of the list."""
    return [Fault(**each) for each in tomllib.loads(LIST.read_text())["fault"]]


def main() -> int:
    """Plant every fault; 1 when one stays unnoticed."""
    parser = argparse.ArgumentParser("python -m tests.sabotage", description=__doc__)
    parser.add_argument("--out", type=Path, help="the Markdown table to write")
    parser.add_argument("--only", type=int, nargs="*", help="plant only these, counted from 1")
    asked = parser.parse_args()
    every = faults()
    chosen = [every[number - 1] for number in asked.only] if asked.only else every
    with tempfile.TemporaryDirectory(prefix="lumbo-sabotage-") as folder:
        rows = _noticed(Path(folder), chosen)
    table = _table(rows)
    sys.stdout.write(table)
    if asked.out is not None:
        asked.out.write_text(table)
    return 0 if all(noticed for _, noticed in rows) else 1


def _noticed(folder: Path, faults: Sequence[Fault]) -> Sequence[tuple[str, str]]:
    """By fault the test that noticed it; each core works in a copy of its own."""
    copies: SimpleQueue[Path] = SimpleQueue()
    jobs = os.cpu_count() or 1
    for job in range(jobs):
        copy_into(folder / str(job))
        copies.put(folder / str(job))

    sound = first_failure(folder / "0", sorted({each for fault in faults for each in fault.tests}))
    assert not sound, f"without any fault this fails: {sound}"

    def one(fault: Fault) -> tuple[str, str]:
        copy = copies.get()
        with planted(copy, fault):
            row = (fault.about, first_failure(copy, fault.tests))
        copies.put(copy)
        sys.stderr.write(f"{row}\n")
        return row

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, faults))


def _table(rows: Sequence[tuple[str, str]]) -> str:
    lines = [
        "# Sabotage in the machine room",
        "",
        f"Faults planted one at a time: {len(rows)}; noticed: {sum(bool(noticed) for _, noticed in rows)}."
        " The table is made by `make sabotage`.",
        "",
        "| what was broken | the first test that noticed it |",
        "|---|---|",
        *(f"| {about} | {noticed or 'nobody'} |" for about, noticed in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
