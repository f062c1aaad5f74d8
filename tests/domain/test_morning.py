"""The morning after a session: asked once, never in the way, and what makes a gentle return count."""

from datetime import timedelta

import pytest

from bot.domain import morning
from bot.domain.asking import Topic
from bot.domain.happening import Effort, Outcome, When
from bot.domain.measures import MorningAnswered, QuestionAsked
from bot.domain.plan import Morning, PlanState
from bot.domain.refusal import Refusal, Refused
from tests.domain.diary import Diary
from tests.domain.returns import returning


def trained() -> Diary:
    """The evening of the first session."""
    diary = Diary().enrol()
    diary.train()
    return diary


def test_it_is_open_from_the_next_day_until_it_is_answered() -> None:
    diary = trained()
    assert not morning.is_open(diary.plan, diary.day)
    for days in (1, 2, 30):
        assert morning.is_open(diary.plan, diary.day + timedelta(days=days))
    diary.wait().must(MorningAnswered, session_id=1, tired=True)
    assert diary.plan.sitting is not None and diary.plan.sitting.morning is Morning.TIRED
    assert not morning.is_open(diary.plan, diary.day)


def test_a_session_of_which_nothing_was_done_is_not_asked_about() -> None:
    diary = Diary().enrol()
    diary.train(None, Outcome.SKIPPED)
    assert not morning.is_open(diary.plan, diary.day + timedelta(days=1))


def test_start_asks_once_and_the_same_tap_again_shows_the_same_question() -> None:
    diary = trained().wait()
    assert morning.holds_start(diary.plan, diary.day, diary.now)
    diary.must(QuestionAsked, topic=Topic.MORNING)
    assert morning.holds_start(diary.plan, diary.day, diary.now + timedelta(seconds=5))
    assert not morning.holds_start(diary.plan, diary.day, diary.now + timedelta(minutes=1))
    assert morning.holds_start(diary.plan, diary.day + timedelta(days=1), diary.now + timedelta(days=1))


def test_answers_out_of_their_time_are_refused_with_the_reason() -> None:
    diary = trained()
    assert diary.say(MorningAnswered, session_id=1) == Refused(Refusal.NOT_NOW)
    diary.wait()
    assert diary.say(MorningAnswered, session_id=7) == Refused(Refusal.UNKNOWN_SESSION)
    diary.must(MorningAnswered, session_id=1)
    assert diary.say(MorningAnswered, session_id=1) == Refused(Refusal.ALREADY_ANSWERED)
    diary.train()
    assert diary.say(MorningAnswered, session_id=1) == Refused(Refusal.UNKNOWN_SESSION)


@pytest.mark.parametrize("nrs", [None, 1, 6, 7, 10])
def test_new_pain_the_next_morning_stops_the_plan(nrs: int | None) -> None:
    diary = trained().wait()
    diary.hurt(nrs, when=When.NEXT_MORNING, session_id=1)
    assert diary.stands(PlanState.NEEDS_CLEARANCE if (nrs or 0) >= 7 else PlanState.PAUSED_PAIN)
    assert diary.say(MorningAnswered, session_id=1) == Refused(Refusal.NOT_NOW)


def test_a_return_needs_six_calm_mornings_told() -> None:
    told, silent = returning(), returning()
    silent.tells_of_mornings = False
    for diary in (told, silent):
        diary.train_daily(7)
        diary.open()
    assert told.stands(PlanState.ACTIVE)
    assert silent.stands(PlanState.RECOVERY)
    silent.train_daily(30)
    silent.open()
    assert silent.stands(PlanState.RECOVERY)


def test_two_silent_mornings_cost_one_more_session_than_the_seven_days_allow() -> None:
    diary = returning()
    diary.train_daily(3)
    diary.tells_of_mornings = False
    diary.train_daily(2)
    diary.tells_of_mornings = True
    diary.train_daily(2)
    assert diary.open().recovery
    diary.train()
    assert not diary.wait().open().recovery


def test_the_morning_after_the_last_session_has_to_be_told_too() -> None:
    diary = returning().train_daily(7)
    assert diary.plan.recovery is not None and diary.plan.recovery.calm == 6
    silent = diary.copy()
    silent.tells_of_mornings = False
    assert silent.open().recovery
    assert not diary.open().recovery


def test_tired_muscles_count_as_a_calm_morning_and_change_no_dose() -> None:
    calm, tired = trained().wait(), trained().wait()
    calm.must(MorningAnswered, session_id=1)
    tired.must(MorningAnswered, session_id=1, tired=True)
    assert calm.train(Effort.EASY) == tired.train(Effort.EASY)
    assert calm.plan.progress == tired.plan.progress


def test_the_morning_after_pain_belongs_to_the_pain() -> None:
    diary = trained()
    diary.hurt(2)
    diary.restart(after_days=3)
    assert diary.stands(PlanState.RECOVERY)
    assert not morning.is_open(diary.plan, diary.day)
