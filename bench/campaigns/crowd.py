"""Many people at once: copies of one who came by the chat, each with a reminder at a minute of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, select

from bench.campaigns.chat import Somebody
from bot.demo.standin import StandIn
from db.engine import Database, Tx
from db.prepared import LOG, OCCURRENCE, PERSON, PLAN, given, run, run_many

BERLIN = ZoneInfo("Europe/Berlin")
GRACE = timedelta(hours=3)


@dataclass(frozen=True)
class Due:
    """Who is reminded when."""

    user_id: int
    at: datetime


async def crowd(database_url: str, model: Somebody, moments: Sequence[datetime]) -> list[Due]:
    """One copy of `model` for each moment (a full minute of today), reminded then."""
    dues = [Due(_newcomer(model.stage.standin), at) for at in moments]
    database = Database(database_url)
    try:
        async with database.begin() as tx:
            await _copy(tx, model.id, dues)
    finally:
        await database.close()
    return dues


async def _copy(tx: Tx, model: int, dues: Sequence[Due]) -> None:
    (person,) = await _rows(tx, PERSON, model)
    await run_many(tx, PERSON.insert(), [_person(person, due) for due in dues])
    for table in (PLAN, LOG):
        rows = [
            {name: value for name, value in row.items() if name != "id"}
            for row in await _rows(tx, table, model)
        ]
        await run_many(tx, table.insert(), [row | {"user_id": due.user_id} for due in dues for row in rows])
    await run_many(tx, OCCURRENCE.insert(), [_occurrence(due) for due in dues])


async def _rows(tx: Tx, table: Table, user_id: int) -> list[dict[str, Any]]:
    found = await run(tx, select(table).where(given(table, user_id="who")), who=user_id)
    return [row._asdict() for row in found]


def _newcomer(standin: StandIn) -> int:
    person = standin.person()
    person.started = True
    return person.id


def _person(model: dict[str, Any], due: Due) -> dict[str, Any]:
    local = due.at.astimezone(BERLIN)
    return model | {"user_id": due.user_id, "reminder_minute": local.hour * 60 + local.minute}


def _occurrence(due: Due) -> dict[str, Any]:
    return {
        "user_id": due.user_id, "slot": "daily", "local_date": due.at.astimezone(BERLIN).date(),
        "due_at": due.at.astimezone(UTC), "expires_at": due.at + GRACE, "wake_at": due.at,
        "state": "pending", "starts": 0,
    }  # fmt: skip
