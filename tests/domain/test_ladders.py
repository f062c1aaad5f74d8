"""The ladders themselves: invariants 1 and 2 of the clinical notes."""

from itertools import pairwise

import pytest

from bot.domain.dose import Dose, Measure
from bot.domain.exercise import Exercise, Side
from bot.domain.gap import highest_within
from bot.domain.programme import DAYS, MOBILITY, PAIRS, TIER_THREE, TIER_TWO
from bot.domain.progression import deloaded
from bot.domain.unlock import NEEDED
from tests.domain.exercises import PROGRAMME, SHORT_NAMES

EVERY = list(PROGRAMME.exercises.values())


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_loaded_time_never_falls_up_a_ladder_and_rises_at_most_ten_seconds_a_side(exercise: Exercise) -> None:
    for lower, upper in pairwise(exercise.ladder.doses):
        assert 0 <= upper.loaded_seconds() - lower.loaded_seconds() <= 10


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_a_rung_outside_a_ladder_is_its_end(exercise: Exercise) -> None:
    ladder = exercise.ladder
    assert ladder.dose(-3) == ladder.doses[0]
    assert ladder.dose(99) == ladder.doses[ladder.cap] == ladder.doses[-1]


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_no_hold_is_longer_than_the_source_asks_and_the_base_lies_low_on_the_ladder(
    exercise: Exercise,
) -> None:
    assert max(dose.seconds for dose in exercise.ladder.doses) <= 15
    assert 0 < exercise.ladder.base <= 3


def test_there_are_fourteen_exercises_four_gentle_four_moderate_six_demanding() -> None:
    tiers = [e.tier for e in EVERY]
    assert (len(tiers), tiers.count(1), tiers.count(2), tiers.count(3)) == (14, 4, 4, 6)
    assert set(SHORT_NAMES.values()) == set(PROGRAMME.exercises)


def test_the_orders_of_opening_name_every_moderate_and_demanding_exercise_once() -> None:
    assert sorted(TIER_TWO) == sorted(e.id for e in EVERY if e.tier == 2)
    assert sorted(TIER_THREE) == sorted(e.id for e in EVERY if e.tier == 3) == sorted(NEEDED)


def test_every_exercise_has_its_days_and_every_pair_shares_one() -> None:
    assert frozenset().union(*DAYS.values()) == set(PROGRAMME.exercises)
    assert all(any(ids.issuperset(pair) for ids in DAYS.values()) for pair in PAIRS)
    assert {e.id for e in EVERY if e.measure is Measure.BREATHS} == MOBILITY


def test_what_opens_an_exercise_is_itself_on_some_rung_of_the_easier_one() -> None:
    for easier in NEEDED.values():
        for name, seconds in easier.items():
            assert any(d.loaded_seconds() >= seconds for d in PROGRAMME.exercises[name].ladder.doses)


@pytest.mark.parametrize(
    ("reps", "left"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (6, 5), (7, 5), (8, 6), (10, 7)]
)
def test_an_easy_week_asks_for_seven_tenths_of_the_repetitions_rounded_up(reps: int, left: int) -> None:
    assert deloaded(Dose(reps, 5, 2)) == Dose(left, 5, 2)


@pytest.mark.parametrize("exercise", EVERY, ids=lambda e: e.id)
def test_a_share_of_the_load_is_the_highest_rung_within_it_or_the_lowest(exercise: Exercise) -> None:
    doses = exercise.ladder.doses
    for rung in range(len(doses)):
        for share in (50, 75, 100):
            found = highest_within(exercise.ladder, rung, share)
            most = doses[rung].loaded_seconds() * share / 100
            assert found == 0 or doses[found].loaded_seconds() <= most
            assert found == rung or doses[found + 1].loaded_seconds() > most


def test_a_two_sided_exercise_loads_twice_what_one_side_does() -> None:
    for exercise in EVERY:
        twice = 1 if exercise.side is Side.BOTH else 2
        dose = exercise.ladder.doses[0]
        assert exercise.loaded_seconds(dose) == twice * dose.loaded_seconds()
