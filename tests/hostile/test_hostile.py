"""A short siege; `make fuzz` runs the long one."""

import shutil
from pathlib import Path

import pytest

from tests.hostile.siege import Siege, siege_of


@pytest.fixture
async def database(sqlite_template: Path, tmp_path: Path) -> Path:
    """An empty, migrated SQLite file."""
    return Path(shutil.copy(sqlite_template, tmp_path / "lumbo.db"))


async def test_forged_taps_change_nothing_of_others_and_are_all_answered(database: Path) -> None:
    async with siege_of(database, seed=1) as siege:
        await siege.taps(600)
        assert siege.findings == []


async def test_broken_updates_and_hostile_texts_hold_up_nobody(database: Path) -> None:
    async with siege_of(database, seed=2) as siege:
        await siege.updates(400)
        assert siege.findings == []
        await _goes_on(siege)


async def _goes_on(siege: Siege) -> None:
    training = siege.victims[0]
    await training.taps("Done")
    assert training.sees("How was it")
