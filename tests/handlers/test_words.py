"""What a person reads: a routine and no medical care, without blame, and nothing telling on a lock screen."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.reminder import Invite, Occurrence, OccurrenceState
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


def test_an_invitation_tells_nothing_to_somebody_looking_over() -> None:
    held = Occurrence(1, 1, "daily", date(2026, 11, 24), NOW, NOW, NOW, OccurrenceState.SENDING, "me", 0)
    for invite in (Invite.SESSION, Invite.WAITING, Invite.PAUSED):
        invited = Invitation(held, invite, "en", timedelta(hours=2), date(2026, 11, 23))
        assert not TELLING.search(reminder.invitation(invited, Texts("en")).text)
