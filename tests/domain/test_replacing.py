"""The quick `replace` gives what the usual one gives, and refuses what that refuses."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

import bot.domain
from bot.domain.log import PainRated
from bot.domain.plan import Plan, Progress
from bot.domain.reason import Because, Reason
from bot.domain.replacing import replace

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        (Progress(3, points=2, hurt_on=(TODAY,)), {"rung": 4, "risen_on": TODAY}),
        (Plan(epoch=7, progress={"press": Progress(1)}), {"epoch": 8, "progress": {}}),
        (Progress(3), {}),
        (Because(12, Reason.FIRST), {"more": 3}),
    ],
)
def test_it_gives_what_dataclasses_give(value: Progress | Plan | Because, changes: dict[str, Any]) -> None:
    assert replace(value, **changes) == dataclasses.replace(value, **changes)


def test_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError):
        replace(Progress(3), height=2)  # type: ignore[call-arg]


def test_no_value_without_slots_looks_at_itself_when_it_is_made() -> None:
    """The quick copy would not let it."""
    values = (value for module in _modules() for value in vars(module).values())
    kinds = {value for value in values if isinstance(value, type) and dataclasses.is_dataclass(value)}
    assert Plan in kinds
    assert not [kind for kind in kinds if hasattr(kind, "__post_init__") and not hasattr(kind, "__slots__")]


def _modules() -> Iterator[ModuleType]:
    for found in iter_modules(bot.domain.__path__, "bot.domain."):
        yield import_module(found.name)


def test_what_looks_at_itself_when_it_is_made_does_so_in_copies_too() -> None:
    rated = PainRated(at=datetime(2026, 11, 24, tzinfo=UTC), day=TODAY, nrs=3)
    assert replace(rated, nrs=4).nrs == 4
    with pytest.raises(ValueError, match="time zone"):
        replace(rated, at=rated.at.replace(tzinfo=None))
