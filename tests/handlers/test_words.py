"""What a person reads: a routine and no medical care, without blame, and nothing telling on a lock screen."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.comeback import Comeback
from bot.domain.habit import Cue, Spot
from bot.domain.reminder import Invite, Occurrence, OccurrenceState
from bot.domain.variety import TEMPLATES
from bot.services.ports import Invitation
from content.guide import FORBIDDEN
from content.texts import Texts
from handlers.views import reminder

VIEWS = Path(reminder.__file__).parent
BLAME = re.compile(r"\b(missed|failed|lazy|should have|you forgot|shame|guilt)\b", re.IGNORECASE)
TELLING = re.compile(r"\b(back|spine|pain|hurt|exercis\w*|physio\w*|health|diagnos\w*)\b", re.IGNORECASE)
NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


def sentences() -> Iterator[tuple[str, str]]:
    for path in VIEWS.glob("*.py"):
        tree = ast.parse(path.read_text())
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in documentation
            ):
                yield path.name, node.value


@pytest.mark.parametrize("pattern", [FORBIDDEN, BLAME])
def test_no_sentence_promises_care_or_blames(pattern: re.Pattern[str]) -> None:
    assert [(name, text) for name, text in sentences() if pattern.search(text)] == []


def invitations() -> Iterator[Invitation]:
    """Every kind of reminder, on twelve days, after every gap, with every moment chosen."""
    quiet = (Invite.NUDGE, Invite.ANOTHER_HOUR, Invite.FIRST_QUESTIONS, Invite.WAITING, Invite.PAUSED)
    for number in range(TEMPLATES):
        day = date(2026, 11, 24) + timedelta(days=number)
        held = Occurrence(1, 1, "daily", day, NOW, NOW, NOW, OccurrenceState.SENDING, "me", 0)
        told = Invitation(
            held, Invite.SESSION, "en", timedelta(hours=2), date(2026, 11, 23), hour=time(7),
            cue=list(Cue)[number % len(Cue)], spot=list(Spot)[number % len(Spot)],
            back=(None, *Comeback)[number % 4],
        )  # fmt: skip
        yield told
        yield replace(told, occurrence=replace(held, slot="later-1"))
        yield from (replace(told, invite=each) for each in quiet)


def test_an_invitation_tells_nothing_to_somebody_looking_over() -> None:
    texts = [reminder.invitation(each, Texts("en")).text for each in invitations()]
    assert [text for text in texts if TELLING.search(text)] == []
    assert all(any(words in text for text in texts) for words in reminder.INVITATIONS)


def test_there_are_as_many_invitations_as_the_turn_counts_on() -> None:
    assert len(set(reminder.INVITATIONS)) == TEMPLATES


def test_typed_words_never_stand_in_a_reminder() -> None:
    held = next(invitations())
    own = replace(held, cue=Cue.OWN, spot=Spot.OWN)
    assert "As you planned" not in reminder.invitation(own, Texts("en")).text
    half = replace(held, cue=Cue.OWN, spot=Spot.WINDOW)
    assert "As you planned: by the window." in reminder.invitation(half, Texts("en")).text
