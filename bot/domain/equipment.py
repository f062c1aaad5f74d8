"""What a person has not got, and what an exercise becomes without it (docs/safety.md#equipment).

Some things are replaced by what every home has. Without a steady chair, or without the roll that limits
arching, an exercise comes in its easier form; a demanding one without the roll stays out.
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.exercise import Equipment, Exercise
from bot.domain.plan import Plan
from bot.domain.prescription import Prescription
from bot.domain.programme import Programme
from bot.domain.replacing import replace
from bot.domain.telling import EquipmentNoted

ASKED = (Equipment.CHAIR, Equipment.ROLL)
"""Asked about when an exercise first needs it; the others have a stand-in in every home."""


SEATED_WHEN_EASIER = frozenset({"press", "side_turn"})
"""Their easier form rests on a chair, though the usual one needs none."""


class Fit(StrEnum):
    """How an exercise is done without a thing that it needs, mildest first."""

    USUAL = "usual"
    STAND_IN = "stand_in"
    EASIER = "easier"
    OUT = "out"


_ORDER = tuple(Fit)


def lacking(answers: Mapping[Equipment, bool], exercise: Exercise) -> frozenset[Equipment]:
    """What the exercise needs in its usual or its easier form, and the person has not got."""
    if False not in answers.values():
        return frozenset()
    needed = exercise.equipment | ({Equipment.CHAIR} if exercise.id in SEATED_WHEN_EASIER else set())
    return frozenset(item for item in needed if answers.get(item) is False)


def fit(answers: Mapping[Equipment, bool], exercise: Exercise) -> Fit:
    """How the exercise is done with what is there."""
    if False not in answers.values():
        return Fit.USUAL
    found = (without(item, exercise) for item in lacking(answers, exercise) & exercise.equipment)
    return max(found, key=_ORDER.index, default=Fit.USUAL)


def without(item: Equipment, exercise: Exercise) -> Fit:
    """What the exercise becomes without this one thing."""
    match item:
        case Equipment.ROLL:
            return Fit.OUT if exercise.tier == 3 else Fit.EASIER
        case Equipment.CHAIR:
            return Fit.EASIER
        case _:
            return Fit.STAND_IN


def asks(plan: Plan, programme: Programme, exercise: Exercise) -> Equipment | None:
    """The thing to ask about with this exercise: not answered, and never needed before today."""
    return next((item for item in ASKED if item in exercise.equipment and _new(plan, programme, item)), None)


def _new(plan: Plan, programme: Programme, item: Equipment) -> bool:
    if item in plan.equipment:
        return False
    needing = (e.id for e in programme.exercises.values() if item in e.equipment)
    return all((found := plan.progress.get(name)) is None or found.shown_on is None for name in needing)


def note(plan: Plan, event: EquipmentNoted) -> Plan:
    """The answer is kept; what it takes out of an open session counts as never asked for."""
    return replace(plan, equipment={**plan.equipment, event.item: event.has})


def as_it_fits(plan: Plan, exercise: Exercise, prescription: Prescription) -> Prescription:
    """A prescription with what is lacking for it now."""
    return replace(
        prescription,
        easier=prescription.easier or fit(plan.equipment, exercise) is Fit.EASIER,
        lacking=lacking(plan.equipment, exercise),
        asks=None if prescription.asks in plan.equipment else prescription.asks,
    )
