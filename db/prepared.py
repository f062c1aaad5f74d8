"""Statements that are put together once and run often: a tap runs five of them, a reminder a dozen."""

from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Executable, Table, and_, bindparam
from sqlmodel import SQLModel

import db.tables  # noqa: F401  (its classes fill the metadata)
from db.engine import Tx

Found = CursorResult[*tuple[Any, ...]]

TABLES = SQLModel.metadata.tables
PERSON, PLAN, LOG = TABLES["person"], TABLES["plan"], TABLES["log"]
SESSION, OCCURRENCE = TABLES["session"], TABLES["occurrence"]


async def run(tx: Tx, statement: Executable, **values: object) -> Found:
    """Run a statement with the values of its `given` parameters and of the columns that it sets."""
    found: Found = await tx.exec(statement, params=values)  # type: ignore[call-overload]
    return found


def given(table: Table, **columns: str) -> ColumnElement[bool]:
    """A condition: each column equals the parameter named."""
    return and_(*(table.c[column] == bindparam(name) for column, name in columns.items()))


def key_of(inserted: Found) -> int:
    """The id that a new row was given."""
    assert inserted.inserted_primary_key is not None  # noqa: S101  (one row was inserted)
    return int(inserted.inserted_primary_key[0])
