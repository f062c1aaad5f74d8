"""Several machines in small (`make cluster`): what compose.yaml describes, on loopback, without containers.

PostgreSQL, a stand-in of Telegram, a balancer before two `web` processes, and two `worker`s. While people
chat and reminders go out, one web and the worker that leads are killed with -9 and come back.
"""

import argparse
import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import asyncpg

from bench.campaigns import ledger
from bench.campaigns.chat import Somebody, newcomer
from bench.campaigns.crowd import crowd
from bench.campaigns.postgres import Server
from bench.campaigns.reminders import settled
from bench.campaigns.stage import Stage, staged

SPEED = 20.0
"""A minute of the bots' clock lasts three seconds: so does a lease."""

MINUTES = 10
WEB, WORKERS = 2, 2
ONCE_EACH = ("Screened", "SessionBuilt", "SessionClosed", "EffortGiven", "PainReported", "PainRated")
_LOOK = 0.02


@dataclass(frozen=True)
class Shown:
    """What came of it: `wrong` are updates lost or doubled, by person and kind."""

    wrong: list[str]
    audit: ledger.Audit
    takeover: float
    deaths: int

    @property
    def breaches(self) -> list[str]:
        """Whatever must not be."""
        late = [f"takeover after {self.takeover:.1f} s"] if self.takeover >= 5 else []
        return [*self.wrong, *self.audit.breaches, *late]


async def show(chatters: int, reminders: int, minutes: int = MINUTES) -> Shown:
    """Let it run for so many minutes of the bots' clock."""
    server = Server()
    try:
        address = await server.database()
        async with staged(address, bots=WEB, workers=WORKERS, webhook=True, speed=SPEED) as stage:
            return await _lived(stage, chatters, reminders, minutes)
    finally:
        server.close()


async def _lived(stage: Stage, chatters: int, reminders: int, minutes: int) -> Shown:
    model = newcomer(stage)
    await model.settles()
    begin = stage.clock.now().replace(second=0, microsecond=0) + timedelta(minutes=2)
    await crowd(stage.database_url, model, [begin + timedelta(minutes=n % minutes) for n in range(reminders)])
    people = [newcomer(stage) for _ in range(chatters)]
    chats = asyncio.gather(*map(_a_morning, people))
    await asyncio.sleep(2 + 60 * minutes / SPEED / 3)
    stage.kill(0)
    takeover = await _kill_the_leader(stage)
    await chats
    over = begin + timedelta(minutes=minutes + 1)
    audit = await settled(stage, over, {})
    return Shown(await _wrong(stage, people), audit, takeover, stage.deaths)


async def _a_morning(anna: Somebody) -> None:
    await anna.settles()
    await anna.says("/today")
    await anna.taps("Done")
    await anna.taps("Right")
    await anna.says("/pain")
    await anna.taps("3")


async def _kill_the_leader(stage: Stage) -> float:
    """Seconds until another process has taken a reminder."""
    connection = await asyncpg.connect(stage.database_url)
    try:
        leader = await _sender(connection, "")
        number = next(n for n, bot in enumerate(stage.bots) if str(bot.pid) == leader)
        stage.kill(number)
        killed = time.monotonic()
        await _sender(connection, leader)
        return time.monotonic() - killed
    finally:
        await connection.close()


async def _sender(connection: "asyncpg.Connection[asyncpg.Record]", other_than: str) -> str:
    """The process that has reminders in hand and is not that one; waits for it."""
    while True:
        found = await connection.fetch("SELECT DISTINCT owner FROM occurrence WHERE owner IS NOT NULL")
        pids = {str(row["owner"]).partition("-")[0] for row in found} - {other_than}
        if pids:
            return pids.pop()
        await asyncio.sleep(_LOOK)


async def _wrong(stage: Stage, people: list[Somebody]) -> list[str]:
    connection = await asyncpg.connect(stage.database_url)
    ids = [each.id for each in people]
    found = await connection.fetch("SELECT user_id, kind FROM log WHERE user_id = ANY($1)", ids)
    await connection.close()
    counts = Counter((row["user_id"], row["kind"]) for row in found)
    return [
        f"{kind} of {user} counts {counts[user, kind]} times"
        for user in ids
        for kind in ONCE_EACH
        if counts[user, kind] != 1
    ]


def main() -> int:
    """Run, and say what came of it; 1 for any breach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chatters", type=int, default=20)
    parser.add_argument("--reminders", type=int, default=600)
    arguments = parser.parse_args()
    shown = asyncio.run(show(arguments.chatters, arguments.reminders))
    print(f"PostgreSQL, {WEB} web behind a balancer, {WORKERS} workers; killed with -9: {shown.deaths}")
    print(f"people who chatted: {arguments.chatters}; updates lost or doubled: {shown.wrong or 'none'}")
    print(shown.audit)
    print(f"takeover of the lead: {shown.takeover:.1f} s; breaches: {shown.breaches or 'none'}")
    return 1 if shown.breaches else 0


if __name__ == "__main__":
    raise SystemExit(main())
