"""Kill the bot with -9 at random while people chat: no update is lost or counts twice (`make kills`)."""

import argparse
import random
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bench.live import Live

ONCE_EACH = ("Enrolled", "SessionBuilt", "SessionClosed", "EffortGiven", "PainReported", "PainRated")


def main() -> int:
    """Let people start, train and report pain while the bot dies again and again; 1 for any loss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance, live, over = random.Random(arguments.seed), Live(), threading.Event()  # noqa: S311
    kills: list[float] = []
    killer = threading.Thread(target=_keep_killing, args=(live, over, kills, chance))
    try:
        killer.start()
        with ThreadPoolExecutor(25) as pool:
            list(pool.map(_a_morning, [live] * arguments.people))
        over.set()
        killer.join()
    finally:
        over.set()
        live.stop()
    counts = _effects(live)
    wrong = {kind: counts.get(kind, 0) for kind in ONCE_EACH if counts.get(kind, 0) != arguments.people}
    print(f"people: {arguments.people}, updates: {11 * arguments.people}")
    print(f"kills: {len(kills)}, seed: {arguments.seed}")
    print(f"lost or doubled: {wrong or 'none'}")
    return 1 if wrong else 0


def _a_morning(live: Live) -> None:
    anna = live.person()
    anna.settles()
    anna.says("/today")
    anna.taps("Done")
    anna.taps("Right")
    anna.says("/pain")
    anna.taps("3")


def _keep_killing(live: Live, over: threading.Event, kills: list[float], chance: random.Random) -> None:
    while not over.wait(chance.uniform(1.3, 3.0)):
        live.kill()
        kills.append(time.monotonic())


def _effects(live: Live) -> dict[str, int]:
    with sqlite3.connect(live.database) as connection:
        rows = connection.execute("SELECT kind, COUNT(*) FROM log GROUP BY kind").fetchall()
    connection.close()
    return dict(rows)


if __name__ == "__main__":
    raise SystemExit(main())
