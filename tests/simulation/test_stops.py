"""What the watch says when pain would not stop a plan, or when a stopped plan would go on too soon."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.happening import Place
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    EmergencyAnswered,
    Event,
    PainPlaced,
    PainRated,
    PainReported,
    RestartAsked,
    SessionBuilt,
)
from bot.domain.plan import PlanState
from bot.simulation.books import Moment
from tests.domain.watch import Watched

RESTART = "10 calm days, cards and a clinician before a restart"
CLINICIAN = "10 some pain needs a clinician"
PAUSED = PlanState.PAUSED_PAIN


@pytest.fixture
def life() -> Watched:
    """Somebody who has trained for two weeks."""
    found = Watched()
    found.enrol().train_daily(14)
    return found


def forged(life: Watched, event: Event, state: PlanState) -> set[str]:
    """What the watch says if this event led to this state."""
    on = replace(life.plan, state=state)
    return set(life.copy().see(Moment(life.plan, event, on, on)))


def restart(life: Watched) -> set[str]:
    """What the watch says of a restart now."""
    return forged(life, RestartAsked(at=life.now, day=life.day), PlanState.RECOVERY)


def test_a_plan_that_goes_on_after_pain_is_seen(life: Watched) -> None:
    event = PainReported(at=life.now, day=life.day)
    assert forged(life, event, PlanState.ACTIVE) == {"I5 pain stops the plan"}


@pytest.mark.parametrize(
    ("nrs", "hours", "calm", "spoken", "seen"),
    [
        (3, 48, 2, True, False),
        (3, 47, 2, True, True),
        (3, 72, 1, True, True),
        (3, 72, 2, False, True),
        (3, 120, 5, False, False),
        (4, 96, 3, True, False),
        (4, 95, 3, True, True),
        (4, 96, 2, True, True),
        (4, 144, 6, False, True),
        (None, 72, 2, True, True),
        (None, 96, 3, True, False),
    ],
)
def test_a_restart_before_its_time_is_seen(
    life: Watched, nrs: int | None, hours: int, calm: int, spoken: bool, seen: bool
) -> None:
    life.hurt(nrs)
    began = life.now
    life.now += timedelta(hours=hours) - timedelta(days=calm)
    for _ in range(calm):
        life.now += timedelta(days=1)
        life.check_in(0)
    life.clear_cards()
    life.must(Consulted, yes=spoken)
    life.now = began + timedelta(hours=hours)
    assert (RESTART in restart(life)) is seen


def test_a_restart_on_cards_of_the_day_before_yesterday_is_seen(life: Watched) -> None:
    life.hurt(2)
    life.must(Consulted, yes=True)
    life.clear_cards()
    for _ in range(3):
        life.wait().check_in(0)
    assert restart(life) == {RESTART}
    life.clear_cards()
    assert restart(life) == set()


@pytest.mark.parametrize(
    ("examined", "nrs", "seen"), [(0, 0, False), (-3, 0, True), (1, 0, True), (0, 1, True)]
)
def test_a_restart_without_a_clinicians_yes_and_a_calm_day_is_seen(
    life: Watched, examined: int, nrs: int, seen: bool
) -> None:
    life.hurt(8)
    life.wait(2).check_in(nrs)
    life.clear_cards()
    assert restart(life) == {RESTART}, "nobody has looked"
    on = life.day + timedelta(days=examined)
    event = ClearanceConfirmed(at=life.now, day=life.day, on=on)
    life.see(Moment(life.plan, event, life.plan, life.plan))
    assert (restart(life) == {RESTART}) is seen


@pytest.mark.parametrize(("hours", "seen"), [(23, True), (24, False)])
def test_a_way_out_within_a_day_of_an_emergency_is_seen(life: Watched, hours: int, seen: bool) -> None:
    life.must(EmergencyAnswered, any=True)
    life.now += timedelta(hours=hours)
    assert ("11 no way out for a day after an emergency" in restart(life)) is seen


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (PainRated, {"nrs": 7}),
        (PainPlaced, {"where": Place.WEAKNESS}),
        (CheckedIn, {"nrs": 5}),
    ],
)
def test_pain_that_is_left_to_itself_though_it_is_strong_grave_or_worse_is_seen(
    life: Watched, kind: type[Any], fields: dict[str, Any]
) -> None:
    life.hurt(3)
    event = kind(at=life.now, day=life.day, **fields)
    assert forged(life, event, PAUSED) == {CLINICIAN}


@pytest.mark.parametrize(("days", "seen"), [(13, False), (14, True)])
def test_two_weeks_without_two_calm_days_that_are_left_to_themselves_are_seen(
    life: Watched, days: int, seen: bool
) -> None:
    life.hurt(3)
    life.wait(days)
    assert (CLINICIAN in forged(life, CheckedIn(at=life.now, day=life.day, nrs=1), PAUSED)) is seen


@pytest.mark.parametrize(("days", "seen"), [(14, True), (15, False)])
def test_a_second_pain_within_two_weeks_that_is_left_to_itself_is_seen(
    life: Watched, days: int, seen: bool
) -> None:
    first = life.day
    life.hurt(2)
    assert life.restart(after_days=2) is not None and life.stands(PlanState.RECOVERY)
    while not life.stands(PlanState.ACTIVE) and (life.day - first).days < days:
        life.wait().train()
    life.wait(days - (life.day - first).days)
    assert (CLINICIAN in forged(life, PainReported(at=life.now, day=life.day), PAUSED)) is seen


def test_a_session_that_is_built_after_pain_is_seen_whatever_the_plan_says(life: Watched) -> None:
    before = life.plan
    life.see(Moment(before, PainReported(at=life.now, day=life.day), before, before))
    built = SessionBuilt(at=life.now, day=life.day, session_id=life.sessions)
    assert "9, I5 no session in a pause" in life.see(Moment(before, built, before, before))


@pytest.mark.parametrize(("days", "seen"), [(27, False), (28, True)])
def test_a_session_on_cards_that_are_four_weeks_old_is_seen(life: Watched, days: int, seen: bool) -> None:
    life.clear_cards()
    life.train()
    answered = life.books.told.cards_clear
    assert answered is not None
    built = SessionBuilt(at=answered + timedelta(days=days), day=life.day, session_id=life.sessions)
    assert ("9 the cards of warning signs every 28 days" in forged(life, built, PlanState.ACTIVE)) is seen
