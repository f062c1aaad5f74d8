"""With FIELD_KEY, what people report about pain cannot be read from a copied database."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from bot.domain.cards import Draft
from bot.domain.log import PausedByUser
from bot.domain.plan import Plan
from bot.domain.screening import Health
from db import people, personal, plans, rotation, sealing
from db.engine import Database
from db.sealing import SealError

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
EVENT = PausedByUser(at=NOW, day=date(2026, 11, 24))
CANARY = '"day":"2026-11-24"'
OLD, NEW = sealing.new_key(), sealing.new_key()


async def stored(database: Database) -> str:
    """Everything in the sealed columns, as it stands in the database."""
    async with database.read() as tx:
        statements = [
            f"SELECT {column.name} FROM {table.name}" for table, column in rotation.sealed_columns()
        ]
        rows = [row[0] for each in statements for row in await tx.exec(text(each)) if row[0]]
    return "\n".join(rows)


async def written(database: Database, user_id: int = 1) -> None:
    """One person with one event."""
    async with database.begin() as tx:
        await rotation.recognise(tx)
        person = await people.arrive(tx, user_id, "en", NOW)
        await people.save(tx, replace(person, cards=Draft(health=frozenset({Health.HERNIA}))))
        await plans.open_plan(tx, user_id, Plan())
        await plans.advance(tx, user_id, EVENT, Plan())


async def read_back(database: Database, user_id: int = 1) -> None:
    async with database.read() as tx:
        assert list(await plans.log(tx, user_id)) == [EVENT]
        assert await plans.get(tx, user_id) == Plan()


@pytest.fixture
async def sealed(database_url: str) -> AsyncIterator[Database]:
    """A database opened with a key, with one person's event in it."""
    database = Database(database_url, OLD)
    await written(database)
    yield database
    await database.close()


async def test_what_is_written_with_a_key_stands_nowhere_in_plain(sealed: Database) -> None:
    kept = await stored(sealed)
    assert kept.count("gAAAAA") == 3 and "{" not in kept
    if sealed.is_sqlite:
        path = sealed.file
        assert path is not None
        on_disk = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
        assert b"PausedByUser" in on_disk and CANARY.encode() not in on_disk and b"gAAAAA" in on_disk


async def test_without_a_key_the_same_search_finds_it(database: Database) -> None:
    await written(database)
    assert CANARY in await stored(database)


async def test_what_was_sealed_reads_back(sealed: Database) -> None:
    await read_back(sealed)


async def test_an_export_shows_plain_values(sealed: Database) -> None:
    async with sealed.read() as tx:
        kept = await personal.everything(tx, 1)
    assert kept["log"][0]["body"]["day"] == "2026-11-24"
    assert isinstance(kept["plan"][0]["snapshot"], dict)
    assert kept["person"][0]["draft_answers"]["health"] == ["hernia"]


async def test_plain_values_still_read_once_there_is_a_key(database: Database, database_url: str) -> None:
    await written(database)
    keyed = Database(database_url, OLD)
    await read_back(keyed)
    await keyed.close()


async def test_a_new_key_seals_everything_and_the_old_one_can_go(sealed: Database, database_url: str) -> None:
    both = Database(database_url, f"{NEW}, {OLD}")
    await written(both, 2)
    assert await rotation.rotate(both) == 3
    assert await rotation.rotate(both) == 0
    await both.close()
    alone = Database(database_url, NEW)
    async with alone.begin() as tx:
        await rotation.recognise(tx)
    await read_back(alone, 1)
    await read_back(alone, 2)
    await alone.close()


async def test_rotation_seals_what_was_plain(database: Database, database_url: str) -> None:
    await written(database)
    keyed = Database(database_url, OLD)
    assert await rotation.rotate(keyed) == 3
    assert CANARY not in await stored(keyed)
    await read_back(keyed)
    await keyed.close()


@pytest.mark.parametrize("key", ["", NEW])
async def test_a_wrong_or_missing_key_is_refused_and_nothing_changes(
    sealed: Database, database_url: str, key: str
) -> None:
    before = await stored(sealed)
    wrong = Database(database_url, key)
    with pytest.raises(SealError, match="FIELD_KEY"):
        async with wrong.begin() as tx:
            await rotation.recognise(tx)
    with pytest.raises(SealError, match="FIELD_KEY") as refused:
        async with wrong.read() as tx:
            await plans.log(tx, 1)
    assert key not in str(refused.value) or not key
    await wrong.close()
    assert await stored(sealed) == before
    async with sealed.begin() as tx:
        await rotation.recognise(tx)


async def test_a_changed_value_is_refused(sealed: Database) -> None:
    async with sealed.begin() as tx:
        await tx.exec(text("UPDATE log SET body = 'gAAAAA' || substr(body, 8)"))
    async with sealed.read() as tx:
        with pytest.raises(SealError):
            await plans.log(tx, 1)
