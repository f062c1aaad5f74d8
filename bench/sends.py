"""(a) Sends: Lumbo's bulk lane and its `Bot` against aiohttp alone and against the alternatives."""

import json
from pathlib import Path

from bench.contest import Contestant, Figures, against, goal, median, ratio, table

AT_ONCE = 64
BASE = Contestant("aiohttp alone, uvloop", ("bench.ours", "raw", "{url}"))
BULK = Contestant("**Lumbo's bulk lane**", ("bench.ours", "bulk", "{url}"))
BOT = Contestant("**PTB's `Bot` on Lumbo's transport**", ("bench.ours", "bot", "{url}"))
EVERYBODY = (
    BASE, BULK, BOT,
    Contestant("pyTelegramBotAPI", ("bench.rivals.telebot_bot", "sends", "{url}"), rival=True),
    Contestant("aiogram", ("bench.rivals.aiogram_bot", "sends", "{url}"), rival=True),
    Contestant("PTB as it comes (httpx)", ("bench.rivals.ptb", "sends", "{url}"), rival=True),
)  # fmt: skip


def section(folder: Path, rounds: int, count: int) -> str:
    """Everybody sends `count` messages in every round."""
    taking_part = [each for each in EVERYBODY if each.there]
    found: dict[Contestant, list[Figures]] = {each: [] for each in taking_part}
    for _ in range(rounds):
        for each in taking_part:
            found[each].append(_sent(each, folder, count // 5 if each.name.startswith("PTB") else count))
    base = found[BASE]
    rows = [
        [
            each.name, f"{median(mine, 'cpu'):.0f}",
            f"{ratio(mine, base, 'rate'):.2f}", f"{ratio(mine, base, 'cpu'):.2f}",
        ]
        for each, mine in found.items()
    ]  # fmt: skip
    head = ["client", "CPU per send, µs", "rate / aiohttp alone", "CPU / aiohttp alone"]
    goals = (
        goal("rate of the bulk lane against aiohttp alone", ratio(found[BULK], base, "rate"), 0.85),
        goal("rate of `Bot.send_message` on our transport", ratio(found[BOT], base, "rate"), 0.45),
    )
    what = f"`sendMessage` with a keyboard, {AT_ONCE} at once, {count} each and round."
    return "\n\n".join(("## (a) Sends", what, table(head, rows), "\n".join(goals)))


def _sent(contestant: Contestant, folder: Path, count: int) -> Figures:
    counted = Contestant(
        contestant.name,
        (*contestant.command, "--count", str(max(count, AT_ONCE)), "--at-once", str(AT_ONCE)),
        contestant.rival,
    )
    with against(counted, folder) as (_, process):
        figures: Figures = json.loads(process.stdout.readline())
    return figures
