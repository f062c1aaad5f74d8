"""Health tags: which exercises a health answer removes, eases or limits (docs/safety.md#tags)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.dose import Measure
from bot.domain.exercise import Exercise


class Tag(StrEnum):
    """A lasting health answer that shapes the programme after clearance."""

    OSTEOPOROSIS = "osteoporosis"
    DISC = "disc"
    NARROWING = "narrowing"
    PREGNANCY = "pregnancy"
    HEART = "heart"
    HERNIA = "hernia"
    WRIST_KNEE = "wrist_knee"
    NECK = "neck"
    HIP = "hip"


REMOVED: Mapping[Tag, frozenset[str]] = {
    Tag.OSTEOPOROSIS: frozenset({"curl_reach", "curl_hands_waist"}),
    Tag.DISC: frozenset({"curl_reach", "curl_hands_waist"}),
    Tag.NARROWING: frozenset({"prone_both_legs", "prone_arch", "swimmer", "chair_arch"}),
    Tag.HERNIA: frozenset(
        {
            "legs_hold",
            "scissors",
            "curl_hands_waist",
            "prone_leg",
            "prone_both_legs",
            "prone_arch",
            "swimmer",
        }
    ),
    Tag.HIP: frozenset({"side_leg_raise", "side_double_leg"}),
}
"""Exercises that a tag takes out, by id (clinical notes 3.3)."""

KEPT_IN_PREGNANCY = frozenset({"bird_dog", "side_turn", "side_leg_raise"})
"""Nothing on the back or the belly; only these stay, and only with a clinician's yes (3.3, source 28)."""

EASED: Mapping[Tag, frozenset[str]] = {
    Tag.WRIST_KNEE: frozenset({"bird_dog", "side_turn"}),
    Tag.NECK: frozenset({"curl_reach", "curl_hands_waist"}),
}
"""Exercises shown in their easier form with a tag (3.3)."""

MAX_TIER_WITH_HEART = 2
MAX_HOLD_WITH_HEART = 5
"""Blood pressure or heart: nothing demanding, holds of at most 5 seconds (3.3)."""


def removed(tags: frozenset[Tag], exercise: Exercise) -> bool:
    """Whether `tags` take the exercise out of the programme."""
    if not tags:
        return False
    if Tag.PREGNANCY in tags and exercise.id not in KEPT_IN_PREGNANCY:
        return True
    if Tag.HEART in tags and exercise.tier > MAX_TIER_WITH_HEART:
        return True
    return any(exercise.id in REMOVED.get(tag, ()) for tag in tags)


@dataclass(frozen=True, slots=True)
class Effect:
    """What tags do to the programme: ids of exercises that stay out, and of those shown easier."""

    removed: tuple[str, ...]
    eased: tuple[str, ...]
    limits_holds: bool


def effect(tags: frozenset[Tag], exercises: Collection[Exercise]) -> Effect:
    """What `tags` do to `exercises`, in their order."""
    out = tuple(each.id for each in exercises if removed(tags, each))
    easier = tuple(each.id for each in exercises if each.id not in out and eased(tags, each.id))
    return Effect(out, easier, Tag.HEART in tags)


def eased(tags: frozenset[Tag], exercise_id: str) -> bool:
    """Whether `tags` ask for the easier form."""
    return any(exercise_id in EASED.get(tag, ()) for tag in tags)


def cap(tags: frozenset[Tag], exercise: Exercise) -> int:
    """The highest rung that `tags` allow."""
    ladder = exercise.ladder
    if Tag.HEART not in tags or exercise.measure is not Measure.HOLD:
        return ladder.cap
    fitting = (rung for rung, dose in enumerate(ladder.doses) if dose.seconds <= MAX_HOLD_WITH_HEART)
    return max(fitting, default=0)
