"""Each command is imported when it is asked for, so only a look at all of them shows that they are there."""

import subprocess
import sys
from importlib import import_module

import pytest

from bot.__main__ import parser


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
