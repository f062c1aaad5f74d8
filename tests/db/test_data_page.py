"""DATA.md names every column with its purpose and how long it is kept, and nothing that is not there."""

import re
from pathlib import Path

from sqlmodel import SQLModel

import db.tables  # noqa: F401  (fills the metadata)
from bot.services import retention
from db import rotation

PAGE = (Path(__file__).parent.parent.parent / "DATA.md").read_text()


def described() -> dict[str, dict[str, tuple[str, str]]]:
    """Each table of the page: its columns with purpose and time."""
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    return {
        found[1]: {
            name: (purpose.strip(), kept.strip())
            for name, purpose, kept in re.findall(r"^\| `(\w+)` \|(.*)\|(.*)\|$", section, re.MULTILINE)
        }
        for section in sections
        if (found := re.match(r"`(\w+)`\n", section))
    }


def test_every_column_stands_on_the_page_and_no_other() -> None:
    there = {name: set(table.columns.keys()) for name, table in SQLModel.metadata.tables.items()}
    assert {name: set(columns) for name, columns in described().items()} == there


def test_every_column_has_a_purpose_and_a_time() -> None:
    missing = [
        f"{table}.{column}"
        for table, columns in described().items()
        for column, (purpose, kept) in columns.items()
        if len(purpose) < 5 or len(kept) < 5
    ]
    assert missing == []


def test_the_times_are_those_of_the_code() -> None:
    page = described()
    assert {kept for _, kept in page["receipt"].values()} == {f"{retention.RECEIPTS_KEPT.days} days"}
    assert {kept for _, kept in page["occurrence"].values()} == {f"{retention.REMINDERS_KEPT.days} days"}
    assert f"forgotten {retention.UNREACHABLE_KEPT.days} days" in PAGE


def test_the_sealed_columns_are_marked_and_no_others() -> None:
    marked = {
        (table, column)
        for table, columns in described().items()
        for column, (purpose, _) in columns.items()
        if "*sealed*" in purpose
    }
    assert marked == {(table.name, column.name) for table, column in rotation.sealed_columns()}
