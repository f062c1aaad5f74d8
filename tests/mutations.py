"""Plants faults in the rules, one at a time, in a copy of the checkout, and shows who notices.

Run by hand: `python -m tests.mutations --out docs/planted-faults.md`. It fails when nobody notices a fault.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).parent.parent
FOLDERS = ("bench", "bot", "content", "db", "docs", "handlers", "tests")
LIVES = (22, 7, 25, 26, 29, 31, 27, 39, 37, 2, 30, 33, 46, 8, 42, 40, 0)
"""Numbers of people whose first months meet most rules; the first breach ends the search."""
DAYS = 120

SEARCH = """
import asyncio, sys
from bot.simulation.run import one_life
for index in {lives}:
    for breach in asyncio.run(one_life(index, {days}, 1)).breaches:
        print(breach.rule)
        sys.exit(1)
"""


@dataclass(frozen=True)
class Fault:
    """`right` stands once in `path` and becomes `wrong`."""

    about: str
    path: str
    right: str
    wrong: str


Row = tuple[str, str, str]
"""What the fault was, the first test that failed, the first rule that the fleet found broken."""

RULES = "bot/domain"
FAULTS = (
    Fault("pain of 7 needs no clinician", f"{RULES}/pain.py", "CLEARANCE_FROM = 7", "CLEARANCE_FROM = 8"),
    Fault("one calm day is enough for a restart", f"{RULES}/pain.py", "days=2), 2, 5)", "days=2), 1, 5)"),
    Fault(
        "tier 3 is back 14 days after pain", f"{RULES}/pain.py",
        "TIER_THREE_LOCK = timedelta(days=28)", "TIER_THREE_LOCK = timedelta(days=14)",
    ),
    Fault(
        "pain does not stop the plan", f"{RULES}/safety.py",
        "pause=_pause(plan, event), state=PlanState.PAUSED_PAIN, epoch", "epoch",
    ),
    Fault(
        "sessions are built while paused for pain", f"{RULES}/building.py",
        "not in (PlanState.ACTIVE, PlanState.RECOVERY)",
        "not in (PlanState.ACTIVE, PlanState.RECOVERY, PlanState.PAUSED_PAIN)",
    ),
    Fault(
        "an urgent sign leaves the plan running", f"{RULES}/safety.py",
        "return red_flag(plan, Need.URGENT, event.at, event.day)",
        "return replace(plan, urgent_clear_at=None)",
    ),
    Fault("the return begins at three quarters", f"{RULES}/recovery.py", "FIRST_SHARE, LATER_SHARE = 50, 75",
          "FIRST_SHARE, LATER_SHARE = 75, 75"),
    Fault("tier 3 opens after 20 days", f"{RULES}/unlock.py", "_AFTER = 10, 38", "_AFTER = 10, 20"),
    Fault("one good day opens the gate", f"{RULES}/unlock.py", "GATE_DAYS = 3", "GATE_DAYS = 1"),
    Fault("a week may add 90 seconds", f"{RULES}/budget.py", "LEAST = 30", "LEAST = 90"),
    Fault("sessions of 20 minutes", f"{RULES}/duration.py", "LIMIT = 15 * 60", "LIMIT = 20 * 60"),
    Fault(
        "a rise after a missed day", f"{RULES}/progression.py",
        "if not today.follows or progress.last is not Outcome.DONE:", "if progress.last is not Outcome.DONE:",
    ),
    Fault("no easy weeks", f"{RULES}/progression.py", "% DELOAD_EVERY == 0", "% DELOAD_EVERY == 9"),
    Fault("two rungs at once", f"{RULES}/progression.py", "rung=progress.rung + 1", "rung=progress.rung + 2"),
    Fault("hard sessions count as easy ones", f"{RULES}/progression.py", "Effort.HARD: -2", "Effort.HARD: 2"),
    Fault(
        "four weeks off cost less than two", f"{RULES}/gap.py",
        "Row(28, Reason.GAP_HALF, share=50", "Row(28, Reason.GAP_HALF, share=95",
    ),
    Fault(
        "a second tap on Done completes the next exercise", f"{RULES}/session.py",
        "outcome: Outcome) -> Session | Stale:\n    if not _at(session, cursor):",
        "outcome: Outcome) -> Session | Stale:\n    if session.state is not SessionState.OPEN:",
    ),
    Fault(
        "the morning after pain invites to train", f"{RULES}/invite.py",
        "return Invite.CHECK_IN if", "return Invite.SESSION if",
    ),
    Fault(
        "pain leaves the session open", "bot/services/stopping.py",
        "if stored is None or stored.session.state is not SessionState.OPEN:", "if True:",
    ),
    Fault(
        "the top of a ladder is not the end", f"{RULES}/progression.py",
        "if progress.rung >= cap:", "if False:",
    ),
    Fault(
        "a dose is shown a rung higher than it stands", f"{RULES}/building.py",
        "dose = exercise.ladder.dose(plan.progress[exercise.id].rung)",
        "dose = exercise.ladder.dose(plan.progress[exercise.id].rung + 1)",
    ),
    Fault(
        "a step back keeps the reason of before", f"{RULES}/progression.py",
        "rung=rung, changed_on=day, dones=0, because=because)", "rung=rung, changed_on=day, dones=0)",
    ),
    Fault(
        "a bad hip keeps the side exercises", f"{RULES}/tags.py",
        'Tag.HIP: frozenset({"side_leg_raise", "side_double_leg"}),', "Tag.HIP: frozenset(),",
    ),
    Fault(
        "mild pain pauses longer than stronger pain", f"{RULES}/pain.py",
        "BAND_A = Terms(timedelta(days=2), 2, 5)", "BAND_A = Terms(timedelta(days=6), 2, 9)",
    ),
    Fault(
        "a calm check-in resumes the plan", f"{RULES}/safety.py",
        "    return overdue(plan, event.day)\n\n\ndef overdue",
        "    return replace(plan, state=PlanState.ACTIVE, pause=None)\n\n\ndef overdue",
    ),
    Fault(
        "what is written loses the points", "db/plans.py",
        "words = _PLAN.dump_json(plan, exclude_defaults=True).decode()",
        "words = _PLAN.dump_json(plan, exclude_defaults=True).decode().replace('points', 'pints')",
    ),
    Fault(
        "a missed reminder pauses the plan", "bot/services/reminders.py",
        "claimed = await self._sort(tx, found, now) if found else ()",
        "claimed = await self._sort(tx, found, now) if found else ()\n"
        "                for each in found if not claimed else ():\n"
        "                    from bot.domain.log import PausedByUser\n"
        "                    from bot.services import coaching\n"
        "                    event = PausedByUser(at=now, day=each.day)\n"
        "                    from bot.domain.programme import Programme\n"
        "                    await coaching.record(tx, each.user_id, event, Programme({}))",
    ),
    Fault(
        "the plan is stored as it was before the event", "bot/services/coaching.py",
        "advance(tx, user_id, event, changed)", "advance(tx, user_id, event, plan)",
    ),
    Fault("a pause or an illness counts against the week", f"{RULES}/adherence.py",
          "day.planned and not day.excused", "day.planned"),
    Fault("days on which Lumbo was away count against the week", f"{RULES}/looking_back.py",
          "excused=away or state", "excused=state"),
    Fault("free days go to whichever week comes first", f"{RULES}/adherence.py",
          "after = {0: max(best.values())}", "after = {0: best.get(0, max(best.values()))}"),
    Fault("a nudge though the person has answered", f"{RULES}/invite.py",
          "if attention.nudging and attention.ignored else None", "if attention.nudging else None"),
    Fault("nudges at night", f"{RULES}/attention.py",
          "return same_day and WAKING <= local.time() <= LAST_NUDGE", "return same_day"),
    Fault("daily for ever, whoever is silent", f"{RULES}/attention.py",
          "if self.ignored < WEEKLY_AFTER", "if self.ignored < 99"),
    Fault("the same invitation three days later", f"{RULES}/variety.py",
          "_STRIDES = (1, 5, 7, 11)", "_STRIDES = (1, 4, 7, 11)"),
)  # fmt: skip


def main() -> int:
    """Plant every fault; 1 when one stays unnoticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="the Markdown table to write")
    parser.add_argument("--only", type=int, help="plant only this fault, counted from 1")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="copies (default: one a core)")
    asked = parser.parse_args()
    chosen = FAULTS if asked.only is None else FAULTS[asked.only - 1 : asked.only]
    began = time.monotonic()
    rows = _planted(chosen, asked.jobs)
    table = _table(rows, time.monotonic() - began)
    sys.stdout.write(table)
    if asked.out is not None:
        asked.out.write_text(table)
    return 0 if all(tests or fleet for _, tests, fleet in rows) else 1


def _planted(faults: Sequence[Fault], jobs: int) -> Sequence[Row]:
    """What became of every fault, each in a copy of the checkout that nobody else uses meanwhile."""
    copies: Queue[Path] = Queue()
    with tempfile.TemporaryDirectory(prefix="lumbo-faults-") as folder, ThreadPoolExecutor(jobs) as pool:
        for number in range(jobs):
            copy = Path(folder) / str(number)
            _copy(copy)
            copies.put(copy)
        assert not _tests(copy), "a test of the rules fails without any fault"
        assert not _fleet(copy), "the fleet finds a breach without any fault"
        return list(pool.map(lambda fault: _noticed(copies, fault), faults))


def _copy(target: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "*.mp4.tmp")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", target)


def _noticed(copies: "Queue[Path]", fault: Fault) -> Row:
    copy = copies.get()
    path = copy / fault.path
    text = path.read_text()
    assert text.count(fault.right) == 1, f"{fault.about}: {fault.right!r} does not stand once in {fault.path}"
    path.write_text(text.replace(fault.right, fault.wrong))
    row = (fault.about, _tests(copy), _fleet(copy))
    path.write_text(text)
    copies.put(copy)
    sys.stderr.write(f"{row}\n")
    return row


def _tests(copy: Path) -> str:
    """The first test of the rules that fails."""
    done = _run(copy, "-m", "pytest", "tests/domain", "-x", "-q", "-p", "no:cacheprovider")
    failed = (line for line in done.stdout.splitlines() if line.startswith("FAILED"))
    first = next(failed, "" if done.returncode == 0 else "a test does not run")
    return (
        first.removeprefix("FAILED tests/domain/").partition(" - ")[0].partition("::")[2].partition("[")[0]
        or first
    )


def _fleet(copy: Path) -> str:
    """The first rule that the fleet finds broken."""
    done = _run(copy, "-c", SEARCH.format(lives=LIVES, days=DAYS))
    if done.returncode == 0:
        return ""
    return done.stdout.strip() or "the life ends in an error"


def _run(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(copy)}
    return subprocess.run(  # noqa: S603  (our own interpreter)
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def _table(rows: Sequence[Row], seconds: float) -> str:
    caught = sum(bool(tests or fleet) for _, tests, fleet in rows)
    fleets = sum(bool(fleet) for _, _, fleet in rows)
    lines = [
        "## Planted faults",
        "",
        f"Faults planted one at a time: {len(rows)}; noticed: {caught}, of these {fleets} by the fleet."
        f" The table is made by `make mutations`, this one in {seconds / 60:.0f} minutes.",
        "",
        "| fault | first test of the rules that fails | first rule that the fleet finds broken |",
        "| --- | --- | --- |",
        *(f"| {about} | {tests.replace('_', ' ') or '-'} | {fleet or '-'} |" for about, tests, fleet in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
