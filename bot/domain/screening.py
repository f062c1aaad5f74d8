"""The screening cards: answers in, verdict and health tags out (docs/safety.md#screening)."""

from collections.abc import Mapping
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
    """Card 4, each item by itself; JOINT is the item when nobody asked which joint.

    STIFF_MORNINGS asks for nothing but a word at the next visit to a doctor (notes 3.1, NG65).
    """

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
    STIFF_MORNINGS = "stiff_mornings"


FROM_50 = (AgeBand.FROM_50, AgeBand.FROM_70)
"""From here on card 1 asks whether the back pain is new."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The six cards. `pain_now` is 0-10; `new_pain` is asked from 50 on, `active` from 70 on.

    `examined`: a clinician has said yes since the answers about age were given.
    """

    age: AgeBand
    emergency: bool = False
    urgent: bool = False
    health: frozenset[Health] = frozenset()
    pain_now: int = 0
    new_pain: bool = False
    active: bool = True
    confirmed: bool = False
    examined: bool = False


class Verdict(StrEnum):
    """The outcome of the cards, gravest first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    REFUSE = "refuse"
    CLEARANCE = "clearance"
    UNCONFIRMED = "unconfirmed"
    CLEAR = "clear"


CLEARANCE_ITEMS = frozenset(
    {
        Health.OSTEOPOROSIS,
        Health.DISC,
        Health.NARROWING,
        Health.SURGERY,
        Health.PREGNANCY,
        Health.HEART,
        Health.HERNIA,
        Health.LEG_PAIN,
        Health.LONG_PAIN,
        Health.TOLD_NOT_TO,
    }
)
"""Items of the health card that ask for a clinician's yes; joints alone only leave a tag (notes 3.2)."""

TAGGED: Mapping[Health, frozenset[Tag]] = {
    Health.OSTEOPOROSIS: frozenset({Tag.OSTEOPOROSIS}),
    Health.DISC: frozenset({Tag.DISC}),
    Health.NARROWING: frozenset({Tag.NARROWING}),
    Health.SURGERY: frozenset({Tag.HERNIA}),
    Health.PREGNANCY: frozenset({Tag.PREGNANCY}),
    Health.HEART: frozenset({Tag.HEART}),
    Health.HERNIA: frozenset({Tag.HERNIA}),
    Health.WRIST_KNEE: frozenset({Tag.WRIST_KNEE}),
    Health.HIP: frozenset({Tag.HIP}),
    Health.NECK: frozenset({Tag.NECK}),
    # Not asked which joint: as if it were the hip and the wrist.
    Health.JOINT: frozenset({Tag.WRIST_KNEE, Tag.HIP}),
}


def verdict(answers: Answers, cleared: frozenset[Health] = frozenset()) -> Verdict:
    """The gravest outcome that the answers ask for; items in `cleared` have had a clinician's yes."""
    if answers.emergency:
        return Verdict.EMERGENCY
    if answers.urgent:
        return Verdict.URGENT
    if answers.age is AgeBand.UNDER_18:
        return Verdict.REFUSE
    if needs_clearance(answers, cleared):
        return Verdict.CLEARANCE
    return Verdict.CLEAR if answers.confirmed else Verdict.UNCONFIRMED


def needs_clearance(answers: Answers, cleared: frozenset[Health]) -> bool:
    """Whether a clinician has to agree first: cards 1, 4 and 5."""
    of_age = not answers.examined and (is_new_pain(answers) or is_inactive(answers))
    return answers.pain_now > 0 or bool(items_to_clear(answers, cleared)) or of_age


def items_to_clear(answers: Answers, cleared: frozenset[Health]) -> frozenset[Health]:
    """The items of the health card that still want a clinician's yes."""
    return answers.health & CLEARANCE_ITEMS - cleared


def is_new_pain(answers: Answers) -> bool:
    """New back pain at 50 or more (card 1)."""
    return answers.age in FROM_50 and answers.new_pain


def is_inactive(answers: Answers) -> bool:
    """70 or more and not active on most days (card 1)."""
    return answers.age is AgeBand.FROM_70 and not answers.active


def tags(answers: Answers) -> frozenset[Tag]:
    """The lasting tags that the health card leaves behind."""
    return frozenset().union(*(TAGGED.get(item, frozenset()) for item in answers.health))
