"""The screening cards: answers in, verdict and health tags out (docs/safety.md#screening)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.tags import Tag


class AgeBand(StrEnum):
    """Card 1."""

    UNDER_18 = "under_18"
    FROM_18 = "18_49"
    FROM_50 = "50_69"
    FROM_70 = "70_up"


class Health(StrEnum):
    """Card 4, each item by itself; JOINT is the item when nobody asked which joint."""

    OSTEOPOROSIS = "osteoporosis"
    DISC = "disc"
    NARROWING = "narrowing"
    SURGERY = "surgery"
    PREGNANCY = "pregnancy"
    HEART = "heart"
    HERNIA = "hernia"
    LEG_PAIN = "leg_pain"
    LONG_PAIN = "long_pain"
    TOLD_NOT_TO = "told_not_to"
    WRIST_KNEE = "wrist_knee"
    HIP = "hip"
    SHOULDER = "shoulder"
    NECK = "neck"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Answers:
    """The six cards. `pain_now` is 0-10; `new_pain` is asked from 50 on, `active` from 70 on."""

    age: AgeBand
    emergency: bool = False
    urgent: bool = False
    health: frozenset[Health] = frozenset()
    pain_now: int = 0
    new_pain: bool = False
    active: bool = True
    confirmed: bool = False


class Verdict(StrEnum):
    """The outcome of the cards, gravest first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    REFUSE = "refuse"
    CLEARANCE = "clearance"
    UNCONFIRMED = "unconfirmed"
    CLEAR = "clear"


def verdict(answers: Answers) -> Verdict:
    """The gravest outcome that the answers ask for."""
    raise NotImplementedError


def tags(answers: Answers) -> frozenset[Tag]:
    """The lasting tags that the health card leaves behind."""
    raise NotImplementedError
