"""Reports of pain and warning signs, of every strength in every state: clinical notes 4, T2 to T4."""

from itertools import product

import pytest

from bot.domain.happening import Place, When
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    EmergencyAnswered,
    PainPlaced,
    PainRated,
    PainReported,
    RestartAsked,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.plan import Need, PlanState
from bot.domain.refusal import Refusal, Refused
from tests.domain.standing import ACTIVE, CLEARANCE, OWN, PAUSED, RECOVERY, at

GRAVE = (Place.BELOW_KNEE, Place.TINGLING, Place.WEAKNESS)


EXPECTED_AFTER_PAIN = {
    PlanState.ONBOARDING: lambda nrs: CLEARANCE,
    ACTIVE: lambda nrs: CLEARANCE if nrs >= 7 else PAUSED,
    OWN: lambda nrs: CLEARANCE if nrs >= 7 else PAUSED,
    RECOVERY: lambda nrs: CLEARANCE,
    PAUSED: lambda nrs: CLEARANCE if nrs >= 4 else PAUSED,  # the pain before was 2: T6
    CLEARANCE: lambda nrs: CLEARANCE,
}


@pytest.mark.parametrize("state", PlanState)
def test_pain_of_any_strength_in_any_state_at_any_moment_stops_the_plan(state: PlanState) -> None:
    for nrs, when in product(range(11), When):
        diary = at(state)
        epoch = diary.plan.epoch
        diary.must(PainReported, nrs=nrs, when=when)
        assert diary.plan.state is EXPECTED_AFTER_PAIN[state](nrs), (nrs, when)
        assert diary.plan.epoch > epoch
        assert not any(progress.points for progress in diary.plan.progress.values())
        assert isinstance(diary.say(SessionBuilt, session_id=999), Refused)


@pytest.mark.parametrize("state", PlanState)
def test_the_bare_button_stops_at_once_and_its_answers_refine(state: PlanState) -> None:
    for nrs in range(11):
        diary = at(state)
        diary.must(PainReported)
        assert diary.plan.state in (PAUSED, CLEARANCE)
        told_at_once = at(state)
        told_at_once.must(PainReported, nrs=nrs)
        diary.must(PainRated, nrs=nrs)
        assert diary.plan.state is told_at_once.plan.state, nrs
        assert diary.plan.pains[-1].nrs == told_at_once.plan.pains[-1].nrs


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("where", Place)
def test_grave_places_need_a_clinician_from_every_state(state: PlanState, where: Place) -> None:
    diary = at(state)
    diary.must(PainReported, nrs=1)
    diary.must(PainPlaced, where=where)
    if where in GRAVE:
        assert diary.plan.state is CLEARANCE
    direct = at(state)
    direct.must(PainReported, nrs=1, where=where)
    assert direct.plan.state is diary.plan.state


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("nrs", [-1, 11, 100])
def test_a_rating_outside_0_to_10_changes_nothing(state: PlanState, nrs: int) -> None:
    for kind in (PainReported, PainRated, CheckedIn):
        diary = at(state)
        before = diary.plan
        assert diary.say(kind, nrs=nrs) == Refused(Refusal.OUT_OF_RANGE)
        assert diary.plan is before


@pytest.mark.parametrize("state", [ACTIVE, RECOVERY, OWN])
def test_any_pain_before_a_session_stops_it_and_none_lets_it_be(state: PlanState) -> None:
    for nrs in range(11):
        diary = at(state)
        diary.must(CheckedIn, nrs=nrs)
        stopped = diary.plan.state in (PAUSED, CLEARANCE)
        assert stopped == (nrs >= 1)
        if nrs:
            assert diary.plan.pains[-1].when is When.BEFORE


@pytest.mark.parametrize("state", PlanState)
def test_a_red_flag_ends_everything_from_every_state(state: PlanState) -> None:
    for kind, need in ((EmergencyAnswered, Need.EMERGENCY), (UrgentAnswered, Need.URGENT)):
        diary = at(state)
        epoch = diary.plan.epoch
        diary.must(kind, any=True)
        assert diary.plan.state is CLEARANCE and diary.plan.epoch > epoch
        assert diary.plan.pause is not None and diary.plan.pause.need is need
        assert diary.plan.rest is None


@pytest.mark.parametrize("state", PlanState)
def test_an_all_clear_card_alone_moves_nothing(state: PlanState) -> None:
    diary = at(state)
    diary.clear_cards()
    assert diary.plan.state is state


def test_an_urgent_answer_never_hides_an_emergency() -> None:
    diary = at(ACTIVE)
    diary.must(EmergencyAnswered, any=True)
    diary.must(UrgentAnswered, any=True)
    diary.hurt(3)
    assert diary.plan.pause is not None and diary.plan.pause.need is Need.EMERGENCY
    assert diary.plan.pause.locked_until is not None


@pytest.mark.parametrize("state", [PlanState.ONBOARDING, ACTIVE, RECOVERY, OWN])
def test_answers_about_pain_that_nobody_reported_are_refused(state: PlanState) -> None:
    diary = at(state)
    for kind, fields in (
        (PainRated, {"nrs": 3}),
        (PainPlaced, {"where": Place.LOW_BACK}),
        (Consulted, {"yes": True}),
        (ClearanceConfirmed, {"on": diary.day}),
        (RestartAsked, {}),
    ):
        assert diary.say(kind, **fields) == Refused(Refusal.NOT_NOW)
    assert at(CLEARANCE).say(PainRated, nrs=3) == Refused(Refusal.NOT_NOW)
    assert at(CLEARANCE).say(PainPlaced, where=Place.LOW_BACK) == Refused(Refusal.NOT_NOW)
