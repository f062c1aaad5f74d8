"""The programme: the exercises by id, in the order of one trip to the floor."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.exercise import Exercise

PRESS = "press"


@dataclass(frozen=True)
class Programme:
    """All exercises by id; the order of the mapping is the order within a session."""

    exercises: Mapping[str, Exercise]
