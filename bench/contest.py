"""Runs the contestants of a measurement, one after another, each against a fresh stub."""

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RIVALS = ROOT / ".venv-bench" / "bin" / "python"
Figures = Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Contestant:
    """A name for the table and a command, with the stub's `{url}` and a scratch `{folder}` filled in."""

    name: str
    command: tuple[str, ...]
    rival: bool = False
    seed: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def there(self) -> bool:
        """Whether it can run here."""
        return not self.rival or RIVALS.exists()

    def started(self, url: str, folder: Path) -> subprocess.Popen[bytes]:
        """The running contestant; a copy of its `seed` lies in the folder as lumbo.db."""
        if self.seed is not None:
            shutil.copy(self.seed, folder / "lumbo.db")
        python = RIVALS if self.rival else Path(sys.executable)
        filled = [part.format(url=url, folder=folder) for part in self.command]
        environment = {name: value.format(url=url, folder=folder) for name, value in self.environment.items()}
        return subprocess.Popen(  # noqa: S603
            [python, "-m", *filled], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", **environment},
        )  # fmt: skip


class Stub:
    """The far end in its own process."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "bench.far_end", *arguments], cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.url = str(self.told()["url"])

    def told(self) -> dict[str, Any]:
        """The next thing that it has to say."""
        assert self._process.stdout is not None  # noqa: S101  (asked for above)
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def meet(self, pid: int) -> None:
        """Tell it whose processor time counts."""
        assert self._process.stdin is not None  # noqa: S101  (asked for above)
        self._process.stdin.write(f"{pid}\n".encode())
        self._process.stdin.flush()

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def against(contestant: Contestant, folder: Path, *arguments: str) -> Iterator[tuple[Stub, Any]]:
    """A contestant that runs against a stub; both end with the block."""
    stub = Stub(*arguments)
    process = contestant.started(stub.url, folder)
    try:
        yield stub, process
    finally:
        process.kill()
        process.communicate()
        stub.stop()


def median(rounds: Sequence[Figures], name: str) -> float:
    """The middle of what the rounds say."""
    return statistics.median(each[name] for each in rounds)


def ratio(ours: Sequence[Figures], theirs: Sequence[Figures], name: str) -> float:
    """The middle of the rounds' ratios: both ran in each round, one right after the other."""
    pairs = zip(ours, theirs, strict=True)
    return statistics.median(one[name] / other[name] for one, other in pairs)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown; the first column is words, the others are figures."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def goal(what: str, found: float, least: float, *, at_most: bool = False) -> str:
    """A line that says whether a goal is met."""
    met = found <= least if at_most else found >= least
    told = f"goal: {'at most' if at_most else 'at least'} {least}, {'met' if met else 'missed'}"
    return f"- {what}: **{found:.2f}** ({told})"
