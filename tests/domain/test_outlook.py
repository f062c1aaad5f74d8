"""What would change a dose next, as a person reads it."""

from datetime import timedelta

from bot.domain.exercise import Exercise
from bot.domain.explaining import why
from bot.domain.happening import Effort, Outcome
from bot.domain.outlook import Next, Outlook
from bot.domain.refusal import Refused
from bot.domain.tags import Tag
from tests.domain.diary import Diary, exercise
from tests.domain.exercises import PROGRAMME


def following(diary: Diary, name: str) -> Outlook:
    found = why(diary.plan, PROGRAMME, name, diary.day)
    assert found is not None
    return found.outlook


def test_the_outlook_from_the_first_day_to_the_top() -> None:
    diary = Diary().enrol()
    assert following(diary, "press") == Outlook(Next.POINTS, count=4)
    diary.train(Effort.EASY)
    assert following(diary, "press") == Outlook(Next.POINTS, count=2)
    diary.wait().train(Effort.EASY)
    assert following(diary, "press") == Outlook(Next.READY)
    diary.wait().train()
    rise = diary.day
    diary.wait().train(Effort.EASY)
    diary.wait().train(Effort.EASY)
    assert following(diary, "press") == Outlook(Next.DATE, on=rise + timedelta(days=7))
    diary.train_daily(30)
    assert following(diary, "side_turn").first is Next.TOP


def test_the_outlook_after_a_short_an_unanswered_and_a_part_session() -> None:
    diary = Diary().enrol().train_daily(4, Effort.EASY)
    ready = diary.copy()
    ready.train(Effort.EASY, {"side_turn": Outcome.SKIPPED})
    assert following(ready, "press").first in (Next.FULL_SESSION, Next.DATE)
    assert following(ready, "side_leg_raise").first is Next.FULL_SESSION
    unanswered = diary.copy()
    unanswered.train(Effort.EASY)
    unanswered.wait().train(None)
    found = following(unanswered, "side_leg_raise").first
    assert found in (Next.ANSWER, Next.POINTS)


def test_the_outlook_in_a_pause_in_a_return_and_with_a_heart() -> None:
    diary = Diary().enrol().train_daily(20)
    diary.hurt(2)
    assert following(diary, "press") == Outlook(Next.RESTS)
    assert not isinstance(diary.restart(after_days=2), Refused)
    assert following(diary, "press") == Outlook(Next.RETURN, count=6, on=diary.day + timedelta(days=7))
    heart = Diary().enrol(tags=frozenset({Tag.HEART})).train_daily(60)
    found: Exercise = exercise("press")
    assert heart.rung("press") < found.ladder.cap and following(heart, "press") == Outlook(Next.HEALTH)
