"""Whatever of a session is on the screen, the button for pain is on it too."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

import pytest

from bot.domain import hold
from bot.domain.prescription import Prescription
from bot.domain.reason import Because, Reason
from bot.domain.session import Hold, Session
from bot.services.outcomes import Step
from content import catalogue
from content.texts import Texts
from handlers.actions.stopping import Pain
from handlers.screen import Screen
from handlers.views import session, timer

CATALOGUE, TEXTS = catalogue.load(), Texts("en")
NOW = datetime(2026, 11, 24, tzinfo=UTC)
FIRST = Because(12, Reason.FIRST)


def screens(name: str) -> Iterator[Screen]:
    """A step usual and easier, with a lesson and without, and every phase of its timer, paused too."""
    exercise = CATALOGUE.exercises[name]
    dose = exercise.ladder.dose(0)
    for easier, lesson in product((False, True), (False, True)):
        shown = Session(NOW.date(), (Prescription(name, dose, 0, FIRST, easier),), 60, lesson=lesson)
        yield session.step(Step(5, shown, None), CATALOGUE, TEXTS)
    for since in (NOW, None):
        held = Session(NOW.date(), (Prescription(name, dose, 0, FIRST),), 60, hold=Hold(0, since))
        for second in range(hold.total_seconds(hold.timeline(exercise, dose))):
            yield timer.frame(Step(5, held, None), second, CATALOGUE, TEXTS)


@pytest.mark.parametrize("name", CATALOGUE.exercises)
def test_the_button_for_pain_is_on_every_screen_of_a_session(name: str) -> None:
    for screen in screens(name):
        assert any(button.action == Pain(5) for row in screen.rows for button in row), screen.text
