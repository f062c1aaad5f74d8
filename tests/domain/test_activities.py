"""The person's own activities: named, told in weeks 0, 6 and 12, and what moved."""

import pytest

from bot.domain import activities
from bot.domain.measured import Activity
from bot.domain.measures import ActivityDropped, ActivityNamed, ActivityRated
from bot.domain.refusal import Refusal, Refused
from bot.domain.weekly import Change
from tests.domain.diary import Diary


def named(*names: str) -> Diary:
    """The second day of a plan, with these activities."""
    diary = Diary().enrol().wait()
    for name in names:
        diary.must(ActivityNamed, name=name)
    return diary


def asked_on(diary: Diary, *, but_not: range = range(0)) -> list[int]:
    """On which days of the next twenty weeks one is asked, when one cannot be in some of them."""
    asked, found = None, []
    for _ in range(140):
        if diary.day_number not in but_not and activities.is_due(diary.plan, diary.day, asked):
            found.append(diary.day_number)
            asked = diary.day
        diary.wait()
    return found


def test_each_wave_is_asked_once() -> None:
    assert asked_on(named("shopping")) == [2, 43, 85]


def test_a_wave_that_falls_into_a_pause_is_asked_once_when_training_is_back() -> None:
    assert asked_on(named("shopping"), but_not=range(40, 71)) == [2, 71, 85]
    assert asked_on(named("shopping"), but_not=range(40, 120)) == [2, 120]


def test_who_has_named_nothing_is_not_asked_for_a_name_in_the_last_wave() -> None:
    assert asked_on(Diary().enrol()) == [2, 43]


def test_a_wave_is_due_until_all_are_told() -> None:
    diary = named("shopping", "sitting")
    for number in (0, 1):
        assert activities.unrated(diary.plan, diary.day) == number
        diary.must(ActivityRated, number=number, wave=0, score=4)
    assert activities.unrated(diary.plan, diary.day) is None
    diary.until(43)
    assert activities.unrated(diary.plan, diary.day) == 0


def test_three_at_a_time_and_none_twice() -> None:
    diary = named("shopping", "sitting", "stairs")
    assert diary.say(ActivityNamed, name="running") == Refused(Refusal.OUT_OF_RANGE)
    diary.must(ActivityDropped, number=1)
    assert diary.say(ActivityNamed, name="STAIRS") == Refused(Refusal.ALREADY_ANSWERED)
    diary.must(ActivityNamed, name="running")
    assert [each.name for each in diary.plan.activities] == ["shopping", "", "stairs", "running"]


def test_the_list_ends_somewhere() -> None:
    diary = named()
    for number in range(activities.MOST_EVER):
        diary.must(ActivityNamed, name=f"thing {number}")
        diary.must(ActivityDropped, number=number)
    assert diary.say(ActivityNamed, name="one more") == Refused(Refusal.OUT_OF_RANGE)


@pytest.mark.parametrize(
    ("number", "wave", "score", "refusal"),
    [
        (0, 0, 11, Refusal.OUT_OF_RANGE), (0, 0, -1, Refusal.OUT_OF_RANGE), (7, 0, 5, Refusal.OUT_OF_RANGE),
        (0, 6, 5, Refusal.NOT_NOW), (0, 12, 5, Refusal.NOT_NOW),
    ],
)  # fmt: skip
def test_what_is_out_of_place_changes_nothing(number: int, wave: int, score: int, refusal: Refusal) -> None:
    diary = named("shopping")
    assert diary.say(ActivityRated, number=number, wave=wave, score=score) == Refused(refusal)
    diary.must(ActivityRated, number=0, wave=0, score=5)
    assert diary.say(ActivityRated, number=0, wave=0, score=9) == Refused(Refusal.ALREADY_ANSWERED)


@pytest.mark.parametrize(
    ("scores", "change"),
    [
        ([[3]], None), ([[3, 5]], Change(2, False)), ([[3, 6]], Change(3, True)),
        ([[3, 5], [4, 6]], Change(2, True)), ([[3, 5], [4, 5]], Change(1.5, False)),
        ([[3, 9], [4]], Change(6, True)), ([[9, 2, 6], [5, 5, 1]], Change(-3.5, True)),
    ],
)  # fmt: skip
def test_a_change_of_several_counts_from_two_and_of_one_from_three(
    scores: list[list[int]], change: Change | None
) -> None:
    waves = [Activity(f"a{n}", tuple(zip((0, 6, 12), one, strict=False))) for n, one in enumerate(scores)]
    assert activities.trend(waves) == change


def test_naming_and_telling_change_no_dose() -> None:
    diary = named("shopping")
    before = diary.plan.progress
    diary.must(ActivityRated, number=0, wave=0, score=0)
    assert diary.plan.progress == before
