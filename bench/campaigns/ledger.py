"""The offline checker of reminders: reads the stand-in's journal and the database with its own eyes.

It shares no code with the bot: what the bot believes is what is in question.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg

ON_THE_WIRE = timedelta(seconds=20)
"""A send that had started may arrive for so long after a pain report, at most one."""

LIVE = frozenset({"pending", "claimed", "sending"})

_COLUMNS = "o.id, o.user_id, o.slot, o.local_date, o.due_at, o.state, o.starts, p.reminder_minute, p.zone"
_QUESTION = f"SELECT {_COLUMNS} FROM occurrence o JOIN person p ON p.user_id = o.user_id"  # noqa: S608


@dataclass(frozen=True)
class Row:
    """A reminder as the database ended up with it."""

    id: int
    user_id: int
    slot: str
    day: date
    due_at: datetime
    state: str
    starts: int
    minute: int
    zone: str


@dataclass(frozen=True)
class Copy:
    """An invitation that Telegram accepted."""

    occurrence_id: int
    user_id: int
    at: datetime


async def rows(database_url: str) -> list[Row]:
    """Every reminder in the database."""
    return [_row(*each) for each in await _asked(database_url, _QUESTION)]


async def events(database_url: str) -> list[str]:
    """What kinds of event people's logs hold, all together."""
    return [kind for (kind,) in await _asked(database_url, "SELECT kind FROM log")]


async def _asked(database_url: str, question: str) -> Sequence[Any]:
    if database_url.startswith("sqlite:///"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as connection:
            return connection.execute(question).fetchall()
    server = await asyncpg.connect(database_url)
    try:
        found: Sequence[Any] = await server.fetch(question)
        return found
    finally:
        await server.close()


def copies(journal: Path) -> Iterator[Copy]:
    """The invitations in a journal: messages whose first button is Start, with the reminder's number."""
    for line in journal.read_text(encoding="utf-8").splitlines():
        call = json.loads(line)
        if call["method"] != "sendMessage" or "reply_markup" not in call["params"]:
            continue
        keys = json.loads(call["params"]["reply_markup"]).get("inline_keyboard") or [[{}]]
        tag, _, rest = str(keys[0][0].get("callback_data", "")).partition(":")
        number = rest.partition(":")[0]
        if tag == "st" and number.isdigit() and int(number):
            yield Copy(int(number), int(call["chat_id"]), datetime.fromisoformat(call["at"]))


@dataclass
class Audit:
    """What is wrong, in words, and the figures of a run."""

    breaches: list[str]
    reminders: int
    most: int
    doubled: int
    states: Counter[str]

    def __str__(self) -> str:
        ends = ", ".join(f"{count} {state}" for state, count in sorted(self.states.items()))
        return f"reminders: {self.reminders} ({ends}); at most {self.most} copies, {self.doubled} doubled"


def audit(
    every: Sequence[Row], accepted: Sequence[Copy], until: datetime, pains: dict[int, datetime]
) -> Audit:
    """Hold what happened against the promises; `pains` is when each pain report was confirmed."""
    mine = defaultdict(list)
    for copy in accepted:
        mine[copy.occurrence_id].append(copy)
    due = [row for row in every if row.due_at < until]
    breaches = [*_twins(every), *_strangers(every, accepted), *_after_pain(accepted, pains)]
    for row in due:
        breaches += _wrong(row, mine[row.id], row.user_id in pains)
    counts = [len(found) for found in mine.values()]
    return Audit(
        breaches, len(due), max(counts, default=0), sum(count > 1 for count in counts),
        Counter(row.state for row in due),
    )  # fmt: skip


def told(figures: str, breaches: list[str]) -> list[str]:
    """Print the figures of a run, and the first of its breaches; all of them are given back."""
    print(f"{figures}; breaches: {len(breaches) or 'none'}")
    for breach in breaches[:20]:
        print(f"  {breach}")
    return breaches


def _wrong(row: Row, sent: Sequence[Copy], in_pain: bool) -> Iterator[str]:
    local = datetime.combine(row.day, time(*divmod(row.minute, 60)), tzinfo=ZoneInfo(row.zone))
    if row.slot == "daily" and local.astimezone(UTC) != row.due_at:
        yield f"reminder {row.id} is due at {row.due_at}, not at its hour"
    if len(sent) > min(2, row.starts):
        yield f"reminder {row.id} came {len(sent)} times after {row.starts} starts"
    if any(copy.at < row.due_at for copy in sent):
        yield f"reminder {row.id} came too early"
    if row.state in LIVE:
        yield f"reminder {row.id} was left {row.state}"
    if row.state == "expired" or (not sent and not in_pain):
        yield f"reminder {row.id} was lost ({row.state}, {row.starts} starts)"


def _twins(every: Sequence[Row]) -> Iterator[str]:
    for key, count in Counter((row.user_id, row.slot, row.day) for row in every).items():
        if count > 1:
            yield f"{count} reminders for {key}"


def _strangers(every: Sequence[Row], accepted: Sequence[Copy]) -> Iterator[str]:
    owners = {row.id: row.user_id for row in every}
    for copy in accepted:
        if owners.get(copy.occurrence_id) != copy.user_id:
            yield f"reminder {copy.occurrence_id} went to somebody else"


def _after_pain(accepted: Sequence[Copy], pains: dict[int, datetime]) -> Iterator[str]:
    late = [copy for copy in accepted if copy.user_id in pains and copy.at > pains[copy.user_id]]
    for copy in late:
        if copy.at > pains[copy.user_id] + ON_THE_WIRE:
            yield f"reminder {copy.occurrence_id} came {copy.at - pains[copy.user_id]} after a pain report"
    for user_id, count in Counter(copy.user_id for copy in late).items():
        if count > 1:
            yield f"{count} reminders of person {user_id} were under way at a pain report"


def _row(
    number: int,
    user_id: int,
    slot: str,
    day: Any,
    due_at: Any,
    state: str,
    starts: int,
    minute: int,
    zone: str,
) -> Row:
    if isinstance(day, str):
        day, due_at = date.fromisoformat(day), datetime.fromisoformat(due_at)
    return Row(number, user_id, slot, day, due_at.replace(tzinfo=UTC), state, starts, minute, zone)
