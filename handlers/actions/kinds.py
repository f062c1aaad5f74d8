"""What every button means is a value: whole numbers only, never data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """What a tap means: whole numbers only, ids and expectations, never data."""


@dataclass(frozen=True)
class YesNo(Action):
    """`yes` is 1 or 0."""

    yes: int


@dataclass(frozen=True)
class OfStep(Action):
    """About the exercise at `cursor` of a session, as the button saw it."""

    session_id: int
    cursor: int
