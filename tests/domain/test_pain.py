"""The state machine, exhaustively: clinical notes 4, T1-T10."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.domain import pain
from bot.domain.happening import Place, When
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Consulted,
    EmergencyAnswered,
    Enrolled,
    PainPlaced,
    PainRated,
    PainReported,
    PausedByUser,
    RestartAsked,
    ResumedByUser,
    Screened,
    SessionBuilt,
    UrgentAnswered,
)
from bot.domain.missing import READY, what_is_missing
from bot.domain.plan import Need, Plan, PlanState
from bot.domain.refusal import Lack, Missing, Refusal, Refused
from bot.domain.screening import AgeBand, Answers
from tests.domain.diary import Diary

ACTIVE, RECOVERY = PlanState.ACTIVE, PlanState.RECOVERY
PAUSED, CLEARANCE, OWN = PlanState.PAUSED_PAIN, PlanState.NEEDS_CLEARANCE, PlanState.PAUSED_BY_USER
DAY = timedelta(days=1)
GRAVE = (Place.BELOW_KNEE, Place.TINGLING, Place.WEAKNESS)


def standing(state: PlanState) -> Diary:
    """A person in a state, two weeks after the start, with one pain behind them at most."""
    diary = Diary()
    if state is PlanState.ONBOARDING:
        return diary
    diary.enrol().train_daily(14)
    if state is OWN:
        diary.must(PausedByUser)
    elif state is CLEARANCE:
        diary.must(UrgentAnswered, any=True)
    elif state is not ACTIVE:
        diary.hurt(2)
        if state is RECOVERY:
            assert not isinstance(diary.restart(after_days=2), Refused)
    assert diary.plan.state is state
    return diary


STARTS = {state: standing(state) for state in PlanState}


def at(state: PlanState) -> Diary:
    """A fresh copy of a person in a state."""
    return STARTS[state].copy()


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


# T3 to T6: how long, how calm, and with whose word.


def days_until_restart(nrs: int | None, *, consulted: bool = True, rated: bool = True) -> int | None:
    """On which day after pain in ACTIVE a perfectly calm person can restart; None if never within 20 days."""
    diary = at(ACTIVE)
    diary.must(PainReported, nrs=nrs)
    for day in range(21):
        diary.check_in(0)
        diary.clear_cards()
        diary.must(Consulted, yes=consulted)
        asked = diary.say(RestartAsked)
        if not isinstance(asked, Refused):
            return day if asked.state is RECOVERY else None
        diary.wait()
    return None


def test_the_wait_grows_with_the_pain_and_from_seven_on_no_wait_is_enough() -> None:
    assert [days_until_restart(nrs) for nrs in range(11)] == [2, 2, 2, 2, 4, 4, 4, None, None, None, None]


def test_without_a_word_with_a_clinician_mild_pain_waits_for_five_calm_days_and_stronger_forever() -> None:
    found = [days_until_restart(nrs, consulted=False) for nrs in range(8)]
    assert found == [5, 5, 5, 5, None, None, None, None]


def test_pain_whose_strength_is_not_known_waits_like_stronger_pain() -> None:
    assert days_until_restart(None) == 4
    assert days_until_restart(None, consulted=False) is None


def test_a_first_rating_can_shorten_the_wait_and_a_second_can_only_lengthen_it() -> None:
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.must(PainRated, nrs=2)
    assert not isinstance(diary.copy().restart(after_days=2), Refused)
    worse = diary.copy()
    worse.must(PainRated, nrs=5)
    assert isinstance(worse.copy().restart(after_days=3), Refused)
    worse.must(PainRated, nrs=1)
    assert isinstance(worse.copy().restart(after_days=3), Refused)
    assert not isinstance(worse.restart(after_days=4), Refused)


def lacks(diary: Diary) -> set[Lack]:
    """What is missing now."""
    return {missing.lack for missing in what_is_missing(diary.plan, diary.now, diary.day)}


def test_what_is_missing_shrinks_day_by_day() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    reported = diary.now
    assert what_is_missing(diary.plan, diary.now, diary.day) == (
        Missing(Lack.HOURS, until=reported + 2 * DAY),
        Missing(Lack.ZEROS, count=2, worst=2),
        Missing(Lack.EMERGENCY_CARD),
        Missing(Lack.URGENT_CARD),
        Missing(Lack.CONSULTED_OR_ZEROS, count=5, worst=2),
    )
    diary.wait().check_in(0)
    assert Missing(Lack.ZEROS, count=1, worst=0) in what_is_missing(diary.plan, diary.now, diary.day)
    diary.wait().check_in(0)
    diary.now += timedelta(minutes=5)
    assert lacks(diary) == {Lack.EMERGENCY_CARD, Lack.URGENT_CARD, Lack.CONSULTED_OR_ZEROS}
    diary.must(EmergencyAnswered, any=False)
    assert lacks(diary) == {Lack.URGENT_CARD, Lack.CONSULTED_OR_ZEROS}
    refused = diary.say(RestartAsked)
    assert isinstance(refused, Refused) and {m.lack for m in refused.missing} == lacks(diary)
    diary.must(UrgentAnswered, any=False)
    diary.must(Consulted, yes=True)
    assert what_is_missing(diary.plan, diary.now, diary.day) == READY
    assert diary.must(RestartAsked).state is RECOVERY


def test_the_hours_count_not_only_the_dates() -> None:
    diary = at(ACTIVE)
    diary.now = diary.now.replace(hour=22)
    diary.hurt(2)
    diary.wait().check_in(0)
    diary.wait().check_in(0)  # two dates on, but only 34 hours
    diary.clear_cards()
    diary.must(Consulted, yes=True)
    assert lacks(diary) == {Lack.HOURS}
    assert isinstance(diary.say(RestartAsked), Refused)


def test_calm_days_must_be_in_a_row_and_reach_to_today() -> None:
    diary = at(ACTIVE)
    diary.hurt(3)
    for nrs in (0, 1, 0):
        diary.wait().check_in(nrs)
    assert lacks(diary) >= {Lack.ZEROS}
    diary.wait().check_in(0)
    assert Lack.ZEROS not in lacks(diary)
    diary.wait()
    assert Lack.ZEROS in lacks(diary)  # not asked today
    diary.check_in(0)
    diary.check_in(2)
    diary.check_in(0)
    assert Lack.ZEROS in lacks(diary)  # the worst answer of a day is its answer


def test_the_cards_have_to_be_clear_since_the_pain_and_within_a_day() -> None:
    diary = at(ACTIVE)
    diary.clear_cards()
    diary.hurt(2)
    assert lacks(diary) >= {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}
    diary.clear_cards()
    assert not lacks(diary) & {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}
    diary.wait(2)
    assert lacks(diary) >= {Lack.EMERGENCY_CARD, Lack.URGENT_CARD}


def test_a_check_in_two_worse_or_seven_needs_a_clinician() -> None:
    for trigger, now in product(range(7), range(11)):
        diary = at(ACTIVE)
        diary.hurt(trigger)
        diary.wait().check_in(now)
        worse = now >= 7 or now >= trigger + 2
        assert (diary.plan.state is CLEARANCE) == worse, (trigger, now)


def test_pain_never_rated_is_measured_from_the_first_check_in_and_keeps_the_longer_wait() -> None:
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.wait().check_in(2)
    assert diary.plan.state is PAUSED
    diary.wait().check_in(4)
    assert diary.plan.state is CLEARANCE
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.wait().check_in(1)
    assert isinstance(diary.copy().restart(after_days=2), Refused)
    assert not isinstance(diary.copy().restart(after_days=3), Refused)


def test_two_weeks_without_two_calm_days_need_a_clinician() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    for day in range(1, 14):
        diary.wait().check_in(day % 2)
        assert diary.plan.state is PAUSED
    diary.wait().check_in(0)
    assert diary.plan.state is CLEARANCE
    calm = at(ACTIVE)
    calm.hurt(2)
    calm.wait().check_in(0)
    calm.wait().check_in(0)
    for _ in range(20):
        calm.wait().check_in(1)
    assert calm.plan.state is PAUSED


def test_silence_changes_nothing_but_two_weeks_of_it_make_the_restart_a_clinicians_matter() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    diary.wait(40)
    assert diary.plan.state is PAUSED
    assert isinstance(diary.say(SessionBuilt, session_id=999), Refused)
    diary.must(RestartAsked)
    assert diary.plan.state is CLEARANCE


def test_a_second_event_within_14_days_or_a_third_within_60_needs_a_clinician() -> None:
    for apart in range(3, 40):
        diary = at(ACTIVE)
        diary.hurt(2)
        diary.plan = _back_in_active(diary)
        diary.wait(apart).hurt(2)
        assert (diary.plan.state is CLEARANCE) == (apart <= 14), apart
    third = at(ACTIVE)
    for apart, state in ((0, PAUSED), (20, PAUSED), (40, CLEARANCE)):
        third.wait(apart).hurt(2)
        assert third.plan.state is state
        third.plan = _back_in_active(third)
    late = at(ACTIVE)
    for apart in (0, 20, 41):
        late.wait(apart).hurt(2)
        assert late.plan.state is PAUSED
        late.plan = _back_in_active(late)


def _back_in_active(diary: Diary) -> Plan:
    """As if the whole return lay behind: only the pains are remembered."""
    return replace(diary.plan, state=ACTIVE, pause=None, recovery=None)


def test_a_second_event_may_not_go_on_alone_even_after_five_calm_days() -> None:
    diary = at(ACTIVE)
    diary.hurt(2)
    diary.plan = _back_in_active(diary)
    diary.wait(20).hurt(2)
    assert isinstance(diary.restart(after_days=6, consulted=False), Refused)
    assert lacks(diary) == {Lack.CONSULTED}


def test_the_button_pressed_twice_is_pressed_once() -> None:
    for state in (ACTIVE, RECOVERY, OWN):
        diary = at(state)
        diary.must(PainReported, exercise_id="press")
        once = diary.plan
        diary.must(PainReported, exercise_id="press")
        assert diary.plan == once
        diary.must(PainReported)
        assert diary.plan == once


def test_the_button_pressed_on_another_day_of_the_pause_is_a_new_report() -> None:
    diary = at(ACTIVE)
    diary.must(PainReported)
    diary.wait().must(PainReported)
    assert diary.plan.pains[-1].day == diary.day and len(diary.plan.pains) == 1
    assert isinstance(diary.copy().restart(after_days=3), Refused)
    assert not isinstance(diary.restart(after_days=4), Refused)


def test_another_report_within_a_pause_starts_the_wait_anew() -> None:
    diary = at(ACTIVE)
    diary.hurt(3)
    diary.wait().check_in(0)
    diary.wait().check_in(0)
    diary.hurt(2, where=Place.LOW_BACK)
    assert diary.plan.state is PAUSED and len(diary.plan.pains) == 1
    assert diary.plan.pains[-1].nrs == 3
    assert isinstance(diary.copy().restart(after_days=1), Refused)
    assert not isinstance(diary.copy().restart(after_days=2), Refused)


def test_another_report_that_is_rated_worse_later_needs_a_clinician() -> None:
    diary = at(ACTIVE)
    diary.hurt(1)
    diary.wait().must(PainReported)
    diary.must(PainRated, nrs=3)
    assert diary.plan.state is CLEARANCE


# T8: out of a clearance.


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
