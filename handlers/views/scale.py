"""The buttons 0 to 10."""

from collections.abc import Callable

from handlers.actions.kinds import Action
from handlers.screen import Button, Rows


def scale(action: Callable[[int], Action]) -> Rows:
    """One button for each number, in two rows."""
    keys = [Button(str(number), action(number)) for number in range(11)]
    return (tuple(keys[:6]), tuple(keys[6:]))
