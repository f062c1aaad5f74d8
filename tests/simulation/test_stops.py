"""What the watch says when pain would not stop a plan, or would be forgotten too soon."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.log import PainReported, RestartAsked, SessionBuilt
from bot.domain.plan import PlanState
from bot.simulation.books import Books, Moment
from bot.simulation.invariants import ALWAYS, AT_BUILDING
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME


def complaints(books: Books, moment: Moment) -> list[str]:
    checks = {**ALWAYS, **(AT_BUILDING if isinstance(moment.event, SessionBuilt) else {})}
    return [name for name, check in checks.items() if any(check(books, moment))]


@pytest.fixture
def diary() -> Diary:
    """Somebody who has trained for two weeks."""
    found = Diary()
    found.enrol().train_daily(14)
    return found


def test_a_plan_that_goes_on_after_pain_is_seen(diary: Diary) -> None:
    event = PainReported(at=diary.now, day=diary.day)
    went_on = Moment(diary.plan, event, diary.plan, diary.plan)
    assert complaints(Books(PROGRAMME), went_on) == ["I5 pain stops the plan"]


@pytest.mark.parametrize(("hours", "seen"), [(47, ["10 two days of rest after pain"]), (48, [])])
def test_a_restart_within_two_days_of_pain_is_seen(diary: Diary, hours: int, seen: list[str]) -> None:
    books, before = Books(PROGRAMME), diary.plan
    stopped = diary.must(PainReported)
    books.note(Moment(before, diary.log[-1], stopped, stopped))
    at = diary.log[-1].at + timedelta(hours=hours)
    on = replace(before, state=PlanState.RECOVERY)
    assert complaints(books, Moment(stopped, RestartAsked(at=at, day=at.date()), on, on)) == seen


def test_a_session_that_is_built_after_pain_is_seen_whatever_the_plan_says(diary: Diary) -> None:
    books = Books(PROGRAMME)
    event = PainReported(at=diary.now, day=diary.day)
    books.note(Moment(diary.plan, event, diary.plan, diary.plan))
    before = diary.wait().plan
    diary.train()
    built = next(event for event in reversed(diary.log) if isinstance(event, SessionBuilt))
    assert "9, I5 no session in a pause" in complaints(books, Moment(before, built, diary.plan, diary.plan))
