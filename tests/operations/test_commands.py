"""Each command is imported when it is asked for, so only a look at all of them shows that they are there."""

import subprocess
import sys
from importlib import import_module

import pytest

from bot.__main__ import parser
from bot.simulation.__main__ import main as simulate


@pytest.mark.parametrize(
    "line", ["run", "demo", "check", "replay 7", "backup there.db", "restore", "keys new", "keys rotate"]
)
def test_every_command_is_there(line: str) -> None:
    module, name = parser().parse_args(line.split()).command
    assert callable(getattr(import_module(module), name))


def test_asking_for_help_waits_for_no_library() -> None:
    told = "import sys; from bot.__main__ import parser; parser(); print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert not {"telegram", "sqlalchemy", "aiohttp", "pydantic"} & set(imported.split())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--people 0", "a whole number from 1"),
        ("--days -1", "a whole number from 1"),
        ("--jobs many", "a whole number from 1"),
        ("--out /not/there/report.md", "there is no folder /not/there"),
    ],
)
def test_a_fleet_that_cannot_sail_says_so_before_it_leaves(
    line: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        simulate(line.split())
    assert ended.value.code == 2 and told in capsys.readouterr().err
