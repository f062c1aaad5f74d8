"""Buttons side by side."""

from collections.abc import Sequence

from handlers.screen import Button, Rows


def in_rows(keys: Sequence[Button], wide: int = 2) -> Rows:
    """The buttons in their order, `wide` of them to a row."""
    return tuple(tuple(keys[start : start + wide]) for start in range(0, len(keys), wide))
