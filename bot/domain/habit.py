"""The if-then plan: after which cue and where a person unrolls the mat, tapped or in their own words."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 60
"""Characters of an answer in one's own words."""


class Cue(StrEnum):
    """Something that happens anyway every day; OWN is one that the person wrote."""

    COFFEE = "coffee"
    TEETH = "teeth"
    BREAKFAST = "breakfast"
    DRESSED = "dressed"
    HOME = "home"
    SUPPER = "supper"
    OWN = "own"


class Spot(StrEnum):
    """Where the mat lies; OWN is a place that the person wrote."""

    WINDOW = "window"
    BEDROOM = "bedroom"
    LIVING_ROOM = "living_room"
    HALL = "hall"
    WORK = "work"
    OWN = "own"


CUES = tuple(cue for cue in Cue if cue is not Cue.OWN)
SPOTS = tuple(spot for spot in Spot if spot is not Spot.OWN)


@dataclass(frozen=True, slots=True)
class Habit:
    """After `cue`, at `spot`; None as long as it is not chosen. The words belong to OWN."""

    cue: Cue | None = None
    spot: Spot | None = None
    own_cue: str = ""
    own_spot: str = ""


def cleaned(typed: str) -> str | None:
    """The words as they are kept: one line, nothing invisible; None when empty or beyond LONGEST."""
    spaced = "".join(" " if each.isspace() else each for each in unicodedata.normalize("NFC", typed))
    seen = "".join(each for each in spaced if unicodedata.category(each)[0] != "C")
    words = " ".join(seen.split())
    return words if 0 < len(words) <= LONGEST else None
