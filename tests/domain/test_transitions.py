"""Clinical notes 4, arrow by arrow: T1-T10, each with both sides of its numbers."""

from datetime import timedelta

import pytest

from bot.domain.happening import When
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    EmergencyAnswered,
    PainReported,
    PausedByUser,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.missing import what_is_missing
from bot.domain.plan import PlanState
from bot.domain.refusal import Lack, Refused
from bot.domain.screening import AgeBand, Answers, Health
from tests.domain.returns import recovered
from tests.domain.standing import ACTIVE, CLEARANCE, OWN, PAUSED, RECOVERY, at

ONBOARDING = PlanState.ONBOARDING
CLEAR = Answers(AgeBand.FROM_18, confirmed=True)
DAY = timedelta(days=1)


def test_t1_clear_cards_open_the_plan_and_one_unclear_card_does_not() -> None:
    assert at(ONBOARDING).must(Screened, answers=CLEAR).state is ACTIVE
    for unclear in (
        Answers(AgeBand.FROM_18, pain_now=1, confirmed=True),
        Answers(AgeBand.FROM_18, health=frozenset({Health.HERNIA}), confirmed=True),
        Answers(AgeBand.FROM_70, active=False, confirmed=True),
        Answers(AgeBand.FROM_50, new_pain=True, confirmed=True),
    ):
        assert at(ONBOARDING).must(Screened, answers=unclear).state is CLEARANCE
    assert isinstance(at(ONBOARDING).say(Screened, answers=Answers(AgeBand.FROM_18)), Refused)


@pytest.mark.parametrize("state", PlanState)
def test_t2_a_red_flag_leads_to_a_clearance_and_an_emergency_is_locked_for_24_hours(state: PlanState) -> None:
    diary = at(state)
    assert diary.must(EmergencyAnswered, any=True).state is CLEARANCE
    flagged = diary.now
    diary.must(ClearanceConfirmed, on=diary.day)
    unasked = {Lack.CARDS} if state is ONBOARDING else set()
    for before_and_after, lacking in ((timedelta(seconds=-30), {Lack.HOURS}), (timedelta(0), set())):
        diary.now = flagged + DAY + before_and_after - timedelta(seconds=30)
        diary.check_in(0)
        diary.clear_cards()
        found = what_is_missing(diary.plan, flagged + DAY + before_and_after, diary.day)
        assert {missing.lack for missing in found} - {Lack.RESTART} == lacking | unasked


@pytest.mark.parametrize("nrs", range(11))
def test_t3_and_t4_the_strength_decides_between_a_pause_and_a_clinician(nrs: int) -> None:
    wanted = CLEARANCE if nrs >= 7 else PAUSED
    for when in When:
        assert at(ACTIVE).must(PainReported, nrs=nrs, when=when).state is wanted
    assert at(ACTIVE).must(CheckedIn, nrs=nrs).state is (wanted if nrs else ACTIVE)


@pytest.mark.parametrize(("days", "state"), [(13, CLEARANCE), (14, CLEARANCE), (15, PAUSED)])
def test_t4_a_second_event_within_14_days(days: int, state: PlanState) -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    assert not isinstance(diary.restart(after_days=2), Refused)
    # Not in RECOVERY, where any pain is a clinician's matter.
    for _ in range(days - 2):
        if diary.stands(RECOVERY) or diary.day_number % 2:
            diary.train()
        diary.wait()
    assert diary.today() and diary.train() and diary.stands(ACTIVE)
    assert diary.hurt(2).state is state


@pytest.mark.parametrize(("days", "state"), [(60, CLEARANCE), (61, PAUSED)])
def test_t4_a_third_event_within_60_days(days: int, state: PlanState) -> None:
    diary = at(ACTIVE)
    first = diary.day
    for wait in (0, 30):
        diary.wait((first - diary.day).days + wait)
        diary.hurt(2)
        assert not isinstance(diary.restart(after_days=2), Refused)
        diary.train_daily(8)
        diary.train()
        assert diary.stands(ACTIVE)
    diary.wait((first - diary.day).days + days)
    assert diary.hurt(2).state is state


@pytest.mark.parametrize(
    ("nrs", "consulted", "days", "opens"),
    [
        (1, True, 1, False), (1, True, 2, True), (3, True, 2, True), (3, False, 4, False),
        (3, False, 5, True), (4, True, 3, False), (4, True, 4, True), (6, True, 4, True),
        (6, False, 20, False),
    ],
)  # fmt: skip
def test_t5_the_pause_grows_with_the_pain(nrs: int, consulted: bool, days: int, opens: bool) -> None:
    diary = at(ACTIVE)
    diary.hurt(nrs)
    after = diary.restart(after_days=days, consulted=consulted)
    assert isinstance(after, Refused) is not opens
    assert diary.stands(RECOVERY) is opens


@pytest.mark.parametrize(("began", "later", "state"), [(2, 3, PAUSED), (2, 4, CLEARANCE), (6, 7, CLEARANCE)])
def test_t6_a_check_in_two_worse_or_seven_needs_a_clinician(began: int, later: int, state: PlanState) -> None:
    diary = at(ACTIVE)
    diary.hurt(began)
    diary.wait()
    assert diary.must(CheckedIn, nrs=later).state is state


@pytest.mark.parametrize(("days", "state"), [(13, PAUSED), (14, CLEARANCE)])
def test_t6_two_weeks_without_two_calm_days_need_a_clinician(days: int, state: PlanState) -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    diary.wait(days)
    assert diary.must(CheckedIn, nrs=1).state is state


@pytest.mark.parametrize(
    ("done", "days", "state"), [(5, 9, RECOVERY), (6, 6, RECOVERY), (6, 7, ACTIVE), (7, 7, ACTIVE)]
)
def test_t7_six_done_sessions_over_seven_days(done: int, days: int, state: PlanState) -> None:
    diary = recovered(done, days)
    diary.open()
    assert diary.stands(state)


@pytest.mark.parametrize("lacking", ["nothing", "examined", "emergency", "urgent", "zero"])
def test_t8_a_clinicians_yes_with_all_that_belongs_to_it(lacking: str) -> None:
    diary = at(CLEARANCE)
    diary.wait()
    if lacking != "examined":
        diary.must(ClearanceConfirmed, on=diary.day)
    if lacking != "emergency":
        diary.must(EmergencyAnswered, any=False)
    if lacking != "urgent":
        diary.must(UrgentAnswered, any=False)
    if lacking != "zero":
        diary.check_in(0)
    after = diary.say(RestartAsked)
    assert isinstance(after, Refused) is (lacking != "nothing")
    assert diary.stands(RECOVERY if lacking == "nothing" else CLEARANCE)


@pytest.mark.parametrize("state", [ACTIVE, RECOVERY])
@pytest.mark.parametrize(("ill", "hours", "opens"), [(False, 0, True), (True, 23, False), (True, 25, True)])
def test_t9_ones_own_break_leads_back_and_illness_keeps_for_a_day(
    state: PlanState, ill: bool, hours: int, opens: bool
) -> None:
    diary = at(state)
    assert diary.must(PausedByUser, ill=ill).state is OWN
    diary.now += timedelta(hours=hours)
    diary.say(ResumedByUser, well=True)
    assert diary.stands(state if opens else OWN)


@pytest.mark.parametrize("state", [PAUSED, CLEARANCE, OWN, ONBOARDING])
def test_t10_a_year_of_silence_changes_nothing(state: PlanState) -> None:
    diary = at(state)
    before = diary.plan
    diary.wait(365)
    assert isinstance(diary.say(SessionBuilt, session_id=9999), Refused)
    assert diary.plan == before


@pytest.mark.parametrize("state", PlanState)
def test_in_every_stopped_state_there_is_something_to_read_about_the_way_on(state: PlanState) -> None:
    diary = at(state)
    lacking = what_is_missing(diary.plan, diary.now, diary.day)
    assert bool(lacking) is (state in (PAUSED, CLEARANCE))
