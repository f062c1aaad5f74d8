"""What a story left behind in the database, without the moments: two tellings of one story must agree."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[0-9:.+Z]*")
_QUESTIONS = {
    "log": "SELECT kind, body FROM log ORDER BY id",
    "plan": "SELECT state, epoch, version, snapshot FROM plan",
    "person": "SELECT zone, reminder_minute, awaiting, specialist_agreed, reachable FROM person",
    "sessions": "SELECT day, state, version, ended_at FROM session ORDER BY id",
    # How far a nudge has come is a matter of minutes.
    "reminders": "SELECT slot, local_date, state FROM occurrence WHERE slot <> 'nudge' ORDER BY slot, due_at",
}


def outcome(database: Path) -> dict[str, Any]:
    """The rows of every table that tells what happened, and whether the file is whole."""
    with closing(sqlite3.connect(database)) as connection:
        found = {
            name: [[_timeless(value) for value in row] for row in connection.execute(question)]
            for name, question in _QUESTIONS.items()
        }
        found["integrity"] = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return found


def difference(wanted: dict[str, Any], found: dict[str, Any]) -> str:
    """Where `found` is not what it should be, by table; empty when they agree."""
    return "; ".join(
        f"{name}: {json.dumps(found[name], ensure_ascii=False)[:300]}"
        for name in wanted
        if wanted[name] != found[name]
    )


def _timeless(value: Any) -> Any:
    return _MOMENT.sub("then", value) if isinstance(value, str) else value
