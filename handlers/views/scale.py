"""The buttons 0 to 10."""

from collections.abc import Callable

from handlers.actions.kinds import Action
from handlers.screen import Button, Rows


def scale(action: Callable[[int], Action], least: int = 0) -> Rows:
    """One button for each number from `least` on, in two rows."""
    keys = [Button(str(number), action(number)) for number in range(least, 11)]
    return tuple(row for row in (tuple(keys[:6]), tuple(keys[6:])) if row)
