"""What a due reminder becomes, by the state of the plan: the reminders column of clinical notes 4."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.attention import CLEARANCE_DAYS, FIRST, NUDGE, Attention
from bot.domain.coach import apply
from bot.domain.invite import REST_DAYS, invite_for
from bot.domain.log import DaysChosen, PausedByUser, UrgentAnswered
from bot.domain.plan import Plan
from bot.domain.reminder import DAILY, Invite, Occurrence, OccurrenceState, woken
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME


def due(day: date, slot: str = DAILY, starts: int = 0) -> Occurrence:
    """A reminder due at eight."""
    at = Diary(day).now
    later = at + timedelta(hours=3)
    return Occurrence(1, 1, slot, day, at, later, at, OccurrenceState.CLAIMED, None, starts)


def asked(diary: Diary, slot: str = DAILY) -> Invite | None:
    """What today's reminder becomes."""
    return invite_for(diary.plan, due(diary.day, slot), diary.day, trained=False)


def test_a_running_plan_invites_on_training_days_until_the_session_is_done() -> None:
    diary = Diary().enrol()
    diary.must(DaysChosen, weekdays=frozenset({0, 2, 4}))
    found = []
    for _ in range(7):
        found.append(asked(diary))
        diary.wait()
    assert [invite is Invite.SESSION for invite in found] == [True, False, True, False, True, False, False]
    assert asked(diary.wait(), slot="later-1") is Invite.SESSION  # put off from Monday to Tuesday
    assert invite_for(diary.plan, due(diary.day), diary.day, trained=True) is None


def test_a_pause_for_pain_asks_once_a_day_and_after_a_silent_week_once_a_week() -> None:
    diary = Diary().enrol()
    diary.hurt(2)
    assert asked(diary) is None
    found = []
    for _ in range(30):
        diary.wait()
        found.append(asked(diary) is Invite.CHECK_IN)
    assert found == [day <= 6 or day % 7 == 0 for day in range(1, 31)]


def test_an_answer_ends_the_asking_for_that_day() -> None:
    diary = Diary().enrol()
    diary.hurt(2)
    diary.wait(8).check_in(0)
    assert asked(diary) is None
    assert asked(diary.wait()) is Invite.CHECK_IN
    assert asked(diary, slot="later-1") is None


@pytest.mark.parametrize("days", range(60))
def test_who_waits_for_a_clinician_hears_on_a_few_days_only(days: int) -> None:
    diary = Diary().enrol()
    diary.must(UrgentAnswered, any=True)
    assert (asked(diary.wait(days)) is Invite.WAITING) == (days in CLEARANCE_DAYS)


@pytest.mark.parametrize("days", range(60))
def test_who_takes_a_break_is_asked_three_times(days: int) -> None:
    diary = Diary().enrol()
    diary.must(PausedByUser)
    assert (asked(diary.wait(days)) is Invite.PAUSED) == (days in REST_DAYS)


def test_a_break_is_counted_in_the_days_of_the_person() -> None:
    diary = Diary().enrol()
    yesterday_in_utc = PausedByUser(at=diary.now - timedelta(hours=20), day=diary.day)
    plan = apply(diary.plan, yesterday_in_utc, PROGRAMME)
    assert isinstance(plan, Plan)
    days = [diary.day + timedelta(days=n) for n in range(40)]
    asked_on = [n for n, day in enumerate(days) if invite_for(plan, due(day), day, trained=False)]
    assert asked_on == [7, 21, 35]


def test_a_nudge_needs_an_unanswered_invitation_and_the_wish_for_it() -> None:
    diary = Diary().enrol()
    held = due(diary.day, NUDGE)

    def nudged(trained: bool = False, **fields: Any) -> bool:
        return invite_for(diary.plan, held, diary.day, trained, Attention(**fields)) is Invite.NUDGE

    assert nudged(ignored=1)
    assert not nudged(ignored=0)
    assert not nudged(ignored=1, nudging=False)
    assert not nudged(ignored=1, trained=True)
    diary.must(PausedByUser)
    assert not nudged(ignored=1)


def test_words_about_the_first_questions_are_never_an_invitation() -> None:
    diary = Diary().enrol()
    assert [asked(diary, slot) for slot in FIRST] == [None, None]


def test_nobody_is_invited_before_the_plan_has_opened() -> None:
    diary = Diary()
    assert invite_for(Plan(), due(diary.day), diary.day, trained=False) is None


@pytest.mark.parametrize(
    ("starts", "hours", "wanted"),
    [
        (0, 0, OccurrenceState.CLAIMED),
        (1, 0, OccurrenceState.CLAIMED),
        (2, 0, OccurrenceState.CLAIMED),
        (3, 0, OccurrenceState.UNKNOWN),
        (0, 3, OccurrenceState.EXPIRED),
        (1, 3, OccurrenceState.UNKNOWN),
    ],
)
def test_what_becomes_of_a_reminder_that_woke(starts: int, hours: int, wanted: OccurrenceState) -> None:
    held = due(date(2026, 1, 5), starts=starts)
    now: datetime = held.due_at + timedelta(hours=hours)
    assert woken(held, now) is wanted
