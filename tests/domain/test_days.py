"""Which exercises a day holds, and how long it takes: clinical notes 6."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from bot.domain import duration
from bot.domain.choosing import shortened
from bot.domain.dose import Dose
from bot.domain.happening import Effort
from bot.domain.log import DaysChosen
from bot.domain.plan import with_progress
from bot.domain.prescription import DayType
from bot.domain.programme import DAYS, day_type, types_of
from tests.domain.diary import MONDAY, Diary, doses, exercise
from tests.domain.exercises import PROGRAMME

A, B, G = DayType.FRONT, DayType.BACK, DayType.GENTLE
WEEK = [MONDAY + timedelta(days=n) for n in range(7)]
DAILY = frozenset(range(7))


def types(days: list[date], weekdays: frozenset[int]) -> str:
    """The types of consecutive training days as letters."""
    last, found = None, ""
    for day in days:
        kind = day_type(day, weekdays, last)
        found += kind.value
        last = last if kind is G else (day, kind)
    return found


def test_who_trains_daily_follows_the_week() -> None:
    assert types(WEEK * 1 + [day + timedelta(days=7) for day in WEEK], DAILY) == "ABABABG" * 2


def test_who_trains_on_fewer_days_alternates_front_and_back() -> None:
    weeks = [MONDAY + timedelta(days=n) for n in range(28) if n % 7 in (0, 2, 4)]
    assert types(weeks, frozenset({0, 2, 4})) == "ABABABABABAB"


def test_an_extra_day_is_a_gentle_one() -> None:
    assert types(WEEK, frozenset({0, 2, 4})) == "AGBGAGG"


def test_the_same_type_never_comes_on_two_days_in_a_row() -> None:
    saturday, monday = WEEK[5], WEEK[0]
    assert day_type(saturday, DAILY, (saturday - timedelta(days=1), B)) is G
    assert day_type(monday, DAILY, (monday - timedelta(days=2), A)) is A


def test_moderate_and_demanding_exercises_rest_for_two_days_whatever_the_week() -> None:
    for weekdays in (DAILY, frozenset({0, 1, 2}), frozenset({0, 2, 4}), frozenset({0, 1, 2, 3, 4, 5})):
        diary = Diary().enrol()
        diary.must(DaysChosen, weekdays=weekdays)
        shown: dict[str, list[date]] = {}
        for _ in range(120):
            if diary.day.weekday() in weekdays:
                for p in diary.train(Effort.EASY).prescriptions:
                    shown.setdefault(p.exercise_id, []).append(diary.day)
            diary.wait()
        for name, days in shown.items():
            if PROGRAMME.exercises[name].tier > 1:
                assert all((later - earlier).days >= 2 for earlier, later in pairwise(days)), (name, weekdays)
                assert all(sum(day <= d < day + timedelta(days=7) for d in days) <= 4 for day in days)


def test_every_exercise_belongs_to_the_days_of_the_table() -> None:
    assert types_of("press") == (A, B, G)
    assert types_of("side_leg_raise") == types_of("side_turn") == (A, G)
    assert types_of("chair_arch") == (B, G)
    assert types_of("bird_dog") == types_of("swimmer") == (B,)
    assert types_of("curl_reach") == types_of("scissors") == (A,)
    assert [len(DAYS[kind]) for kind in (A, B, G)] == [7, 8, 4]


def test_the_exercises_of_a_session_follow_one_trip_to_the_floor() -> None:
    diary = Diary().enrol().train_daily(80)
    order = list(PROGRAMME.exercises)
    for _ in range(7):
        places = [order.index(p.exercise_id) for p in diary.train().prescriptions]
        assert places == sorted(places)
        diary.wait()


@pytest.mark.parametrize(
    ("name", "dose", "seconds"),
    [
        ("press", Dose(5, 5), 5 * (5 + 2 + 3)),
        ("press", Dose(6, 7), 6 * (7 + 2 + 5)),
        ("side_leg_raise", Dose(3, 5), 2 * 3 * (5 + 2 + 3) + 16),
        ("bird_dog", Dose(3, 5), 2 * 3 * (5 + 2 + 3)),
        ("scissors", Dose(8, 2), 16),
        ("scissors", Dose(8, 2, 2), 32 + 20),
        ("chair_arch", Dose(4, 8), 32),
        ("side_turn", Dose(3, 8), 48),
    ],
)
def test_the_time_of_an_exercise(name: str, dose: Dose, seconds: int) -> None:
    assert duration.exercise_seconds(exercise(name), dose) == seconds


def test_a_session_adds_settling_rests_and_changes_of_position() -> None:
    press, curl, turn = exercise("press"), exercise("curl_reach"), exercise("side_turn")
    dose = Dose(1, 5)
    work = [duration.exercise_seconds(e, dose) for e in (press, curl, turn)]
    found = duration.session_seconds([(press, dose), (curl, dose), (turn, dose)])
    assert found == 60 + sum(work) + 20 + 40
    assert duration.session_seconds([]) == 60 and duration.session_seconds([], short=True) == 30


def test_the_short_version_is_the_press_one_exercise_in_turn_and_a_gentle_end() -> None:
    diary = Diary().enrol().train_daily(44)
    middles = set()
    for _ in range(7):
        shown = diary.train(short=True)
        names = list(doses(shown))
        assert names[0] == "press" and len(names) in (2, 3)
        assert len(names) == 2 or names[-1] in ("chair_arch", "side_turn")
        assert shown.seconds < diary.today().seconds
        middles.add(names[1])
        diary.wait()
    assert len(middles) >= 3


def test_the_short_version_takes_at_most_five_minutes_all_year() -> None:
    diary = Diary().enrol()
    for _ in range(370):
        short = diary.today(short=True)
        names = list(doses(short))
        assert short.seconds <= 5 * 60 and names[0] == "press" and len(names) <= 3
        assert len(names) == 1 or names[1] not in ("chair_arch", "side_turn") or len(names) == 2
        diary.train()
        diary.wait()


def test_the_short_version_takes_at_most_five_minutes_whatever_is_open_and_however_high() -> None:
    every, plan = tuple(PROGRAMME.exercises.values()), Diary().enrol().plan
    plan = with_progress(plan, {each.id: plan.progress["press"] for each in every})
    top = {each.id: each.ladder.dose(each.ladder.cap) for each in every}
    for count in (1, 2, 3):
        for some in combinations(every, count):
            chosen = shortened(plan, some, top)
            assert chosen and set(chosen) <= set(some)
            items = ((each, top[each.id]) for each in chosen)
            assert duration.session_seconds(items, short=True) <= 5 * 60


def test_the_short_version_of_the_first_days_is_the_press() -> None:
    assert doses(Diary().enrol().today(short=True)) == {"press": "5x5"}
