"""Plants one fault at a time in a private copy of the checkout, and tells who notices it."""

import os
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from shutil import copytree

ROOT = Path(__file__).parent.parent
MADE_BY_RUNNING = {"__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
NOT_OURS = {".git", ".venv", ".venv-bench", ".env", "data"}
"""At the top of the checkout."""
PATIENCE = 900
"""Seconds after which what was planted is said to never end."""
CRASHES = ("NameError", "SyntaxError", "IndentationError", "ImportError", "ModuleNotFoundError")
"""A program that does not even load is not one that does something wrong."""
SOONEST = "tests.simulation.soonest"

_moments = count(1_000_000_000)


@dataclass(frozen=True)
class Fault:
    """`right` stands once in `path` and becomes `wrong`; `tests` have to notice it.

    `lives` are kinds of simulated people who meet it sooner than others.
    """

    about: str
    path: str
    right: str
    wrong: str
    tests: Sequence[str] = ()
    lives: Sequence[str] = ()

    def in_text(self, text: str) -> str:
        """The text with the fault in it."""
        if text.count(self.right) != 1:
            raise Unplantable(f"{self.about} {self.right!r} does not stand once in {self.path}")
        return text.replace(self.right, self.wrong)


@dataclass(frozen=True)
class FaultList:
    """Faults of one kind; `lives` are the kinds of simulated people who are watched for `days` days."""

    title: str
    command: str
    faults: Sequence[Fault]
    lives: Sequence[str] = ()
    days: int = 0


class Unplantable(Exception):
    """The fault cannot be judged: its text is gone, or with it nothing runs at all."""


def read(path: Path) -> FaultList:
    """A list of faults in TOML."""
    found = tomllib.loads(path.read_text())
    faults = [Fault(**each) for each in found.pop("fault")]
    return FaultList(**found, faults=faults)


def copy_into(target: Path) -> Path:
    """Copy the checkout without what is made by running it, and without anything secret."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        return MADE_BY_RUNNING & set(names) | (NOT_OURS & set(names) if Path(folder) == ROOT else set())

    return Path(copytree(ROOT, target, ignore=left_out))


@contextmanager
def planted(copy: Path, fault: Fault) -> Iterator[None]:
    """While inside, the copy has the fault."""
    path = copy / fault.path
    text = path.read_text()
    _write(path, fault.in_text(text))
    try:
        yield
    finally:
        _write(path, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    # Compiled modules are known by the second in which their source was written: give each its own.
    moment = next(_moments)
    os.utime(path, (moment, moment))


def run(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the copy; Unplantable when it does not come to an end."""
    own = {
        "PYTHONPATH": str(copy),
        "PYTHONDONTWRITEBYTECODE": "",
        "MACHINE_RUNS": "60",
        "MACHINE_STEPS": "50",
    }
    try:
        return subprocess.run(  # noqa: S603  (our own interpreter)
            [sys.executable, *arguments],
            cwd=copy, env=os.environ | own, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unplantable(f"no end after {PATIENCE} seconds") from error


def failing_test(copy: Path, tests: Sequence[str]) -> str:
    """The name of the first of `tests` that ran and failed, in words; empty when all pass.

    Unplantable when none failed and yet they did not pass: nothing that could be collected or set up.
    """
    report = copy.with_name(f"{copy.name}.xml")
    report.unlink(missing_ok=True)
    options = ("-x", "-q", "--hypothesis-seed=1", f"--basetemp={copy}.tmp", f"--junit-xml={report}")
    done = run(copy, "-m", "pytest", *options, *tests)
    if done.returncode == 0:
        return ""
    cases = ET.parse(report).iter("testcase") if report.exists() else ()  # noqa: S314  (pytest's own)
    for case in cases:
        failure = case.find("failure")
        message = failure.get("message", "") if failure is not None else ""
        if failure is not None and not message.startswith(CRASHES):
            return _in_words(case.get("name", ""), message)
    raise Unplantable(
        f"no test failed, and yet they did not pass: {done.stdout[-2000:]} {done.stderr[-500:]}"
    )


def _in_words(name: str, message: str) -> str:
    words = name.partition("[")[0]
    if words.startswith("test_"):
        return words.removeprefix("test_").replace("_", " ")
    return message.partition("\n")[0].removeprefix("AssertionError: ")


def broken_rule(copy: Path, lives: Sequence[str], days: int) -> str:
    """The first rule that the fleet's watch sees broken in one of `lives`; empty when it sees nothing."""
    done = run(copy, "-m", SOONEST, "--days", str(days), *lives)
    found = done.stdout.strip()
    if done.returncode and not found:
        raise Unplantable(f"the fleet cannot live: {done.stderr[-2000:]}")
    return found
