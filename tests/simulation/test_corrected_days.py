"""What the watch makes of days that are told anew: a mistake undone is no growth, and all else still is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.happening import Effort, Outcome
from bot.domain.measures import SessionCorrected
from bot.domain.plan import with_progress
from bot.domain.prescription import DayType
from bot.domain.reason import Because, Reason
from bot.simulation.books import Moment
from bot.simulation.loads import LOADED, load
from tests.domain.exercises import PROGRAMME
from tests.domain.fixing import fix
from tests.domain.watch import Watched

EASY, HARD = Effort.EASY, Effort.HARD


def twice_hard() -> Watched:
    """Far up the ladders, the last two sessions were hard by mistake: everything has stepped back."""
    diary = Watched()
    diary.enrol().train_daily(60, EASY)
    stood = sum(diary.books.loads[-1][1].values())
    for _ in range(5):
        diary.train(HARD)
        diary.wait()
    assert stood - sum(diary.books.loads[-1][1].values()) > 40
    return diary


def test_a_step_back_that_was_a_mistake_and_never_shown_is_no_growth_when_it_is_undone() -> None:
    diary = Watched()
    diary.enrol().train_daily(36, EASY).train_daily(3, HARD)  # two back days, and a front day between them
    before = load(diary.books.loads[-1][1], LOADED[DayType.BACK])
    diary.train(EASY)
    assert load(diary.books.loads[-1][1], LOADED[DayType.BACK]) < before - 30
    fix(diary, diary.sessions - 1, EASY)
    diary.wait().train_daily(12, EASY)


def test_growth_beyond_what_was_shown_since_is_still_found_after_a_correction() -> None:
    diary = twice_hard()
    stepped = diary.plan
    fix(diary, diary.sessions - 1, EASY)
    caps = {name: PROGRAMME.exercises[name].ladder.cap for name in stepped.progress}
    jumped = with_progress(stepped, {n: replace(p, rung=caps[n]) for n, p in stepped.progress.items()})
    broken = diary.see(Moment(stepped, diary.log[-1], jumped, jumped))
    assert "corrections add nothing to what was shown" in broken
    diary.plan = jumped
    with pytest.raises(AssertionError, match="6 weekly budget"):
        diary.wait().train(EASY)


def test_a_rise_that_a_correction_takes_back_in_an_easy_week_is_not_put_down_to_the_easy_week() -> None:
    diary = Watched()
    diary.enrol()
    while diary.day_number < 27 or not any(p.risen_on == diary.day for p in diary.plan.progress.values()):
        diary.wait().train(EASY)
    risen = [name for name, p in diary.plan.progress.items() if p.risen_on == diary.day]
    assert diary.day_number == 28, "the last day before the easy week"
    diary.wait().train(EASY)
    fix(diary, diary.sessions - 2, EASY, chair_arch=Outcome.PARTIAL)
    fallen = [name for name in risen if name != "chair_arch"]
    assert {diary.plan.progress[name].because for name in fallen} == {Because(12, Reason.CORRECTED)}


def test_a_dose_that_moves_with_its_old_reason_is_found_in_corrections_too() -> None:
    diary = twice_hard()
    name, found = next((n, p) for n, p in diary.plan.progress.items() if p.rung > 0)
    lower = with_progress(diary.plan, {name: replace(found, rung=found.rung - 1)})
    correction = SessionCorrected(
        at=diary.now, day=diary.day - timedelta(days=1), session_id=diary.sessions, results=(), effort=None
    )
    broken = diary.see(Moment(diary.plan, correction, lower, lower))
    assert "18 every change has its reason" in broken
