"""The long form: `python -m tests.machine --runs 5000 --steps 100 --seed 1`, on every core."""

import argparse
import os
import subprocess
import sys
import time

from tests.machine.test_machine import RUNS, STEPS


def main() -> int:
    """Let the machine run in one process a core; 1 when a promise did not hold."""
    parser = argparse.ArgumentParser("python -m tests.machine", description=__doc__)
    parser.add_argument("--runs", type=int, default=5_000)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    jobs, began = os.cpu_count() or 1, time.monotonic()
    running = [_process(-(-asked.runs // jobs), asked.steps, asked.seed * 1000 + job) for job in range(jobs)]
    told = [each.communicate()[0] for each in running]
    failed = [text for text, each in zip(told, running, strict=True) if each.returncode]
    for text in failed:
        sys.stdout.write(text)
    sys.stdout.write(
        f"runs: {asked.runs}, steps each: {asked.steps}, seed: {asked.seed},"
        f" failed processes: {len(failed)} of {jobs}, {time.monotonic() - began:.0f} s\n"
    )
    return 1 if failed else 0


def _process(runs: int, steps: int, seed: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "pytest", "-q", "tests/machine", f"--hypothesis-seed={seed}"]
    environment = os.environ | {RUNS: str(runs), STEPS: str(steps)}
    return subprocess.Popen(  # noqa: S603  (our own interpreter)
        command, env=environment, stdout=subprocess.PIPE, text=True
    )


if __name__ == "__main__":
    sys.exit(main())
