"""What a person tells about wishes and circumstances: more events of the log."""

from dataclasses import dataclass

from bot.domain.exercise import Equipment
from bot.domain.happening import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAsIs(Happening):
    """An offer was declined for now: about an exercise, or (None) about the training days."""

    exercise_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentNoted(Happening):
    """Whether the person has such a thing."""

    item: Equipment
    has: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIll(Happening):
    """The pause for illness was a slip, or no illness at all: it is one's own pause again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpAnswered(Happening):
    """Whether the person has been up for an hour: before that nothing bends the back."""

    an_hour: bool
