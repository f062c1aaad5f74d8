"""(e) Cold start: from the command to the first getUpdates."""

import time
from pathlib import Path

from bench.contest import Contestant, Figures, against, goal, median, ratio, table
from bench.rivals.work import TOKEN
from bench.taps import AIOGRAM, PTB, clear, seeded

SETTINGS = {
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "TELEGRAM_API_URL": "{url}",
    "DATABASE_URL": "sqlite:///{folder}/lumbo.db",
}


def section(folder: Path, rounds: int) -> str:
    """Everybody starts once in every round; Lumbo on a database that is up to date."""
    lumbo = Contestant("**Lumbo**", ("bot", "run"), seed=seeded(folder, 1), environment=SETTINGS)
    taking_part = [each for each in (lumbo, PTB, AIOGRAM) if each.there]
    found: dict[Contestant, list[Figures]] = {each: [] for each in taking_part}
    for _ in range(rounds):
        for each in taking_part:
            found[each].append(_polled(each, folder))
    rows = [[each.name, f"{median(mine, 'seconds'):.2f}"] for each, mine in found.items()]
    parts = ["## (e) Cold start", table(["bot", "seconds to the first getUpdates"], rows)]
    if PTB in found:
        times = ratio(found[lumbo], found[PTB], "seconds")
        parts.append(goal("Lumbo's time against a bare PTB bot's", times, 1.5, at_most=True))
    return "\n\n".join(parts)


def _polled(contestant: Contestant, folder: Path) -> Figures:
    clear(folder)
    began = time.monotonic()
    with against(contestant, folder) as (stub, process):
        stub.meet(process.pid)
        return {"seconds": float(stub.told()["polled"]) - began}
