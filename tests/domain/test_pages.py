"""Pages of a log that are kept give what the whole log gives, whatever became of it meanwhile."""

from bot.domain.coach import follow
from bot.domain.happening import Effort
from bot.services.diaries import MOST, Diaries
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME

ANNA = 7


def test_pages_that_are_kept_give_what_the_whole_log_gives() -> None:
    diary, diaries = Diary().enrol().train_daily(10), Diaries()
    for _ in range(3):
        assert diaries.read(ANNA, diary.log, PROGRAMME) == follow(diary.log, PROGRAMME)
        diary.train_daily(2, Effort.EASY)


def test_a_log_that_tells_otherwise_shares_no_page_with_what_is_kept() -> None:
    once, again, diaries = Diary().enrol(), Diary().enrol(), Diaries()
    once.train_daily(6, Effort.EASY)
    again.train_daily(6, Effort.HARD)
    diaries.read(ANNA, once.log, PROGRAMME)
    assert diaries.read(ANNA, again.log, PROGRAMME) == follow(again.log, PROGRAMME)
    assert diaries.read(ANNA, again.log[:4], PROGRAMME) == follow(again.log[:4], PROGRAMME)
    assert diaries.read(ANNA, [], PROGRAMME) == []


def test_only_the_last_readers_pages_are_kept() -> None:
    log, diaries = Diary().enrol().train_daily(2).log, Diaries()
    for number in range(MOST + 3):
        diaries.read(number, log, PROGRAMME)
    assert list(diaries._known) == list(range(3, MOST + 3))
