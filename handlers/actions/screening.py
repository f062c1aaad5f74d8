"""The buttons of the screening cards."""

from dataclasses import dataclass

from handlers.actions.kinds import Action


@dataclass(frozen=True)
class AnswerCard(Action):
    """The answer to a card (an index into the rules' cards): an age band, 0-10, or 1 and 0."""

    card: int
    answer: int


@dataclass(frozen=True)
class Tick(Action):
    """Set (1) or take away (0) the tick of an item of the health card, an index into the rules' items."""

    item: int
    on: int


@dataclass(frozen=True)
class OpenCard(Action):
    """Ask a card again."""

    card: int
