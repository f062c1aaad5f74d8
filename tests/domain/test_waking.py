"""Not within an hour of getting up: what bends the back waits, without blame."""

from datetime import time, timedelta

import pytest

from bot.domain.exercise import Caution
from bot.domain.happening import Outcome
from bot.domain.refusal import Refusal, Refused
from bot.domain.telling import UpAnswered
from bot.domain.waking import BENDING, question_due
from content import catalogue
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME


def grown() -> Diary:
    """Somebody whose Mondays hold both bending exercises."""
    diary = Diary().enrol().train_daily(77)
    assert diary.day.weekday() == 0
    return diary


def names(diary: Diary) -> set[str]:
    return {p.exercise_id for p in diary.today().prescriptions}


def test_bending_is_what_the_notes_call_loaded_bending() -> None:
    exercises = catalogue.load().exercises.values()
    assert {e.id for e in exercises if Caution.FLEX in e.cautions} == BENDING


@pytest.mark.parametrize(
    ("local", "asks"),
    [(time(0), True), (time(7), True), (time(11, 59), True), (time(12), False), (time(19), False)],
)
def test_the_question_is_for_mornings_with_bending(local: time, asks: bool) -> None:
    diary = grown()
    assert question_due(diary.plan, diary.today(), local) is asks
    diary.train()
    diary.wait()
    assert not question_due(diary.plan, diary.today(), local)  # a Tuesday bends nothing
    assert not question_due(Diary().enrol().plan, Diary().enrol().today(), local)


def test_it_is_asked_once_a_day() -> None:
    diary = grown()
    diary.must(UpAnswered, an_hour=True)
    assert not question_due(diary.plan, diary.today(), time(7))
    assert diary.say(UpAnswered, an_hour=False) == Refused(Refusal.ALREADY_ANSWERED)
    assert names(diary) >= BENDING


def test_not_yet_leaves_bending_out_for_an_hour_and_no_minute_longer() -> None:
    diary = grown()
    diary.must(UpAnswered, an_hour=False)
    answered = diary.now
    assert not names(diary) & BENDING and len(names(diary)) >= 3
    diary.now = answered + timedelta(minutes=59, seconds=59)
    assert not names(diary) & BENDING
    diary.now = answered + timedelta(hours=1)
    assert names(diary) >= BENDING


def test_a_session_without_bending_is_whole_and_nothing_was_skipped() -> None:
    diary = grown()
    before = {name: diary.plan.progress[name] for name in BENDING}
    diary.must(UpAnswered, an_hour=False)
    diary.train()
    assert {name: diary.plan.progress[name] for name in BENDING} == before
    assert diary.plan.done_on[-1] == diary.day
    assert all(found.last is not Outcome.SKIPPED for found in diary.plan.progress.values())


def test_the_same_session_once_more_stays_without_bending() -> None:
    diary = grown()
    diary.must(UpAnswered, an_hour=False)
    first = diary.train()
    diary.now += timedelta(hours=3)
    gentle = tuple(each for each in first.prescriptions if PROGRAMME.exercises[each.exercise_id].tier == 1)
    assert diary.today().prescriptions == gentle
