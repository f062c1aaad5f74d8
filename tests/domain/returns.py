"""Somebody who was hurt after weeks of training, and somebody on the way back from it."""

from bot.domain.refusal import Refused
from tests.domain.diary import Diary

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
