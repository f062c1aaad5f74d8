"""The short way from a prepared statement to an SQLite connection in this thread."""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Executable, Insert, Select
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Known:
    """A statement in SQL: its text, the parameters in their order, and what its rows are made of.

    A parameter has a name, a conversion, and whether it stands for several values. `fixed` are values that
    the statement brings along; `statement` is kept so that nothing else can get its identity.
    """

    statement: Executable
    sql: str
    parameters: Sequence[tuple[str, Convert, bool]]
    fixed: Mapping[str, Any]
    row: Callable[[Sequence[Any]], Any] | None
    readers: Sequence[tuple[int, Callable[[Any], Any]]]

    def bound(self, values: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
        """The SQL for these values, and the values as SQLite knows them."""
        sql, bound = self.sql, []
        for name, convert, several in self.parameters:
            value = values[name] if name in values else self.fixed[name]
            if several:
                sql = sql.replace(f"__[POSTCOMPILE_{name}]", ", ".join("?" * len(value)))
                bound += value
            else:
                bound.append(value if convert is None else convert(value))
        return sql, bound

    def converted(self, found: Sequence[Any]) -> Sequence[Any]:
        """The values of a row as Python knows them."""
        if not self.readers:
            return found
        values = list(found)
        for place, convert in self.readers:
            if values[place] is not None:
                values[place] = convert(values[place])
        return values


_KNOWN: dict[tuple[Any, ...], _Known] = {}
"""What was compiled once serves every database of this process."""


class Answer:
    """The rows of a statement, as far as this package asks for them."""

    __slots__ = ("_rows", "inserted_primary_key", "rowcount")

    def __init__(self, rows: list[Any], cursor: sqlite3.Cursor) -> None:
        self._rows = rows
        self.rowcount, self.inserted_primary_key = cursor.rowcount, (cursor.lastrowid,)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> list[Any]:
        """Every row."""
        return self._rows

    def first(self) -> Any:
        """The first row, or None."""
        return self._rows[0] if self._rows else None

    def scalar(self) -> Any:
        """The first value of the first row, or None."""
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:
        """The one value."""
        ((value,),) = self._rows
        return value

    def scalars(self) -> "Answer":
        """The first value of every row, instead of the rows."""
        self._rows = [row[0] for row in self._rows]
        return self


class ShortWay:
    """Runs statements of `db.prepared`: compiled by SQLAlchemy, once, and then handed to the driver."""

    def __init__(self, raw: sqlite3.Connection, dialect: Dialect) -> None:
        self._raw, self._dialect = raw, dialect

    def run(self, statement: Executable, values: Mapping[str, Any]) -> Answer:
        """What the statement answers with these values."""
        known = self._known(statement, values)
        sql, bound = known.bound(values)
        cursor = self._raw.execute(sql, bound)
        row = known.row
        if row is None:
            # A question in plain SQL has rows, too.
            return Answer(cursor.fetchall(), cursor)
        return Answer([row(known.converted(found)) for found in cursor], cursor)

    def run_each(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that takes single values once for each row of them."""
        known = self._known(statement, rows[0])
        self._raw.executemany(known.sql, (known.bound(values)[1] for values in rows))

    def _known(self, statement: Executable, values: Mapping[str, Any]) -> _Known:
        key = (id(statement), *values)
        known = _KNOWN.get(key)
        if known is None:
            known = _KNOWN[key] = _compiled(statement, values, self._dialect)
        return known


def _compiled(statement: Any, values: Mapping[str, Any], dialect: Dialect) -> _Known:
    reads = isinstance(statement, Select)
    compiled = statement.compile(dialect=dialect, column_keys=None if reads else list(values))
    assert isinstance(compiled, SQLCompiler)  # noqa: S101  (statements only)
    written = {compiled.bind_names[each] for each in compiled.literal_execute_params}
    parameters = [
        (name, _binding(compiled, name), _several(compiled, name))
        for name in compiled.positiontup or ()
        if name not in written
    ]
    columns = list(statement.selected_columns) if reads else []
    # Rows are read by the names of their columns, as everywhere in this package.
    row: Any = namedtuple("Row", (column.name for column in columns), rename=True) if reads else None
    every = ((place, _reading(column.type, dialect)) for place, column in enumerate(columns))
    readers = [(place, convert) for place, convert in every if convert is not None]
    fixed = {**compiled.params, **_defaults(statement)}
    sql = _with_codes(str(compiled), {name: fixed[name] for name in written})
    return _Known(statement, sql, parameters, fixed, row and row._make, readers)


def _with_codes(sql: str, codes: Mapping[str, Sequence[str]]) -> str:
    """Codes that have to stand in the statement itself, or a partial index would not serve it."""
    for name, values in codes.items():
        sql = sql.replace(f"__[POSTCOMPILE_{name}]", ", ".join(f"'{value}'" for value in values))
    return sql


def _defaults(statement: Any) -> Mapping[str, Any]:
    """What a new row says where it is not told: the plain defaults of the columns."""
    columns: Sequence[Any] = list(statement.table.columns) if isinstance(statement, Insert) else ()
    return {each.name: each.default.arg for each in columns if each.default and each.default.is_scalar}


def _reading(of: TypeEngine[Any], dialect: Dialect) -> Convert:
    return _remembering(of.dialect_impl(dialect).result_processor(dialect, None))


def _several(compiled: SQLCompiler, name: str) -> bool:
    return compiled.binds[name].expanding


def _binding(compiled: SQLCompiler, name: str) -> Convert:
    binding = compiled.binds[name].type.dialect_impl(compiled.dialect).bind_processor(compiled.dialect)
    return _remembering(binding)


def _remembering(convert: Convert) -> Convert:
    """A crowd shares its moments and dates: each is worked out once."""
    return convert and lru_cache(maxsize=256)(convert)
