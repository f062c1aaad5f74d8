"""The timer's words lead through both sides, the first one first."""

from datetime import UTC, datetime

import pytest

from bot.domain import hold
from bot.domain.exercise import Side
from bot.domain.prescription import Prescription
from bot.domain.reason import Because, Reason
from bot.domain.session import Hold, Session
from bot.services.outcomes import Step
from content import catalogue
from content.texts import Texts
from handlers.views import timer

CATALOGUE = catalogue.load()
NOW = datetime(2026, 11, 24, tzinfo=UTC)
FIRST, SECOND = ("one side", "first side"), ("the other side", "second side")
SIDED = [name for name, found in CATALOGUE.exercises.items() if found.side is not Side.BOTH]


def sides_told(name: str) -> list[int]:
    """The side named at each work of the timeline, in order."""
    exercise = CATALOGUE.exercises[name]
    dose = exercise.ladder.dose(0)
    shown = Session(
        NOW.date(), (Prescription(name, dose, 0, Because(12, Reason.FIRST)),), 60, hold=Hold(0, NOW)
    )
    told, begins = [], 0
    for phase in hold.timeline(exercise, dose):
        line = timer.frame(Step(1, shown, None), begins, CATALOGUE, Texts("en")).text
        if phase.side and phase.kind not in (hold.PhaseKind.CHANGE, hold.PhaseKind.REST):
            told.append(1 if any(words in line for words in FIRST) else 2)
            assert any(words in line for words in (FIRST, SECOND)[told[-1] - 1]), line
        begins += phase.seconds
    return told


@pytest.mark.parametrize("name", SIDED)
def test_the_words_name_the_first_side_and_then_the_second_as_often(name: str) -> None:
    told = sides_told(name)
    assert told.count(1) == told.count(2) > 0 and told[0] == 1
    if CATALOGUE.exercises[name].side is Side.EACH:
        assert told == sorted(told)
