"""Statements that are put together once and run often: a tap runs five of them, a reminder a dozen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Column, ColumnElement, CursorResult, Executable, Table, and_, bindparam
from sqlmodel import SQLModel

import db.tables  # noqa: F401  (its classes fill the metadata)

if TYPE_CHECKING:
    from db.engine import Tx

Found = CursorResult[*tuple[Any, ...]]

TABLES = SQLModel.metadata.tables
PERSON, PLAN, LOG = TABLES["person"], TABLES["plan"], TABLES["log"]
SESSION, OCCURRENCE, RECEIPT = TABLES["session"], TABLES["occurrence"], TABLES["receipt"]
PICTURE, OWN_WORDS, SEAL, TOMBSTONE = (TABLES[name] for name in ("picture", "own_words", "seal", "tombstone"))


async def run(tx: "Tx", statement: Executable, **values: object) -> Found:
    """Run a statement with the values of its `given` parameters and of the columns that it sets."""
    found: Found = await tx.exec(statement, params=values)
    return found


async def run_many(tx: "Tx", statement: Executable, rows: Sequence[Mapping[str, object]]) -> None:
    """Run a statement once for each row of values, in one go."""
    if rows:
        await tx.exec(statement, params=rows)


def given(table: Table, **columns: str) -> ColumnElement[bool]:
    """A condition: each column equals the parameter named."""
    return and_(*(table.c[column] == bindparam(name) for column, name in columns.items()))


def among_these(column: Column[Any], name: str = "ids") -> ColumnElement[bool]:
    """A condition: the column equals one of the values of the parameter named."""
    return column.in_(bindparam(name, expanding=True))


def written_out(column: Column[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """A condition: the column is one of these codes of ours, which stand in the statement itself.

    A partial index serves only a query that shows the index's condition.
    """
    shown: BindParameter[Any] = bindparam(None, list(values), expanding=True, literal_execute=True)
    return column.in_(shown)


def key_of(inserted: Found) -> int:
    """The id that a new row was given."""
    assert inserted.inserted_primary_key is not None  # noqa: S101  (one row was inserted)
    return int(inserted.inserted_primary_key[0])
