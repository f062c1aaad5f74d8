"""The safety report: what the fleet lived through, what was checked, and what did not hold."""

import os
import platform
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from bot.simulation import charts, returning
from bot.simulation.charts import Panel
from bot.simulation.people import KINDS
from bot.simulation.returning import Ending
from bot.simulation.run import Fleet, Lived

DRAWN = (
    "diligent",
    "Mon-Wed-Fri",
    "comes and goes",
    "hurt by arching",
    "flare-ups",
    "strong pain",
    "leg pain",
)
FAULTS = """## Can it fail?

A check that never fails proves nothing: [planted faults](planted-faults.md) shows what these say when the
rules are broken."""


def write(path: Path, lives: Sequence[Lived], fleet: Fleet, seconds: float, today: date) -> None:
    """Write the report to `path`, and its pictures beside it."""
    found = [way for life in lives for way in returning.ways(life.diary)]
    stem = path.with_suffix("").name
    path.with_name(f"{stem}-years.png").write_bytes(charts.years(_panels(lives, fleet.days)))
    path.with_name(f"{stem}-return.png").write_bytes(
        charts.bars(
            "From a stop for pain back to the dose before it",
            _behind(found),
            returning.by_week(found),
            "week after the stop in which the dose before it was reached again",
        )
    )
    parts = (
        _head(lives, fleet, seconds, today), _rules(lives), _lives(stem), _ways(found, stem),
        _happened(lives), _kinds(lives), FAULTS,
    )  # fmt: skip
    path.write_text("\n\n".join(part for part in parts if part) + "\n")


def _behind(found: Sequence[returning.Way]) -> str:
    """How much a column's height rests on."""
    full = [way.days for way in found if way.ending is Ending.FULL]
    middle = returning.quantiles(full)[1]
    return f"{len(full):,} of {len(found):,} stops came that far in time; the middle one took {middle} days"


def _panels(lives: Sequence[Lived], days: int) -> list[Panel]:
    """One life for each kind that is drawn: the first of its kind that was stopped, if any was."""
    about = {kind.name: kind.about for kind in KINDS}
    panels = []
    for name in DRAWN:
        same = [life for life in lives if life.kind == name]
        if same:
            chosen = next((life for life in same if any(returning.ways(life.diary))), same[0])
            panels.append(Panel(f"{name}: {about[name]} (no. {chosen.index})", chosen.diary, days))
    return panels


def _head(lives: Sequence[Lived], fleet: Fleet, seconds: float, today: date) -> str:
    breaches = sum(len(life.breaches) for life in lives)
    rows = {
        "people": f"{len(lives):,}, of {len({life.kind for life in lives})} kinds",
        "days each": f"{fleet.days:,}",
        "people-days": f"{len(lives) * fleet.days:,}",
        "steps watched (taps and beats)": f"{sum(life.steps for life in lives):,}",
        "checks": f"{sum(sum(life.checks.values()) for life in lives):,}",
        "**breaches**": f"**{breaches:,}**",
        "seed": str(fleet.seed),
        "run time": f"{seconds / 60:.1f} minutes in {fleet.jobs} processes",
        "processor time": f"{sum(life.seconds for life in lives) / 60:.1f} minutes",
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}, {today:%Y-%m-%d}",
    }
    command = (
        f"python -m bot.simulation --people {fleet.people} --days {fleet.days}"
        f" --seed {fleet.seed} --jobs {fleet.jobs} --out docs/safety-report.md"
    )
    return (
        "# The safety report\n\n"
        "Simulated people live with Lumbo: they get reminders, train, skip, hurt, travel, press old buttons"
        " and come back after months. Every tap goes through the same services that the chat's handlers call,"
        " on a database and a clock of their own. After every step what was stored is read back and held"
        " against the rules that must never break. The checks keep books of their own and state the numbers"
        " anew, so a slip in the rules does not excuse itself.\n\n"
        f"{_table(('figure', 'value'), rows.items())}\n\n"
        f"Made by `{command}`; the same numbers give the same lives, however many processes live them."
        " One of them again, with every breach: `python -m bot.simulation --only NUMBER --days DAYS`."
    )


def _rules(lives: Sequence[Lived]) -> str:
    checks: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for life in lives:
        checks.update(life.checks)
        broken.update(breach.rule for breach in life.breaches)
    ordered = sorted(checks, key=_place)
    rows = [(name, f"{checks[name]:,}", str(broken[name])) for name in ordered]
    lines = [
        f"- no. {life.index} ({life.kind}), {breach.day}: {breach.rule}: {breach.detail}"
        for life in lives
        for breach in life.breaches
    ]
    return "\n\n".join(
        (
            "## The rules",
            "Numbers are those of the clinical notes, 5.6; I5, I7 and I10 are those of the reliability notes."
            " Rules 15, 16 and 20 compare with what would have been (another gap, effort or pain) and are"
            " asked now and then, from the state that a life is in. What is stored is compared with what the"
            " rules make of the log after every entry, corrections included, and decoded afresh on every"
            " fifth day; on one day of each life the whole log is replayed from its beginning.",
            _table(("rule", "checked", "breaches"), rows),
            "\n".join(lines[:40]),
        )
    ).rstrip()


def _place(name: str) -> tuple[bool, int, str]:
    """The clinical notes' rules by their numbers, then the reliability notes', then what has no number."""
    number = re.match(r"I?(\d+)", name)
    return number is None or name.startswith("I"), int(number[1]) if number else len(name) + 99, name


def _lives(stem: str) -> str:
    return (
        f"## Dose and pain over time\n\n![A few lives]({stem}-years.png)\n\n"
        "The line is the time under load of one round of everything that is open to the person: it grows"
        " slowly, steps back after gaps and hard sessions, and falls after pain. Columns are the pain that"
        " the person feels, whether they say so or not; what lies behind them is the state of the plan."
    )


def _ways(found: Sequence[returning.Way], stem: str) -> str:
    endings = Counter(way.ending for way in found)
    full = returning.quantiles([way.days for way in found if way.ending is Ending.FULL])
    sessions = returning.quantiles([way.until_sessions for way in found if way.until_sessions is not None])
    rows = [(ending.value, str(endings[ending])) for ending in Ending]
    spread = "{} days at the 10th percentile, {} in the middle, {} at the 90th"
    return (
        f"## The way back after pain\n\n![Time back to full dose]({stem}-return.png)\n\n"
        f"{_table(('how it ended', 'stops'), rows)}\n\n"
        f"Until sessions began again: {spread.format(*sessions)}. Until the loaded time before the stop was"
        f" reached, demanding exercises included: {spread.format(*full)}."
    )


def _happened(lives: Sequence[Lived]) -> str:
    happened: Counter[str] = Counter()
    for life in lives:
        happened.update(life.happened)
    rows = [(name, f"{count:,}") for name, count in happened.most_common()]
    return f"## What happened\n\n{_table(('entry of the log', 'times'), rows)}"


def _kinds(lives: Sequence[Lived]) -> str:
    rows = [
        _kind(kind.name, kind.about, [life for life in lives if life.kind == kind.name]) for kind in KINDS
    ]
    head = ("kind", "what they do", "people", "days trained a week", "stops for pain", "breaches")
    return f"## The people\n\n{_table(head, rows)}"


def _kind(name: str, about: str, lives: Sequence[Lived]) -> tuple[str, ...]:
    pages = sum(len(life.diary) for life in lives) or 1
    trained = sum(day.trained for life in lives for day in life.diary)
    stops = sum(1 for life in lives for _ in returning.ways(life.diary))
    breaches = sum(len(life.breaches) for life in lives)
    return name, about, str(len(lives)), f"{7 * trained / pages:.1f}", str(stops), str(breaches)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
