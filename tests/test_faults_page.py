"""The page of faults names tests that exist, one at least for each fault."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "faults.md"
THERE_IS_NO_MINI_APP = 49


def rows() -> dict[int, list[tuple[str, str]]]:
    """By the number of a fault, the files and tests in its row."""
    lines = (re.match(r"\| (\d+) \|(.*)", line) for line in PAGE.read_text().splitlines())
    return {int(row[1]): re.findall(r"`([\w/]+\.py)::(test_\w+)`", row[2]) for row in lines if row}


def those_in(path: Path) -> set[str]:
    found = ast.walk(ast.parse(path.read_text()))
    return {node.name for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_fault_has_a_test_that_exists() -> None:
    table = rows()
    assert list(table) == list(range(1, 56))
    assert [number for number, named in table.items() if not named] == [THERE_IS_NO_MINI_APP]
    for named in table.values():
        for file, test in named:
            assert test in those_in(TESTS / file), f"{file} has no {test}"
