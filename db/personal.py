"""Everything that belongs to one person, found by the tables themselves so that none is forgotten."""

import json
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import SQLModel

from db import sealing
from db.engine import Tx
from db.sealing import Seal

_JSON_COLUMNS = frozenset({"body", "snapshot", "draft_answers"})


def personal_tables() -> list[Table]:
    """The tables whose rows belong to a person."""
    return [table for table in SQLModel.metadata.sorted_tables if "user_id" in table.columns]


async def everything(tx: Tx, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Each personal table's rows of this person, as values that JSON can hold."""
    found: dict[str, list[dict[str, Any]]] = {}
    seal = sealing.of(tx)
    for table in personal_tables():
        statement = select(table).where(table.c.user_id == user_id)
        rows = await tx.exec(statement)
        found[table.name] = [
            {name: _plain(seal, name, value) for name, value in row._mapping.items()} for row in rows
        ]
    return found


def _plain(seal: Seal, name: str, value: Any) -> Any:
    if name in _JSON_COLUMNS and isinstance(value, str):
        return json.loads(seal.open(value))
    return value if value is None or isinstance(value, bool | int | str) else str(value)
