"""Which keys this database is sealed with, and the change from one to the next."""

from sqlalchemy import Column, Table, bindparam, select, text
from sqlmodel import SQLModel

from db import sealing
from db.engine import Database, Tx
from db.prepared import SEAL, run
from db.sealing import SealError

_BATCH = 500
_MARKS = select(SEAL.c.mark)
_NOTE = text("INSERT INTO seal (mark) VALUES (:mark) ON CONFLICT DO NOTHING")
_FORGET_OTHERS = SEAL.delete().where(SEAL.c.mark != bindparam("present"))


def sealed_columns() -> list[tuple[Table, Column[str]]]:
    """Where people's reports stand as JSON: each table with the column that is sealed."""
    found = SQLModel.metadata.tables
    named = (
        ("person", "draft_answers"),
        ("log", "body"),
        ("plan", "snapshot"),
        ("session", "body"),
        ("own_words", "body"),
    )
    return [(found[table], found[table].c[column]) for table, column in named]


async def recognise(tx: Tx) -> None:
    """Note the sealing key in the database; SealError when another one in use there is not at hand."""
    marks = sealing.of(tx).marks
    used = set((await run(tx, _MARKS)).scalars())
    if used - set(marks):
        raise SealError(
            "FIELD_KEY lacks a key that this database is sealed with: "
            "type the new key, a comma and the old one, as in FIELD_KEY=new,old"
            if marks
            else "this database is sealed: set FIELD_KEY to the key it was written with"
        )
    if marks and marks[0] not in used:
        # Several processes may start at once, so a plain INSERT could meet another's.
        await run(tx, _NOTE, mark=marks[0])


async def rotate(database: Database) -> int:
    """Seal everything with the first key, a few rows at a time; how many rows changed.

    Broken off, it can simply be run again. Raises SealError when a row needs a key that is missing.
    """
    changed = 0
    async with database.begin() as tx:
        await recognise(tx)
    for table, column in sealed_columns():
        last: int | None = None
        while True:
            async with database.begin() as tx:
                last, renewed = await _renew(tx, table, column, last)
            changed += renewed
            if last is None:
                break
    async with database.begin() as tx:
        await run(tx, _FORGET_OTHERS, present=sealing.of(tx).marks[0])
    await database.tidy()
    return changed


async def _renew(tx: Tx, table: Table, column: Column[str], after: int | None) -> tuple[int | None, int]:
    """Renew one batch beyond key `after`; the last key seen (None at the end) and the rows changed."""
    key = next(iter(table.primary_key.columns))
    statement = table.select().with_only_columns(key, column).where(column.is_not(None))
    statement = statement.order_by(key).limit(_BATCH).with_for_update()
    seal = sealing.of(tx)
    rows = (await tx.exec(statement if after is None else statement.where(key > after))).all()
    renewed = [(number, new) for number, old in rows if (new := seal.renewed(old)) is not None]
    for number, new in renewed:
        await tx.exec(table.update().where(key == number).values({column.name: new}))
    return (rows[-1][0] if rows else None), len(renewed)
