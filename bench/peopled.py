"""A scratch SQLite database full of people: one settled by the bot's own services, the others copies."""

import sqlite3
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.clock import StillClock, zone_rules
from bot.domain.programme import Programme
from bot.services.onboarding import Onboarding
from bot.services.rezoning import Rezoning
from bot.services.screening import Screening
from bot.simulation.hands import HARMLESS
from content import catalogue
from db.engine import Database
from db.migrate import migrate

FIRST = 1_000_000
"""The number of the first of them."""

_LATER = "strftime('%Y-%m-%d %H:%M:%f000', {column}, '+' || (1 + n % 20) || ' hours')"


async def peopled(file: Path, people: int, due: int, at: datetime) -> None:
    """`people` with one reminder each: `due` of them at `at`, the others' one to twenty hours later."""
    clock = StillClock(at - timedelta(minutes=1))
    database = Database(f"sqlite:///{file}")
    await migrate(database, clock.now())
    # Else the bot would put everybody on the full minute when it starts: such a database is new to it.
    await Rezoning(database).renew(zone_rules())
    onboarding = Onboarding(database, clock)
    screening = Screening(database, clock, Programme(catalogue.load().exercises))
    await onboarding.consent(FIRST, "en")
    await onboarding.specialist(FIRST, True)
    for card, harmless in HARMLESS.items():
        await screening.answer(FIRST, card, harmless)
    await onboarding.propose_zones(FIRST, ("Etc/UTC",))
    await onboarding.confirm_zone(FIRST, True)
    await onboarding.set_hour(FIRST, time(at.hour, at.minute))
    await database.close()
    with closing(sqlite3.connect(file)) as connection:
        _move(connection, at)
        for table in ("person", "plan", "occurrence"):
            _copy(connection, table, people, due)
        connection.commit()


def _move(connection: sqlite3.Connection, at: datetime) -> None:
    """The first one's reminder is due at `at`, to the second."""
    moment = at.strftime("%Y-%m-%d %H:%M:%S.%f")
    connection.execute("UPDATE occurrence SET due_at = ?, wake_at = ?", (moment, moment))


def _copy(connection: sqlite3.Connection, table: str, people: int, due: int) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
    values = []
    for column in columns:
        if column == "user_id":
            values.append(f"{FIRST} + n")
        elif column in ("due_at", "wake_at", "expires_at"):
            values.append(f"CASE WHEN n < {due} THEN {column} ELSE {_LATER.format(column=column)} END")
        else:
            values.append(column)
    connection.execute(
        f"WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {people - 1}) "  # noqa: S608
        f"INSERT INTO {table} ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM {table}, number WHERE user_id = {FIRST}"
    )
