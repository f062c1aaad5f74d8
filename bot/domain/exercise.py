"""An exercise as the rules see it: its tier, ladder, sides and cautions; its words live in `content`."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.dose import Dose, Ladder, Measure


class Side(StrEnum):
    """How an exercise uses the sides: both at once, all of one then the other, or turn by turn."""

    BOTH = "both"
    EACH = "each"
    ALTERNATE = "alternate"


class Position(StrEnum):
    """Where the body is, in the order of one trip to the floor."""

    SUPINE = "supine"
    SIDE = "side"
    PRONE = "prone"
    ALL_FOURS = "all_fours"
    CHAIR = "chair"


class Caution(StrEnum):
    """What an exercise asks of the body; health answers remove exercises by these (docs/safety.md#tags)."""

    FLEX = "flex"
    EXT = "ext"
    LEVER = "lever"
    BP = "bp"
    NECK = "neck"
    WRIST_KNEE = "wrist_knee"
    PRONE = "prone"
    SUPINE = "supine"
    HIP = "hip"


class Equipment(StrEnum):
    """What has to lie ready."""

    MAT = "mat"
    ROLL = "roll"
    CHAIR = "chair"
    PILLOW = "pillow"
    SOFA = "sofa"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One of the 14 prescriptions; `tier` 1 gentle, 2 moderate, 3 demanding."""

    id: str
    tier: int
    measure: Measure
    side: Side
    position: Position
    ladder: Ladder
    cautions: frozenset[Caution] = frozenset()
    equipment: frozenset[Equipment] = frozenset()

    @property
    def sides(self) -> int:
        """On how many sides the dose is done: 1 or 2."""
        return 1 if self.side is Side.BOTH else 2

    def loaded_seconds(self, dose: Dose) -> int:
        """Time under load of `dose` over all sides, in seconds."""
        return dose.loaded_seconds() * self.sides
