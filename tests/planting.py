"""Plants one fault at a time in a copy of the checkout, and runs what has to notice it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEFT_OUT = (".git", ".venv*", "data", "__pycache__", ".*_cache", ".hypothesis", "screenshots")


@dataclass(frozen=True)
class Fault:
    """`right` stands once in `path` and becomes `wrong`; `tests` are where it has to be noticed."""

    about: str
    path: str
    right: str
    wrong: str
    tests: Sequence[str] = ()


def copy_into(target: Path) -> None:
    """Copy the checkout without what is made by running it."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)


@contextmanager
def planted(copy: Path, fault: Fault) -> Iterator[None]:
    """While inside, the copy has the fault."""
    path = copy / fault.path
    text = path.read_text()
    assert text.count(fault.right) == 1, f"{fault.about}: {fault.right!r} does not stand once in {fault.path}"
    path.write_text(text.replace(fault.right, fault.wrong))
    try:
        yield
    finally:
        path.write_text(text)


def run(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python in the copy."""
    own = {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(copy),
        "MACHINE_RUNS": "40",
        "MACHINE_STEPS": "50",
    }
    environment = os.environ | own
    return subprocess.run(  # noqa: S603  (our own interpreter)
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def first_failure(copy: Path, tests: Sequence[str]) -> str:
    """The name of the first of `tests` that fails, in words; empty when all pass."""
    done = run(copy, "-m", "pytest", *tests, "-x", "-q", "-p", "no:cacheprovider")
    if done.returncode == 0:
        return ""
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    name = lines[0].partition("::")[2] if lines else ""
    words = name.partition(" - ")[0].partition("[")[0].rpartition("::")[2].removeprefix("test_")
    return words.replace("_", " ") or "a test does not run"
