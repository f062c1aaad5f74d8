"""A month of every kind of simulated person, lived through the services, breaks no safety rule."""

from bot.simulation.people import KINDS
from bot.simulation.run import Fleet


def test_a_month_of_every_kind_of_person_breaks_no_rule() -> None:
    lives = list(Fleet(people=len(KINDS), days=30, seed=1, jobs=2).sail())
    assert len(lives) == len(KINDS) >= 30
    assert [breach for life in lives for breach in life.breaches] == []
    assert sum(life.steps for life in lives) > 5_000


def test_the_same_seed_lives_the_same_lives() -> None:
    first, again = (next(iter(Fleet(people=1, days=10, seed=7).sail())) for _ in range(2))
    assert (first.steps, first.checks, first.diary) == (again.steps, again.checks, again.diary)
