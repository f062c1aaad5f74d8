"""Clinical notes 4, arrow by arrow: T1-T10, each with both sides of its numbers."""

from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest

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
from bot.domain.plan import Plan, PlanState
from bot.domain.refusal import Lack, Refused
from bot.domain.screening import AgeBand, Answers, Health
from bot.domain.transitions import TABLE, permits, rows
from tests.domain.diary import Diary
from tests.domain.standing import ACTIVE, CLEARANCE, OWN, PAUSED, RECOVERY, at

ONBOARDING = PlanState.ONBOARDING
CLEAR = Answers(AgeBand.FROM_18, confirmed=True)
DAY = timedelta(days=1)

EVENTS: list[tuple[Any, dict[str, Any]]] = [
    (Enrolled, {}),
    *((Screened, {"answers": answers}) for answers in (
        CLEAR, Answers(AgeBand.FROM_18, emergency=True), Answers(AgeBand.FROM_18, urgent=True),
        Answers(AgeBand.FROM_18, pain_now=2, confirmed=True), Answers(AgeBand.UNDER_18),
        Answers(AgeBand.FROM_18, health=frozenset({Health.DISC}), confirmed=True),
    )),
    *((kind, {"any": found}) for kind in (EmergencyAnswered, UrgentAnswered) for found in (True, False)),
    *((PainReported, {"nrs": nrs, "where": where, "when": when})
      for nrs in (None, *range(11)) for where in (None, *Place) for when in When),
    *((kind, {"nrs": nrs}) for kind in (PainRated, CheckedIn) for nrs in range(11)),
    *((PainPlaced, {"where": where}) for where in Place),
    (Consulted, {"yes": True}), (RestartAsked, {}), (PausedByUser, {}), (PausedByUser, {"ill": True}),
    (ResumedByUser, {"well": True}), (SessionBuilt, {"session_id": 9999}),
]  # fmt: skip


def ready(diary: Diary) -> Diary:
    """A person for whom only the restart is missing."""
    for _ in range(5):
        diary.wait().check_in(0)
    diary.now += timedelta(hours=4)
    diary.clear_cards()
    diary.must(Consulted, yes=True)
    if diary.stands(CLEARANCE):
        diary.must(ClearanceConfirmed, on=diary.day)
    assert what_is_missing(diary.plan, diary.now, diary.day) == READY
    return diary


def recovered(done: int, days: int) -> Diary:
    """RECOVERY after so many done sessions, on the morning so many days after its begin."""
    diary = at(RECOVERY)
    began = diary.day
    diary.train_daily(done)
    return diary.wait((began - diary.day).days + days)


@cache
def starts() -> list[Diary]:
    """People in every state, and those for whom only the last step out of it is missing."""
    found = [*(at(state) for state in PlanState), ready(at(PAUSED)), ready(at(CLEARANCE)), recovered(6, 7)]
    for start in found:
        start.calm_morning()
    return found


def test_every_way_that_is_taken_is_a_row_of_the_table_and_every_row_is_taken() -> None:
    taken: set[str] = set()
    for start, (kind, fields) in product(starts(), EVENTS):
        diary = start.copy()
        before = diary.plan.state
        after = diary.say(kind, **fields)
        if isinstance(after, Plan) and after.state is not before:
            found = rows(before, kind, after.state)
            assert found, f"{before} -> {after.state} by {kind.__name__} {fields}"
            taken.update(found)
    assert taken == {row.row for row in TABLE} - {"T10"}


def test_no_door_opens_but_these() -> None:
    opened = {
        (before, event, after)
        for before, after, (event, _) in product(PlanState, (ACTIVE, RECOVERY), EVENTS)
        if before is not after and permits(before, event, after)
    }
    assert opened == {
        (ONBOARDING, Enrolled, ACTIVE),
        (ONBOARDING, Screened, ACTIVE),
        (PAUSED, RestartAsked, RECOVERY),
        (CLEARANCE, RestartAsked, RECOVERY),
        (CLEARANCE, RestartAsked, ACTIVE),
        (CLEARANCE, Screened, RECOVERY),
        (CLEARANCE, Screened, ACTIVE),
        (RECOVERY, SessionBuilt, ACTIVE),
        (OWN, ResumedByUser, ACTIVE),
        (OWN, ResumedByUser, RECOVERY),
    }


@pytest.mark.parametrize("state", PlanState)
def test_a_stop_is_never_held_up(state: PlanState) -> None:
    assert all(permits(state, event, stop) for stop in (PAUSED, CLEARANCE) for event, _ in EVENTS)


def stops_in(state: PlanState, nrs: int | None, where: Place | None) -> PlanState:
    """Clinical notes 4 in one line: where a report of pain leads."""
    grave = where in (Place.BELOW_KNEE, Place.TINGLING, Place.WEAKNESS)
    limit = {ACTIVE: 7, OWN: 7, PAUSED: 4}.get(state, 0)  # the pause began with a 2
    return CLEARANCE if grave or limit == 0 or (nrs or 0) >= limit else PAUSED


@pytest.mark.parametrize("state", PlanState)
def test_every_strength_place_and_moment_of_pain_in_every_state_stops_the_plan(state: PlanState) -> None:
    for nrs, where, when in product((None, *range(11)), (None, *Place), When):
        diary = at(state)
        diary.must(PainReported, nrs=nrs, where=where, when=when)
        assert diary.plan.state is stops_in(state, nrs, where), (nrs, where, when)
        assert all(found.points == 0 for found in diary.plan.progress.values())
        diary.now += timedelta(minutes=1)
        assert isinstance(diary.say(SessionBuilt, session_id=9999), Refused)


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
