"""The button for pain pressed again: once more the same report, or a new one."""

from datetime import timedelta

from bot.domain.happening import Place
from bot.domain.log import (
    PainRated,
    PainReported,
)
from bot.domain.refusal import Refused
from tests.domain.standing import ACTIVE, CLEARANCE, OWN, PAUSED, RECOVERY, at

DAY = timedelta(days=1)


def test_the_button_pressed_twice_is_pressed_once() -> None:
    for state in (ACTIVE, RECOVERY, OWN):
        diary = at(state)
        diary.must(PainReported, exercise_id="press")
        once = diary.plan
        diary.must(PainReported, exercise_id="press")
        assert diary.plan == once
        diary.must(PainReported)
        assert diary.plan == once


def test_the_button_pressed_on_another_day_of_the_pause_is_a_new_report() -> None:
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.wait().must(PainReported)
    assert diary.plan.pains[-1].day == diary.day and len(diary.plan.pains) == 1
    assert isinstance(diary.copy().restart(after_days=3), Refused)
    assert not isinstance(diary.restart(after_days=4), Refused)


def test_another_report_within_a_pause_starts_the_wait_anew() -> None:
    diary = at(ACTIVE)
    diary.hurt(3)
    diary.wait().check_in(0)
    diary.wait().check_in(0)
    diary.hurt(2, where=Place.LOW_BACK)
    assert diary.plan.state is PAUSED and len(diary.plan.pains) == 1
    assert diary.plan.pains[-1].nrs == 3
    assert isinstance(diary.copy().restart(after_days=1), Refused)
    assert not isinstance(diary.copy().restart(after_days=2), Refused)


def test_another_report_that_is_rated_worse_later_needs_a_clinician() -> None:
    diary = at(ACTIVE)
    diary.hurt(1)
    diary.wait().must(PainReported)
    diary.must(PainRated, nrs=3)
    assert diary.plan.state is CLEARANCE
