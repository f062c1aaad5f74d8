"""Who asked to be forgotten: salted hashes that outlive the database, so that no backup brings them back.

Telegram's ids are guessable, so the hash is slow: it hinders a search through all ids, it does not rule one
out. For SQLite the tombstones are also kept in a file beside the database, which a restore leaves alone.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import bindparam, select, text

from db import people
from db.engine import Database, Tx
from db.prepared import PERSON, TOMBSTONE, run

_LATEST_SALT = select(TOMBSTONE.c.salt).order_by(TOMBSTONE.c.at.desc()).limit(1)
_KNOWN = select(TOMBSTONE).order_by(TOMBSTONE.c.mark)
_PUT = text(
    "INSERT INTO tombstone (mark, salt, at) VALUES (:mark, :salt, :at)"
    " ON CONFLICT (mark) DO UPDATE SET salt = excluded.salt, at = excluded.at"
).bindparams(bindparam("at", type_=TOMBSTONE.c.at.type))
_EVERYBODY = select(PERSON.c.user_id, PERSON.c.created_at)
_COST = {"n": 2**10, "r": 8, "p": 1, "dklen": 16}


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Somebody was forgotten at this moment; `mark` is the hash of their id with `salt`."""

    mark: str
    salt: str
    at: datetime


async def bury(tx: Tx, user_id: int, at: datetime) -> None:
    """Note that this person asked to be forgotten."""
    salt = (await run(tx, _LATEST_SALT)).scalar() or secrets.token_hex(16)
    await run(tx, _PUT, mark=_mark(user_id, salt), salt=salt, at=at)


async def known(tx: Tx) -> Sequence[Tombstone]:
    """Every tombstone of the database."""
    rows = await run(tx, _KNOWN)
    return [Tombstone(row.mark, row.salt, row.at) for row in rows]


async def forget_again(tx: Tx, tombstones: Iterable[Tombstone]) -> int:
    """Delete the people who were forgotten after they came, and keep the tombstones; how many they were.

    Somebody who came anew after the tombstone stays.
    """
    latest: dict[tuple[str, str], datetime] = {}
    for each in [*await known(tx), *tombstones]:
        latest[each.salt, each.mark] = max(each.at, latest.get((each.salt, each.mark), each.at))
    for (salt, mark), at in latest.items():
        await run(tx, _PUT, mark=mark, salt=salt, at=at)
    gone = 0
    for user_id, came in await run(tx, _EVERYBODY):
        marks = ((salt, _mark(user_id, salt)) for salt in {salt for salt, _ in latest})
        if any(came <= latest[found] for found in marks if found in latest):
            await people.forget(tx, user_id)
            gone += 1
    return gone


def file_of(database_file: Path) -> Path:
    """Where the tombstones of an SQLite file lie."""
    return database_file.with_name(f"{database_file.name}.forgotten")


def read(path: Path) -> Sequence[Tombstone]:
    """The tombstones in a file; none when there is no file. ValueError when it is no such file."""
    lines = path.read_text().splitlines() if path.exists() else []
    try:
        found = [json.loads(line) for line in lines]
        return [Tombstone(each["mark"], each["salt"], datetime.fromisoformat(each["at"])) for each in found]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path} holds something else") from error


async def mirror(database: Database) -> bool:
    """Bring the file beside an SQLite database up to date; False when it cannot be written just now."""
    name = database.file
    if name is None:
        return True
    async with database.read() as tx:
        present = await known(tx)
    path = file_of(Path(name))
    try:
        every = {each.mark: each for each in [*read(path), *present]}
        if every:
            _write(path, every.values())
    except (OSError, ValueError):
        return False
    return True


def _write(path: Path, tombstones: Iterable[Tombstone]) -> None:
    lines = (
        json.dumps({"mark": each.mark, "salt": each.salt, "at": each.at.isoformat()}) for each in tombstones
    )
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text("".join(f"{line}\n" for line in lines))
    fresh.replace(path)


def _mark(user_id: int, salt: str) -> str:
    return hashlib.scrypt(str(user_id).encode(), salt=bytes.fromhex(salt), **_COST).hex()
