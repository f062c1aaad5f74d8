"""What must hold between any two steps, read from the tables with plain SQL and from books of its own."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

OWNED = ("plan", "session", "occurrence")
LIVE = ("pending", "claimed", "sending")
GONE = ("sent", "unknown", "expired", "skipped", "cancelled")
Row = dict[str, Any]


@dataclass
class Ledger:
    """Copies that went out, faults that struck, people who hurt or cannot be reached."""

    raw: sqlite3.Connection
    copies: Counter[int] = field(default_factory=Counter)
    faults: Counter[int] = field(default_factory=Counter)
    stopped: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    forgotten: set[int] = field(default_factory=set)
    versions: dict[int, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def rows(self, table: str) -> Sequence[Row]:
        """Every row of a table."""
        found = self.raw.execute(f"SELECT * FROM {table}")
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def of(self, user_id: int) -> Mapping[str, Sequence[object]]:
        """Everything that is one person's in the tables; of the log, which only grows, its end."""
        read = self.raw.execute
        found = {
            table: read(f"SELECT * FROM {table} WHERE user_id = ?", (user_id,)).fetchall()
            for table in ("person", *OWNED)
        }
        return found | {"log": read("SELECT max(id) FROM log WHERE user_id = ?", (user_id,)).fetchall()}

    def complaints(self, now: datetime) -> Iterator[str]:
        """Every promise that does not hold now."""
        occurrences = self.rows("occurrence")
        yield from self._keys(occurrences)
        yield from self._copies(occurrences)
        yield from self._conserved(occurrences, now)
        yield from self._sessions()
        for user_id in self.forgotten:
            if any(rows != [(None,)] for rows in self.of(user_id).values() if rows):
                yield "I12: a forgotten person left rows behind"

    def planned(self, zones: Mapping[int, str], hours: Mapping[int, time]) -> Iterator[str]:
        """I4: every daily reminder ahead stands at its person's hour, by arithmetic of its own."""
        for row in self.rows("occurrence"):
            user_id = row["user_id"]
            fresh = row["state"] in LIVE and not row["starts"]
            if fresh and row["slot"] == "daily" and user_id in zones and user_id in hours:
                wall = datetime.combine(datetime.fromisoformat(row["local_date"]).date(), hours[user_id])
                if wall.replace(tzinfo=ZoneInfo(zones[user_id])).astimezone(UTC) != moment(row["due_at"]):
                    yield "I4: a reminder stands at another moment than its hour"

    def _keys(self, occurrences: Sequence[Row]) -> Iterator[str]:
        keys = Counter((row["user_id"], row["slot"], row["local_date"]) for row in occurrences)
        if any(count > 1 for count in keys.values()):
            yield "I1: one reminder stands there twice"
        ahead = Counter(
            row["user_id"] for row in occurrences if row["state"] in LIVE and row["slot"] == "daily"
        )
        if any(count > 1 for count in ahead.values()):
            yield "I1: two daily reminders lie ahead of one person"

    def _copies(self, occurrences: Sequence[Row]) -> Iterator[str]:
        for row in occurrences:
            copies = self.copies[row["id"]]
            if copies > 2 or copies > 1 + self.faults[row["id"]]:
                yield f"I3: {copies} copies of one reminder after {self.faults[row['id']]} faults"
            if row["state"] == "unknown" and not row["starts"]:
                yield "I2: a reminder that was never started counts as unknown"

    def _conserved(self, occurrences: Sequence[Row], now: datetime) -> Iterator[str]:
        present = {row["id"] for row in occurrences}
        theirs = {row["user_id"] for row in self.rows("person")}
        if any(row["state"] not in (*LIVE, *GONE) or row["user_id"] not in theirs for row in occurrences):
            yield "I13: a reminder is in no state, or nobody's"
        if self.forgotten == set() and not self.seen <= present:
            yield "I13: a reminder disappeared"
        self.seen = present
        for row in occurrences:
            if row["state"] == "expired" and moment(row["expires_at"]) > now:
                yield "I2: a reminder was given up before its time"

    def _sessions(self) -> Iterator[str]:
        sessions = self.rows("session")
        for row in sessions:
            known: int = self.versions.get(row["id"], int(row["version"]))
            if not known <= row["version"] <= known + 1:
                yield f"I7: version {known} was followed by {row['version']}"
            self.versions[row["id"]] = row["version"]
            if row["state"] == "open" and row["user_id"] in self.stopped:
                yield "I5: a session is open although the plan rests for pain"
            if row["state"] != "open" and row["paint_at"] is not None:
                yield "I5: the timer of a session that is over is still to be drawn"
        begun = Counter(row["user_id"] for row in sessions if row["state"] == "open")
        if any(count > 1 for count in begun.values()):
            yield "I7: two sessions of one person are open"


def moment(stored: str) -> datetime:
    """A moment as SQLite holds it."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


LONG_ENOUGH = timedelta(minutes=5)
"""After so long without a fault every lease is over and every repeat was tried."""
