"""(b) Whole taps, from the update to its confirmation, against handlers that do nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.contest import ROOT, Contestant, Figures, against, goal, median, ratio, table

LUMBO = Contestant("**Lumbo**", ("bench.ours", "taps", "{url}", "--database", "{folder}/lumbo.db"))
PTB = Contestant("PTB as it comes, no database", ("bench.rivals.ptb", "taps", "{url}"), rival=True)
MANY = Contestant("the same, updates side by side", (*PTB.command, "--many"), rival=True)
AIOGRAM = Contestant("aiogram, no database", ("bench.rivals.aiogram_bot", "taps", "{url}"), rival=True)
SQLMODEL = Contestant(
    "aiogram, one SQLModel transaction", (*AIOGRAM.command, "--database", "{folder}/aiogram.db"), rival=True
)
EVERYBODY = (LUMBO, PTB, MANY, AIOGRAM, SQLMODEL)
MEMORY = 150.0
_ABOUT = """\
Updates come by long polling. Lumbo is the whole bot: Hold timer and Stop timer in real sessions (these can be
tapped without end; a third session of one day is not to be had), each tap one durable transaction
(`synchronous=FULL`) with its receipt, the rules, the picture's edit and the toast, and confirmed only after
the commit. The others answer and edit a caption, and do nothing else; the last one counts the tap up in an
SQLModel row, as durably. One chat's pace (a limit of Telegram's) is set to any number, since each person taps
again at once; every picture counts as uploaded before, as after a bot's first days. Times are from the tap
to the new screen."""


def section(folder: Path, rounds: int, crowds: tuple[int, ...], seconds: float) -> str:
    """Everybody answers `crowds` of people who tap as soon as they are answered."""
    parts = ["## (b) Whole taps", _ABOUT]
    for users in crowds:
        parts.append(_crowd(folder, rounds, users, seconds))
    return "\n\n".join(parts)


def _crowd(folder: Path, rounds: int, users: int, seconds: float) -> str:
    seed = seeded(folder, users)
    taking_part = [each for each in EVERYBODY if each.there]
    found: dict[Contestant, list[Figures]] = {each: [] for each in taking_part}
    for _ in range(rounds):
        for each in taking_part:
            found[each].append(_tapped(each, folder, seed, users, seconds))
    ours = found[LUMBO]
    rows = [
        [
            each.name, f"{median(mine, 'rate'):.0f}", f"{median(mine, 'cpu_us'):.0f}",
            f"{median(mine, 'p50'):.1f}", f"{median(mine, 'p99'):.1f}", f"{ratio(ours, mine, 'rate'):.2f}",
            f"{ratio(mine, ours, 'cpu_us'):.2f}",
        ]
        for each, mine in found.items()
    ]  # fmt: skip
    head = [
        "handler",
        "taps/s",
        "CPU per tap, µs",
        "p50 ms",
        "p99 ms",
        "Lumbo's rate / its",
        "its CPU / Lumbo's",
    ]
    goals = [
        goal(f"Lumbo's rate against {rival.name}", ratio(ours, found[rival], "rate"), least)
        for rival, least in ((PTB, 5.0), (AIOGRAM, 1.0), (SQLMODEL, 2.0))
        if rival in found
    ]
    goals.append(goal("Lumbo's memory, MB", median(ours, "memory"), MEMORY, at_most=True))
    return "\n\n".join((f"### {users} at once", table(head, rows), "\n".join(goals)))


def _tapped(contestant: Contestant, folder: Path, seed: Path, users: int, seconds: float) -> Figures:
    first = "hb:{}:0" if contestant is LUMBO else "do:1:1"
    if contestant is LUMBO:
        contestant = Contestant(LUMBO.name, LUMBO.command, seed=seed)
    clear(folder)
    settings = (
        "--users",
        str(users),
        "--first",
        first,
        "--seconds",
        str(seconds),
        "--warm",
        str(seconds / 2),
    )
    with against(contestant, folder, *settings) as (stub, process):
        stub.meet(process.pid)
        stub.told()
        told = stub.told()
    return {
        **told,
        "rate": told["taps"] / told["seconds"],
        "cpu_us": 1e6 * told["cpu"] / max(told["taps"], 1),
    }


def clear(folder: Path) -> None:
    """Take away the databases of whoever ran before, and what lies beside them."""
    for stale in (*folder.glob("lumbo.db*"), *folder.glob("aiogram.db*")):
        if stale.is_dir():
            shutil.rmtree(stale)
        else:
            stale.unlink()


def seeded(folder: Path, users: int) -> Path:
    """A database in which so many people stand at the first exercise of a session."""
    path = folder / f"seed-{users}.sqlite"
    command = [
        sys.executable,
        "-m",
        "bench.ours",
        "prepare",
        "-",
        "--database",
        str(path),
        "--users",
        str(users),
    ]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
    return path
