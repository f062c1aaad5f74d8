"""The buttons 0 to 10."""

from handlers.actions.stopping import CheckIn, RatePain
from handlers.screen import Button, Rows


def scale(action: type[CheckIn] | type[RatePain]) -> Rows:
    """One button for each number, in two rows."""
    keys = [Button(str(number), action(number)) for number in range(11)]
    return (tuple(keys[:6]), tuple(keys[6:]))
