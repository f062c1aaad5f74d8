"""Telling a day anew, as tests do it."""

from typing import Any

from bot.domain import correcting
from bot.domain.happening import Effort, Outcome, Result
from bot.domain.measures import SessionCorrected
from tests.domain.diary import Diary


def fix(diary: Diary, session_id: int, effort: Effort | None = Effort.RIGHT, **other: Outcome) -> Any:
    """All done in that session but `other`."""
    sitting = correcting.sitting_of(diary.pages, session_id)
    names = [p.exercise_id for p in sitting.shown.prescriptions] if sitting else ["press"]
    results = tuple(Result(name, other.get(name, Outcome.DONE)) for name in names)
    return diary.say(SessionCorrected, session_id=session_id, results=results, effort=effort)
