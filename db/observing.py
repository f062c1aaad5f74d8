"""Looks at one person's rows in a database in memory, between two transactions and without one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from pydantic import TypeAdapter

from bot.domain.log import Event
from bot.domain.plan import Plan
from bot.domain.session import Session
from db.memory import MemoryDatabase
from db.plans import known

_PLAN, _SESSION = TypeAdapter(Plan), TypeAdapter(Session)
_EVENTS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in get_args(Event)}


class Observer:
    """What stands in the tables for `user_id`; `news` remembers how far it has read."""

    def __init__(self, database: MemoryDatabase, user_id: int) -> None:
        """Begin at the start of the log."""
        self._raw, self._user_id, self._read = database.raw, user_id, 0

    def version(self) -> int | None:
        """How often the plan was written; None while there is none."""
        row = self._one("SELECT version FROM plan WHERE user_id = ?", self._user_id)
        return int(row[0]) if row else None

    def plan(self) -> Plan:
        """The stored plan as the services read it; a newcomer's when there is none."""
        words = self._snapshot()
        return known(words) if words else Plan()

    def plan_afresh(self) -> Plan:
        """The stored plan as whoever has just started would read it."""
        words = self._snapshot()
        return _PLAN.validate_json(words) if words else Plan()

    def news(self) -> Sequence[Event]:
        """The events that were logged since the last look."""
        found = self._raw.execute(
            "SELECT id, kind, body FROM log WHERE user_id = ? AND id > ? ORDER BY id",
            (self._user_id, self._read),
        ).fetchall()
        self._read = found[-1][0] if found else self._read
        return [_EVENTS[kind].validate_json(body) for _, kind, body in found]

    def wakes_at(self) -> datetime | None:
        """When the next of the person's reminders needs a look; None when none is ahead."""
        row = self._one(
            "SELECT MIN(wake_at) FROM occurrence WHERE user_id = ?"
            " AND state IN ('pending', 'claimed', 'sending')",
            self._user_id,
        )
        return datetime.fromisoformat(row[0]).replace(tzinfo=UTC) if row[0] else None

    def session_row(self, session_id: int) -> tuple[int, str, str] | None:
        """Version, state and body of a session."""
        row = self._one(
            "SELECT version, state, body FROM session WHERE id = ? AND user_id = ?", session_id, self._user_id
        )
        return (int(row[0]), str(row[1]), str(row[2])) if row else None

    def session_afresh(self, session_id: int) -> Session | None:
        """A session as whoever has just started would read it."""
        row = self.session_row(session_id)
        return _SESSION.validate_json(row[2]) if row else None

    def _snapshot(self) -> str | None:
        row = self._one("SELECT snapshot FROM plan WHERE user_id = ?", self._user_id)
        return str(row[0]) if row else None

    def _one(self, statement: str, *values: int) -> Any:
        return self._raw.execute(statement, values).fetchone()
