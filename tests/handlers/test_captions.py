"""The longest screens: a step's caption and /why stay within what Telegram takes."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from bot.domain.exercise import Equipment
from bot.domain.prescription import Prescription
from bot.domain.programme import Programme
from bot.domain.reason import Because, Reason
from bot.domain.session import Session, complete, start
from bot.domain.tags import Tag
from bot.services.outcomes import Step
from bot.services.standings import standing_of
from content import catalogue
from content.fields import utf16_length
from content.texts import Texts
from handlers.views import progress
from handlers.views import session as view
from tests.domain.diary import Diary

CATALOGUE = catalogue.load()
TEXTS = Texts("en")
CAPTION, MESSAGE = 1024, 4096


def length(html: str) -> int:
    return utf16_length(re.sub(r"<[^>]+>", "", html))


def captions(name: str) -> Iterator[str]:
    """A step first and last, usual and eased, with a lesson, and with everything missing."""
    lacking = frozenset(Equipment)
    for easier, first in product((False, True), (False, True)):
        present = Prescription(
            name, CATALOGUE.exercises[name].ladder.dose(9), 9, Because(3, Reason.RECOVERY), easier, lacking
        )
        other = Prescription("prone_arch", present.dose, 0, present.because)
        prescriptions = (present, other) if first else (other, present)
        shown = Session(date(2026, 11, 26), prescriptions, 900, lesson=True)
        if not first:
            shown = view_second(shown)
        yield view.step(Step(1, shown, None), CATALOGUE, TEXTS).text


def view_second(shown: Session) -> Session:
    after = complete(shown, 0)
    assert isinstance(after, Session)
    return after


@pytest.mark.parametrize("name", CATALOGUE.exercises)
def test_a_step_fits_its_caption_with_room_for_longer_languages(name: str) -> None:
    assert max(map(length, captions(name))) * 1.2 <= CAPTION


def test_why_fits_a_message_all_year() -> None:
    programme = Programme(CATALOGUE.exercises)
    diary = Diary(programme=programme).enrol()
    for _ in range(150):
        found = [standing_of(diary.plan, programme, name, diary.day) for name in programme.exercises]
        assert length(progress.reasons(found, CATALOGUE, TEXTS).text) * 1.4 <= MESSAGE
        diary.train()
        diary.wait()


def test_nobody_is_sent_onto_their_back_whose_session_does_not_begin_there() -> None:
    diary = Diary(programme=Programme(CATALOGUE.exercises)).enrol(tags=frozenset({Tag.PREGNANCY}))
    said = view.step(Step(1, start(diary.today()), None), CATALOGUE, TEXTS).text
    assert "get comfortable" in said and "lie down" not in said and "Learn this one" not in said
    said = view.step(Step(1, start(Diary().enrol().today()), None), CATALOGUE, TEXTS).text
    assert "lie down" in said and "Learn this one" in said
