"""When the cards of warning signs come again (clinical notes 3.2)."""

from datetime import timedelta

from bot.domain.log import (
    Enrolled,
    SessionBuilt,
)
from bot.domain.plan import Plan
from bot.domain.refusal import Refusal, Refused
from bot.domain.rescreening import rescreen_due
from bot.domain.screening import AgeBand, Answers
from tests.domain.diary import Diary

YOUNG, FIFTY, SEVENTY = AgeBand.FROM_18, AgeBand.FROM_50, AgeBand.FROM_70
CLEAR = Answers(YOUNG, confirmed=True)


def test_the_cards_come_again_every_28_days() -> None:
    diary = Diary().enrol().train_daily(27)
    assert not rescreen_due(diary.plan, diary.day, diary.now)
    diary.train()
    diary.wait()
    assert diary.say(SessionBuilt, session_id=999) == Refused(Refusal.RESCREEN_DUE)
    diary.clear_cards()
    assert not rescreen_due(diary.plan, diary.day, diary.now)
    diary.train_daily(27)
    assert not rescreen_due(diary.plan, diary.day, diary.now)
    assert rescreen_due(diary.plan, diary.day, diary.now + timedelta(days=1))


def test_after_a_gap_of_28_days_the_cards_are_answered_that_day() -> None:
    diary = Diary().enrol().train_daily(1)
    diary.wait(20).clear_cards()
    diary.wait(8)
    assert rescreen_due(diary.plan, diary.day, diary.now)
    diary.clear_cards()
    assert not rescreen_due(diary.plan, diary.day, diary.now)


def test_a_plan_without_any_card_asks_for_them() -> None:
    assert rescreen_due(Plan(), Diary().day, Diary().now)
    assert Diary().say(Enrolled) is not None
