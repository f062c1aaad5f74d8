"""Somebody who was hurt after weeks of training, and somebody on the way back from it."""

from datetime import timedelta

from bot.domain.log import ClearanceConfirmed, Consulted
from bot.domain.missing import READY, what_is_missing
from bot.domain.refusal import Refused
from tests.domain.diary import Diary
from tests.domain.standing import CLEARANCE, RECOVERY, at

GROWN = Diary().enrol().train_daily(46)
"""Days 1 to 46 of "right": everything moderate is open, and the first demanding exercise."""


def hurt(nrs: int = 2, exercise_id: str | None = None) -> Diary:
    """Pain on day 47, after the session of day 46."""
    diary = GROWN.copy()
    diary.hurt(nrs, exercise_id=exercise_id)
    return diary


def returning(exercise_id: str | None = None) -> Diary:
    """The morning of day 49, restarted."""
    diary = hurt(exercise_id=exercise_id)
    assert not isinstance(diary.restart(after_days=2), Refused)
    return diary


def ready(diary: Diary) -> Diary:
    """A person for whom only the restart is missing."""
    for _ in range(5):
        diary.wait().check_in(0)
    diary.now += timedelta(hours=4)
    diary.clear_cards()
    diary.must(Consulted, yes=True)
    if diary.stands(CLEARANCE):
        diary.must(ClearanceConfirmed, on=diary.day)
    assert what_is_missing(diary.plan, diary.now, diary.day) == READY
    return diary


def recovered(done: int, days: int) -> Diary:
    """RECOVERY after so many done sessions, on the morning so many days after its begin."""
    diary = at(RECOVERY)
    began = diary.day
    diary.train_daily(done)
    return diary.wait((began - diary.day).days + days)
