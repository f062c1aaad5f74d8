"""Corrections of the last three days: recomputed, never more than was shown, refused with the reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.coach import apply, replay
from bot.domain.happening import Effort, Outcome, Result
from bot.domain.log import PausedByUser, SessionBuilt
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.domain.plan import PlanState
from bot.domain.reason import Reason
from bot.domain.refusal import Refusal, Refused
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME
from tests.domain.fixing import fix
from tests.domain.returns import returning

EASY, RIGHT, HARD = Effort.EASY, Effort.RIGHT, Effort.HARD
DONE, PARTIAL, SKIPPED = Outcome


def undone(diary: Diary, session_id: int) -> Any:
    """That session was not done at all."""
    return diary.say(SessionCorrected, session_id=session_id, results=())


def twin(diary: Diary, effort: Effort | None, other: Any = None) -> Diary:
    """The same person who said the right thing at once."""
    diary.train(effort, other)
    return diary


def essence(diary: Diary) -> object:
    """What the rules go by, without when things were said."""
    plan = diary.plan
    return plan.progress, plan.trained_on, plan.done_on, plan.efforts, plan.press_days, plan.state


@pytest.mark.parametrize("days", [2, 12, 40, 70])
@pytest.mark.parametrize(
    ("said", "right"),
    [
        ((EASY, None), (HARD, None)), ((HARD, None), (EASY, None)), ((None, None), (RIGHT, None)),
        ((RIGHT, None), (None, SKIPPED)), ((None, SKIPPED), (RIGHT, None)),
        ((RIGHT, {"press": PARTIAL}), (RIGHT, None)), ((RIGHT, None), (EASY, {"press": PARTIAL})),
    ],
)  # fmt: skip
def test_a_correction_of_the_last_session_is_as_if_it_had_been_said_at_once(
    days: int, said: Any, right: Any
) -> None:
    once, later = (Diary().enrol().train_daily(days, EASY) for _ in range(2))
    twin(once, *right)
    twin(later, *said)
    effort, other = right
    if other is SKIPPED:
        undone(later, later.sessions)
    else:
        fix(later, later.sessions, effort, **(other or {}))
    assert essence(later) == essence(once)
    assert replay(later.log, PROGRAMME) == later.plan


def test_a_rise_that_was_not_earned_is_taken_back() -> None:
    diary = Diary().enrol()
    for _ in range(40):
        before = {name: p.rung for name, p in diary.plan.progress.items()}
        diary.train(EASY)
        risen = [name for name, rung in before.items() if diary.rung(name) > rung]
        if risen and diary.day_number > 12:
            break
        diary.wait()
    assert risen
    assert not isinstance(undone(diary, diary.sessions - 1), Refused)
    assert all(diary.rung(name) == before[name] for name in risen)
    assert replay(diary.log, PROGRAMME) == diary.plan


@pytest.mark.parametrize("days", [20, 40, 70, 110])
def test_a_better_day_raises_nothing_that_was_shown_since(days: int) -> None:
    diary = Diary().enrol().train_daily(days, EASY)
    diary.train(HARD)
    diary.wait().train(HARD)
    corrected = diary.sessions
    diary.wait().open()
    shown = {p.exercise_id: p.rung for p in diary.plan.sitting.shown.prescriptions}  # type: ignore[union-attr]
    assert not isinstance(fix(diary, corrected, EASY), Refused)
    assert all(diary.rung(name) <= rung for name, rung in shown.items())
    kept = [p for p in diary.plan.progress.values() if p.because and p.because.reason is Reason.CORRECTED]
    assert kept


def test_nothing_opens_in_the_past() -> None:
    """On the day on which something would have opened, had the session before been told as done at once."""
    plain = Diary().enrol().train_daily(120, EASY)
    opened = {p.unlocked_on for name, p in plain.plan.progress.items() if PROGRAMME.exercises[name].tier > 1}
    assert len(opened) > 6
    for day in opened:
        assert day is not None
        diary = Diary().enrol().train_daily((day - plain.started).days - 1, EASY)
        diary.train(EASY, {"press": PARTIAL})
        diary.wait().open()
        before = {name for name, p in diary.plan.progress.items() if p.unlocked_on}
        assert not isinstance(fix(diary, diary.sessions - 1, EASY), Refused)
        assert {name for name, p in diary.plan.progress.items() if p.unlocked_on} == before


def test_the_session_on_the_screen_stays_as_it_is() -> None:
    diary = Diary().enrol().train_daily(40, EASY)
    diary.open()
    shown = diary.plan.sitting.shown  # type: ignore[union-attr]
    undone(diary, diary.sessions - 1)
    assert diary.plan.sitting is not None and diary.plan.sitting.shown == shown
    names = tuple(Result(p.exercise_id, DONE) for p in shown.prescriptions)
    assert not isinstance(diary.say(_closed(), session_id=diary.sessions, results=names), Refused)


def _closed() -> Any:
    from bot.domain.log import SessionClosed

    return SessionClosed


@pytest.mark.parametrize("days", range(6))
def test_only_the_last_three_days_can_be_corrected(days: int) -> None:
    diary = Diary().enrol().train_daily(10)
    diary.train()
    diary.wait(days)
    found = undone(diary, diary.sessions)
    assert isinstance(found, Refused) == (days > 3)
    assert days <= 3 or found.reason is Refusal.TOO_OLD


def test_what_cannot_be_is_refused_with_its_reason_and_changes_nothing() -> None:
    diary = Diary().enrol().train_daily(10)
    diary.train()
    diary.train()
    first, second, plan = diary.sessions - 1, diary.sessions, diary.plan
    backflip = (Result("backflip", DONE),)
    assert undone(diary, second) == Refused(Refusal.TWO_ON_ONE_DAY)
    assert undone(diary, 999) == Refused(Refusal.UNKNOWN_SESSION)
    assert diary.say(SessionCorrected, session_id=first, results=backflip) == Refused(
        Refusal.UNKNOWN_EXERCISE
    )
    assert fix(diary, first, RIGHT) == Refused(Refusal.ALREADY_ANSWERED)
    for days, reason in ((-1, Refusal.IN_THE_FUTURE), (0, Refusal.NOT_NOW), (1, Refusal.TWO_ON_ONE_DAY),
                         (4, Refusal.TOO_OLD)):  # fmt: skip
        assert diary.say(TrainedUntold, on=diary.day - timedelta(days=days)) == Refused(reason)
    diary.wait().open()
    assert undone(diary, diary.sessions) == Refused(Refusal.UNKNOWN_SESSION)
    assert diary.plan.progress.keys() == plan.progress.keys()


@pytest.mark.parametrize("days", range(4))
def test_a_day_of_pain_and_what_came_before_it_stay_as_they_are(days: int) -> None:
    diary = Diary().enrol().train_daily(10)
    diary.train()
    session_id = diary.sessions
    diary.wait(days)
    diary.hurt(2)
    plan = diary.plan
    assert undone(diary, session_id) == Refused(Refusal.WITH_PAIN)
    assert diary.say(TrainedUntold, on=diary.day - timedelta(days=1)) == Refused(Refusal.WITH_PAIN)
    assert diary.plan == plan


def test_after_the_return_the_days_before_the_pain_are_still_closed() -> None:
    diary = Diary().enrol().train_daily(30, EASY)
    diary.train()
    session_id = diary.sessions
    diary.hurt(1)
    diary.restart(after_days=2)
    assert undone(diary, session_id) == Refused(Refusal.WITH_PAIN)


def test_a_session_of_the_return_that_was_not_done_leads_back_into_it() -> None:
    diary = returning().train_daily(7)
    diary.train()
    assert diary.stands(PlanState.ACTIVE)
    undone(diary, diary.sessions - 1)
    assert diary.stands(PlanState.ACTIVE)  # six of the seven are enough
    undone(diary, diary.sessions - 2)
    assert diary.stands(PlanState.RECOVERY)
    assert replay(diary.log, PROGRAMME) == diary.plan


def test_trained_without_telling_ends_the_gap_and_earns_nothing() -> None:
    told, silent = (Diary().enrol().train_daily(40, EASY) for _ in range(2))
    for diary in (told, silent):
        diary.wait(7)
    assert told.say(TrainedUntold, on=told.day - timedelta(days=2)) is told.plan
    rungs = {name: p.rung for name, p in told.plan.progress.items()}
    told.open()
    silent.open()
    assert all(told.rung(name) <= rung for name, rung in rungs.items())
    assert any(told.rung(name) > silent.rung(name) for name in rungs)


@pytest.mark.parametrize("days", [10, 20, 40, 70])
def test_one_day_told_at_the_end_of_a_gap_keeps_what_the_gap_takes(days: int) -> None:
    told, silent = (Diary().enrol().train_daily(80, EASY).wait(days) for _ in range(2))
    told.must(TrainedUntold, on=told.day - timedelta(days=1))
    told.open()
    silent.open()
    for name, found in silent.plan.progress.items():
        assert told.rung(name) <= found.rung
        assert told.plan.progress[name].unlocked_on is None or found.unlocked_on is not None


def test_nobody_trained_in_a_pause() -> None:
    diary = Diary().enrol().train_daily(10)
    diary.must(PausedByUser)
    diary.wait(2)
    assert diary.say(TrainedUntold, on=diary.day - timedelta(days=1)) == Refused(Refusal.NOT_NOW)


def test_several_corrections_of_several_days_hold_together() -> None:
    diary = Diary().enrol().train_daily(40, EASY)
    ids = [diary.sessions - n for n in range(3)]
    for session_id in ids:
        undone(diary, session_id)
    assert len({diary.day - timedelta(days=n) for n in (1, 2, 3)} & set(diary.plan.trained_days)) == 0
    for session_id in reversed(ids):
        fix(diary, session_id, EASY)
    assert {diary.day - timedelta(days=n) for n in (1, 2, 3)} <= set(diary.plan.trained_days)
    assert replay(diary.log, PROGRAMME) == diary.plan


def test_a_correction_alone_is_no_step_of_the_fold() -> None:
    diary = Diary().enrol().train_daily(3)
    event = SessionCorrected(at=diary.now, day=diary.day, session_id=1, results=())
    assert isinstance(apply(diary.plan, event, PROGRAMME), Refused)
    assert date.min < diary.day and not [e for e in diary.log if isinstance(e, SessionBuilt)][3:]
