"""Out of a clearance and of breaks of one's own: clinical notes 4, T1, T8 to T10."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.domain import pain
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    EmergencyAnswered,
    Enrolled,
    PainReported,
    PausedByUser,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.plan import Need, Plan, PlanState
from bot.domain.refusal import Lack, Missing, Refusal, Refused
from bot.domain.screening import AgeBand, Answers
from tests.domain.diary import Diary
from tests.domain.standing import ACTIVE, CLEARANCE, OWN, PAUSED, RECOVERY, at, lacks

DAY = timedelta(days=1)


def cleared(diary: Diary, **fields: object) -> Plan | Refused:
    """Everything that a clearance wants, today."""
    diary.clear_cards()
    diary.check_in(0)
    confirmed = diary.say(ClearanceConfirmed, on=fields.get("on", diary.day))
    return confirmed if isinstance(confirmed, Refused) else diary.say(RestartAsked)


def test_a_clinicians_yes_leads_to_the_gentle_return() -> None:
    diary = at(CLEARANCE).wait()
    assert lacks(diary) == {Lack.CLEARANCE, Lack.EMERGENCY_CARD, Lack.URGENT_CARD, Lack.ZERO_TODAY}
    after = cleared(diary)
    assert isinstance(after, Plan) and after.state is RECOVERY


@pytest.mark.parametrize("missing", [Lack.CLEARANCE, Lack.URGENT_CARD, Lack.EMERGENCY_CARD, Lack.ZERO_TODAY])
def test_each_part_of_a_clearance_is_wanted(missing: Lack) -> None:
    diary = at(CLEARANCE).wait()
    if missing is not Lack.EMERGENCY_CARD:
        diary.must(EmergencyAnswered, any=False)
    if missing is not Lack.URGENT_CARD:
        diary.must(UrgentAnswered, any=False)
    if missing is not Lack.ZERO_TODAY:
        diary.check_in(0)
    if missing is not Lack.CLEARANCE:
        diary.must(ClearanceConfirmed, on=diary.day)
    assert lacks(diary) == {missing}
    assert diary.say(RestartAsked) == Refused(Refusal.NOT_YET, (Missing(missing),))


def test_a_clearance_from_the_future_or_from_before_the_pain_is_refused() -> None:
    diary = at(CLEARANCE).wait(3)
    assert diary.say(ClearanceConfirmed, on=diary.day + DAY) == Refused(Refusal.IN_THE_FUTURE)
    assert diary.say(ClearanceConfirmed, on=diary.day - 4 * DAY) == Refused(Refusal.TOO_OLD)
    assert not isinstance(diary.say(ClearanceConfirmed, on=diary.day - 3 * DAY), Refused)


def test_after_an_emergency_answer_there_is_no_way_out_for_24_hours() -> None:
    diary = at(ACTIVE)
    diary.now = diary.now.replace(hour=20)
    diary.must(EmergencyAnswered, any=True)
    locked = diary.now + DAY
    diary.wait()
    assert cleared(diary) == Refused(Refusal.NOT_YET, (Missing(Lack.HOURS, until=locked),))
    diary.now = locked
    after = diary.say(RestartAsked)
    assert isinstance(after, Plan) and after.state is RECOVERY


def test_new_pain_or_a_new_flag_takes_the_clearance_back() -> None:
    for kind, fields in ((PainReported, {"nrs": 1}), (UrgentAnswered, {"any": True})):
        diary = at(CLEARANCE).wait()
        diary.must(ClearanceConfirmed, on=diary.day)
        diary.must(kind, **fields)
        assert Lack.CLEARANCE in lacks(diary)


def test_a_pain_while_waiting_for_a_clinician_counts_as_pain() -> None:
    diary = at(CLEARANCE)
    diary.wait().hurt(4)
    assert diary.plan.pause is not None and diary.plan.pause.need is Need.URGENT
    after = cleared(diary.wait())
    assert isinstance(after, Plan) and after.state is RECOVERY and len(after.pains) == 1


# T9 and T10.


@pytest.mark.parametrize("state", [ACTIVE, RECOVERY])
def test_a_break_of_ones_own_leads_back_to_where_it_began(state: PlanState) -> None:
    diary = at(state)
    epoch = diary.plan.epoch
    diary.must(PausedByUser)
    assert diary.plan.state is OWN and diary.plan.epoch == epoch + 1
    diary.wait(2)
    assert diary.must(ResumedByUser).state is state


def test_after_illness_one_has_to_be_well_for_a_day() -> None:
    diary = at(ACTIVE)
    diary.must(PausedByUser, ill=True)
    assert lacks(diary) == {Lack.WELL}
    refused = diary.say(ResumedByUser, well=True)
    assert isinstance(refused, Refused) and refused.reason is Refusal.STILL_ILL
    diary.wait().must(PausedByUser, ill=True)  # still ill: the day begins anew
    assert isinstance(diary.say(ResumedByUser, well=True), Refused)
    diary.wait(2)
    assert lacks(diary) == set()
    assert diary.say(ResumedByUser) == Refused(Refusal.STILL_ILL)
    assert diary.must(ResumedByUser, well=True).state is ACTIVE


@pytest.mark.parametrize("state", [PlanState.ONBOARDING, PAUSED, CLEARANCE])
def test_no_break_of_ones_own_out_of_a_pause(state: PlanState) -> None:
    assert at(state).say(PausedByUser) == Refused(Refusal.NOT_NOW)
    assert at(state).say(ResumedByUser) == Refused(Refusal.NOT_NOW)


def test_a_break_out_of_recovery_and_pain_in_it_is_pain_in_recovery() -> None:
    diary = at(RECOVERY)
    diary.must(PausedByUser)
    diary.hurt(1)
    assert diary.plan.state is CLEARANCE


@pytest.mark.parametrize("state", [PAUSED, CLEARANCE, OWN, PlanState.ONBOARDING])
def test_no_session_is_built_where_nobody_may_train_and_time_alone_opens_nothing(state: PlanState) -> None:
    diary = at(state)
    for days in (1, 7, 30, 365):
        diary.wait(days)
        assert isinstance(diary.say(SessionBuilt, session_id=999), Refused)
        assert diary.plan.state is state


def test_a_plan_opens_once() -> None:
    for state in PlanState:
        diary = at(state)
        opened = diary.say(Enrolled)
        assert isinstance(opened, Refused) == (state is not PlanState.ONBOARDING)


def test_an_onboarding_person_has_no_check_in() -> None:
    assert Diary().say(CheckedIn, nrs=0) == Refused(Refusal.NOT_ENROLLED)


def test_pain_before_the_plan_opened_leads_through_a_clearance_to_a_gentle_start() -> None:
    diary = Diary()
    diary.hurt(2)
    assert cleared(diary.copy().wait()) == Refused(Refusal.NOT_YET, (Missing(Lack.CARDS),))
    diary.must(Screened, answers=Answers(AgeBand.FROM_18, confirmed=True), anew=False)
    after = cleared(diary.wait())
    assert isinstance(after, Plan) and after.state is RECOVERY
    assert [(p.exercise_id, p.dose.reps, p.dose.seconds) for p in diary.train().prescriptions] == [
        ("press", 3, 3)
    ]


def test_any_pain_in_a_return_that_a_red_flag_began_needs_a_clinician() -> None:
    diary = at(CLEARANCE).wait()
    assert not isinstance(cleared(diary), Refused)
    diary.train()
    diary.hurt(1)
    assert diary.plan.state is CLEARANCE and len(diary.plan.pains) == 1


def test_the_terms_of_a_restart_never_get_easier_with_more_pain() -> None:
    for lower, higher in _pairs():
        mild, strong = (pain.terms(nrs, unrated=False, first=True) for nrs in (lower, higher))
        assert mild.wait <= strong.wait and mild.zeros <= strong.zeros
        assert strong.zeros_alone is None or strong.zeros_alone == mild.zeros_alone


def _pairs() -> Iterator[tuple[int, int]]:
    return ((lower, higher) for lower in range(11) for higher in range(lower, 11))
