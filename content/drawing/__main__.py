"""`python -m content.drawing [--all] [--only ID]`: draws again what changed."""

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.drawing import studio

# Work is spread by processes, one a core; threads inside them would only get in each other's way.
os.environ.setdefault("NUMBA_NUM_THREADS", "1")


def main() -> int:
    """Checks the poses, draws what changed, writes the contact sheets. Exit 1 on bad data."""
    from content.drawing import check, plates, studio

    parser = argparse.ArgumentParser(
        prog="python -m content.drawing", description="Draw the pictures that changed."
    )
    parser.add_argument("--all", action="store_true", help="draw every picture again")
    parser.add_argument("--only", metavar="ID", help="draw only this exercise")
    parser.add_argument("--part", choices=studio.PARTS, help="draw only this part")
    asked = parser.parse_args()
    if asked.only is not None and asked.only not in plates.EXERCISES:
        print(f"--only {asked.only}: unknown exercise id; use one of {', '.join(plates.EXERCISES)}")
        return 1
    faults = check.problems()
    if faults:
        print("\n".join(faults))
        return 1
    chosen = [studio.plate_of(name) for name in plates.EXERCISES if asked.only in (None, name)]
    todo = [job for job in studio.jobs(chosen, asked.all) if asked.part in (None, job.part)]
    return _draw(todo)


def _draw(todo: "list[studio.Job]") -> int:
    from content.drawing import plates, sheets, studio

    start = time.perf_counter()
    if todo:
        studio.draw_all(todo, lambda line: print(line, flush=True))
    every = [studio.plate_of(name) for name in plates.EXERCISES]
    missing = [name for plate in every for name in studio.missing(plate)]
    if missing:
        print(f"contact sheets wait for {len(missing)} pictures not drawn yet")
    elif todo or not sheets.drawn():
        sheets.write(every)
    studio.draw_portrait(next(plate for plate in every if plate.id == "bird_dog"))
    print(f"{len(todo)} parts in {(time.perf_counter() - start) / 60:.1f} min" if todo else "up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
