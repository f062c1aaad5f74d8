"""Plants every fault of a list, and shows who notices: `python -m tests.planted_faults mutations`.

It ends with 1 when one stays unnoticed or cannot be planted (`make mutations`, `make sabotage`).
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from bot.clock import SystemClock
from tests.planting import Fault, FaultList, Unplantable, broken_rule, copy_into, failing_test, planted, read

LISTS = ("mutations", "sabotage")


@dataclass(frozen=True)
class Row:
    """A fault, the first test that failed with it, the first rule that the fleet's watch saw broken."""

    fault: Fault
    test: str = ""
    rule: str = ""
    unplantable: str = ""

    @property
    def noticed(self) -> bool:
        """Whether anybody did."""
        return bool(self.test or self.rule)


def main() -> int:
    """Plant every fault; 1 when one stays unnoticed."""
    parser = argparse.ArgumentParser("python -m tests.planted_faults", description=__doc__)
    parser.add_argument("list", choices=LISTS)
    parser.add_argument("--out", type=Path, help="the Markdown page whose section is to be written anew")
    parser.add_argument("--only", nargs="*", default=[""], help="plant only those called like one of these")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="copies (default: one a core)")
    asked = parser.parse_args()
    every, began = read(Path(__file__).with_name(f"{asked.list}.toml")), time.monotonic()
    chosen = [fault for fault in every.faults if any(words in fault.about for words in asked.only)]
    with tempfile.TemporaryDirectory(prefix="lumbo-faults-") as folder:
        rows = plant(Path(folder), every, chosen, asked.jobs)
    section = _section(every, rows, time.monotonic() - began, asked.jobs)
    sys.stdout.write(section)
    if asked.out is not None:
        asked.out.write_text(_replaced(asked.out.read_text(), every.title, section))
    return 0 if all(row.noticed for row in rows) else 1


def plant(folder: Path, every: FaultList, faults: Sequence[Fault], jobs: int) -> Sequence[Row]:
    """What became of each fault; every job works in a copy of its own."""
    copies: SimpleQueue[Path] = SimpleQueue()
    for job in range(jobs):
        copies.put(copy_into(folder / str(job)))
    tests = sorted({test for fault in faults for test in fault.tests})
    with ThreadPoolExecutor(jobs) as pool:
        list(
            pool.map(
                lambda job: _sound(copies, tests[job::jobs], every.lives[job::jobs], every.days), range(jobs)
            )
        )
        return list(pool.map(lambda fault: _judged(copies, fault, every), faults))


def _sound(copies: "SimpleQueue[Path]", tests: Sequence[str], lives: Sequence[str], days: int) -> None:
    """The control: without any fault every test that is named passes, and the watch sees nothing."""
    copy = copies.get()
    noticed = (tests and failing_test(copy, tests)) or (lives and broken_rule(copy, lives, days))
    if noticed:
        raise Unplantable(f"without any fault this is noticed: {noticed}")
    copies.put(copy)


def _judged(copies: "SimpleQueue[Path]", fault: Fault, every: FaultList) -> Row:
    copy = copies.get()
    try:
        with planted(copy, fault):
            row = Row(fault, failing_test(copy, fault.tests), _seen(copy, fault, every))
    except Unplantable as error:
        row = Row(fault, unplantable=str(error))
    finally:
        copies.put(copy)
    sys.stderr.write(f"{fault.about} | {row.test} | {row.rule}{row.unplantable}\n")
    return row


def _seen(copy: Path, fault: Fault, every: FaultList) -> str:
    """What the watch saw; a life that ends in an error is nothing that it saw."""
    if not every.lives:
        return ""
    with suppress(Unplantable):
        return broken_rule(copy, (*fault.lives, *every.lives), every.days)
    return ""


def _section(every: FaultList, rows: Sequence[Row], seconds: float, jobs: int) -> str:
    """The section of the page, as the command made it."""
    noticed, seen = sum(row.noticed for row in rows), sum(bool(row.rule) for row in rows)
    watched = ", by the watch of the fleet" if every.lives else ""
    today, minutes = SystemClock().now().date(), seconds / 60
    lines = [
        f"## {every.title}",
        "",
        f"Planted one at a time: {len(rows)}; noticed: {noticed}{watched}{f' {seen}' if watched else ''}."
        f" `{every.command}`, {today}, {minutes:.1f} minutes, {jobs} at a time.",
        "",
        "| what was broken | the first test that failed |" + (" what the watch saw |" if watched else ""),
        "|---|---|" + ("---|" if watched else ""),
        *(_line(row, watched=bool(watched)) for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row, *, watched: bool) -> str:
    test = row.test or ("**cannot be planted**" if row.unplantable else "-" if row.rule else "**nobody**")
    cells = (row.fault.about, test.replace("|", "/"), *([row.rule or "-"] if watched else []))
    return f"| {' | '.join(cells)} |"


def _replaced(page: str, title: str, section: str) -> str:
    """The page with the section of this title written anew, at its place or at the end."""
    parts = re.split(r"(?m)^(?=## )", page)
    places = [number for number, part in enumerate(parts) if part.startswith(f"## {title}\n")]
    if not places:
        return f"{page.rstrip()}\n\n{section}"
    last = places[0] == len(parts) - 1
    parts[places[0]] = section if last else f"{section}\n"
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main())
