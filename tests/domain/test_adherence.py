"""Weeks on track: a goal with slack, free days, and nothing that a pause, illness or outage could lower."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.adherence import FREE_DAYS, Day, Rhythm, Week, calendar_weeks, goal, on_track, week
from bot.domain.happening import Outcome, Result
from bot.domain.log import DaysChosen, PausedByUser, ResumedByUser, SessionClosed
from bot.domain.looking_back import Trace, days, rhythm_of, trace
from bot.domain.plan import PlanState
from tests.domain.diary import MONDAY, Diary

DAYS = st.builds(Day, planned=st.booleans(), trained=st.booleans(), excused=st.booleans())
WEEKS = st.lists(DAYS, min_size=7, max_size=70).map(lambda found: found[: len(found) // 7 * 7])
T, M, E, R = Day(True, True), Day(True), Day(True, excused=True), Day(False)
"""Trained, left out, excused, a day of rest."""


def figures(found: list[Day], past: int | None = None) -> tuple[int, list[int], list[int]]:
    """Weeks on track; and by week the days trained, and the days that the goal still wants (as a minus)."""
    weeks = list(calendar_weeks(found, len(found) if past is None else past))
    return on_track(weeks), [each.trained for each in weeks], [-each.short for each in weeks]


def test_six_of_seven_days_are_the_goal_and_fewer_days_are_scaled() -> None:
    assert [goal(n) for n in range(8)] == [0, 1, 2, 3, 3, 4, 5, 6]


def test_two_free_days_in_two_weeks_forgive_by_themselves() -> None:
    full, two_short, three_short = [T] * 7, [T] * 4 + [M] * 3, [T] * 3 + [M] * 4
    assert on_track([week(full)]) == 1
    assert on_track([week(two_short)]) == 1
    assert on_track([week(three_short)]) == 0
    assert on_track([week(two_short), week(two_short)]) == 1
    assert on_track([week(two_short), week(full), week(two_short)]) == 3
    one_short = [T] * 5 + [M] * 2
    assert on_track([week(one_short)] * 4) == 4
    assert on_track([week(one_short), week(two_short), week(one_short)]) == 2


def test_free_days_alone_make_no_week_and_a_week_of_rest_is_no_loss() -> None:
    assert on_track([week([R] * 5 + [M] * 2)]) == 0
    assert on_track([week([E] * 7)]) == 0
    assert on_track([week([T] * 7), week([E] * 7), week([T] * 7)]) == 2
    assert week([T] * 3 + [M] + [E] * 3) == Week(trained=3, goal=3)


def test_the_running_week_counts_once_its_goal_is_reached() -> None:
    assert on_track(list(calendar_weeks([T] * 5 + [M] * 2, past=5))) == 0
    assert on_track(list(calendar_weeks([T] * 6 + [M], past=6))) == 1


@given(WEEKS, st.data())
def test_an_excuse_never_lowers_any_figure(found: list[Day], data: st.DataObject) -> None:
    """A pause, illness or outage on any days: weeks on track, days trained and days to go are never worse."""
    past = data.draw(st.integers(0, len(found)))
    excused = data.draw(st.sets(st.integers(0, len(found) - 1)))
    kinder = [replace(day, excused=day.excused or n in excused) for n, day in enumerate(found)]
    count, trained, to_go = figures(found, past)
    after, trained_after, to_go_after = figures(kinder, past)
    assert after >= count
    assert trained_after == trained
    assert all(new >= old for old, new in zip(to_go, to_go_after, strict=True))


@given(WEEKS, st.data())
def test_one_more_day_trained_never_lowers_any_figure(found: list[Day], data: st.DataObject) -> None:
    more = data.draw(st.sets(st.integers(0, len(found) - 1)))
    better = [replace(day, trained=day.trained or n in more) for n, day in enumerate(found)]
    assert figures(better)[0] >= figures(found)[0]


def test_no_other_way_to_lay_the_free_days_saves_more_weeks() -> None:
    """Against every choice of weeks, for all shortfalls of four weeks in a row."""
    for shorts in product(range(4), repeat=4):
        weeks = [Week(trained=6 - short, goal=6) for short in shorts]
        best = 0
        for chosen in product((False, True), repeat=4):
            used = [short if yes else 0 for short, yes in zip(shorts, chosen, strict=True)]
            if all(one + two <= FREE_DAYS for one, two in zip(used, [*used[1:], 0], strict=True)):
                best = max(best, sum(chosen))
        assert on_track(weeks) == best, shorts


def seen(diary: Diary, today: date, reached: set[date] | None = None) -> str:
    """The days from the first Monday on: trained, left out, excused, rest."""
    every = {MONDAY + timedelta(days=n) for n in range(60)}
    found = days(trace(diary.pages), MONDAY, today, every if reached is None else reached)
    return "".join("T" if d.trained else "E" if d.excused else "M" if d.planned else "R" for d in found)


def test_the_log_tells_what_each_day_was() -> None:
    diary = Diary(MONDAY + timedelta(days=1)).enrol()
    diary.train()  # Tuesday
    diary.wait(2).must(PausedByUser)  # Thursday
    diary.wait(3).must(ResumedByUser, well=True)  # Sunday
    diary.wait().must(DaysChosen, weekdays=frozenset({0, 2, 4}))
    diary.train()
    assert seen(diary, diary.day + timedelta(days=6)) == "RTMEEEE" + "TRMRMRR"


def test_pain_on_a_day_excuses_it_and_all_that_follow() -> None:
    diary = Diary().enrol()
    diary.train()
    diary.wait(2).hurt(2)
    assert seen(diary, MONDAY + timedelta(days=9)) == "TMEEEEE" + "EEEEEEE"


def test_a_day_on_which_lumbo_was_away_is_excused_but_not_today() -> None:
    diary = Diary().enrol()
    diary.train()
    reached = {MONDAY, MONDAY + timedelta(days=2)}
    assert seen(diary, MONDAY + timedelta(days=4), reached) == "TEMEMMM"


def test_a_session_closed_on_a_later_day_counts_for_its_own() -> None:
    diary = Diary().enrol()
    shown = diary.open()
    results = tuple(Result(each.exercise_id, Outcome.DONE) for each in shown.prescriptions)
    diary.wait().must(SessionClosed, session_id=diary.sessions, results=results)
    assert seen(diary, diary.day)[:2] == "TM"


@pytest.mark.parametrize("seed", range(6))
def test_pauses_and_outages_in_a_life_lower_nothing(seed: int) -> None:
    dice = Random(seed)
    trained = {n for n in range(56) if dice.random() < 0.7}
    paused = {n for n in range(56) if n not in trained and dice.random() < 0.4}
    away = {n for n in range(56) if dice.random() < 0.1}

    def life(pauses: set[int], outages: set[int]) -> Rhythm:
        diary = Diary().enrol()
        for n in range(56):
            if n in trained:
                diary.train()
            if n in pauses:
                diary.must(PausedByUser)
                diary.must(ResumedByUser, well=True)
            diary.wait()
        reached = {MONDAY + timedelta(days=n) for n in range(56) if n not in outages}
        return rhythm_of(trace(diary.pages), diary.day, reached)

    plain = life(set(), set())
    for kinder in (life(paused, set()), life(set(), away), life(paused, away)):
        assert kinder.on_track >= plain.on_track
        assert plain.last is not None and kinder.last is not None
        assert kinder.last.trained == plain.last.trained and kinder.last.short <= plain.last.short


@pytest.mark.parametrize(
    "today",
    [
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 4),
        date(2028, 2, 28),
        date(2028, 2, 29),
        date(2028, 3, 1),
    ],
)
def test_new_year_week_53_and_a_leap_day_are_days_like_any_other(today: date) -> None:
    begun = today - timedelta(weeks=30)
    every_day = frozenset(range(7))
    past = {begun + timedelta(days=n) for n in range((today - begun).days + 1)}
    whole = Trace(begun, {begun: PlanState.ACTIVE}, {begun: every_day}, set(), past)
    full = rhythm_of(whole, today, past)
    assert full.on_track == full.of - (today.weekday() < 5) and full.running.trained == today.weekday() + 1
    for missed in sorted(past)[-9:-1]:
        less = rhythm_of(replace(whole, trained=past - {missed}), today, past)
        weeks = [each.trained for each in (less.last, less.running) if each]
        assert sum(weeks) == 7 + today.weekday() + 1 - (missed >= today - timedelta(days=today.weekday() + 7))
