"""What a person reads: a routine and no medical care, without blame, and nothing telling on a lock screen."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.domain.attention import FIRST, NUDGE, STOPPED_EARLY
from bot.domain.comeback import Comeback
from bot.domain.habit import Cue, Spot
from bot.domain.reminder import DAILY, Invite, Occurrence, OccurrenceState
from bot.domain.variety import TEMPLATES
from bot.services.ports import Invitation
from content.guide import FORBIDDEN
from content.texts import Texts
from handlers.views import reminder
from handlers.views.habit import CUE_WORDS, SPOT_WORDS

VIEWS = Path(reminder.__file__).parent
BLAME = re.compile(r"\b(missed|failed|lazy|should have|you forgot|shame|guilt)\b", re.IGNORECASE)
TELLING = re.compile(
    r"\b(back|spin\w+|bod\w+|muscle\w*|legs?|knees?|belly|pain\w*|hurt\w*|ach\w+|sore|ill\w*|sick|health\w*|safety|signs?|"
    r"doctor\w*|clinic\w*|physio\w*|medic\w*|diagnos\w*|exercis\w*|train\w*|session\w*|stretch\w*|mat|floor)\b",
    re.IGNORECASE,
)
GREETING = re.compile(r"\bwelcome\b|\b(good|nice|lovely) (to|that)\b", re.IGNORECASE)
NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
SAID = {*reminder.INVITATIONS, *reminder.COMEBACKS.values(), *CUE_WORDS.values(), *SPOT_WORDS.values()}


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


HELD = Occurrence(1, 1, DAILY, NOW.date(), NOW, NOW, NOW, OccurrenceState.SENDING, "me", 0)
GENTLE = Invitation(HELD, Invite.SESSION, "en", hour=time(7))
DAYS = [NOW.date() + timedelta(days=number) for number in range(TEMPLATES)]
GAPS = (None, *Comeback)


def reminders() -> Iterator[str]:
    """Every reminder there can be: each kind, day, slot, gap, fault of ours and chosen moment."""
    for invite, slot, day in product(Invite, (DAILY, NUDGE, "later-1", *FIRST, *STOPPED_EARLY), DAYS):
        told = replace(GENTLE, invite=invite, occurrence=replace(HELD, slot=slot, day=day))
        yield from map(words, (replace(told, back=gap) for gap in GAPS))
    for late, missed in product((None, timedelta(hours=2)), (None, date(2026, 11, 23))):
        yield words(replace(GENTLE, late=late, missed=missed))
    for cue, spot in product((None, *Cue), (None, *Spot)):
        yield words(replace(GENTLE, cue=cue, spot=spot))


def words(told: Invitation) -> str:
    return reminder.invitation(told, Texts("en")).text


def test_a_reminder_tells_nothing_to_somebody_looking_over() -> None:
    found = set(reminders())
    assert [text for text in found if TELLING.search(text)] == []
    assert {sentence for sentence in SAID if not any(sentence in text for text in found)} == set()


def test_a_reminder_does_not_greet_as_here_whom_nobody_has_heard_of() -> None:
    assert [text for text in reminders() if GREETING.search(text)] == []


def test_there_are_as_many_invitations_as_the_turn_counts_on() -> None:
    assert len(set(reminder.INVITATIONS)) == TEMPLATES


def test_typed_words_never_stand_in_a_reminder() -> None:
    assert "As you planned" not in words(replace(GENTLE, cue=Cue.OWN, spot=Spot.OWN))
    assert "As you planned: by the window." in words(replace(GENTLE, cue=Cue.OWN, spot=Spot.WINDOW))
