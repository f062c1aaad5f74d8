"""What the screening cards make of a plan, at its beginning and while it runs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    PausedByUser,
    RestartAsked,
    Screened,
)
from bot.domain.missing import what_is_missing
from bot.domain.plan import Need, Plan, PlanState
from bot.domain.progression import week
from bot.domain.reason import Reason
from bot.domain.refusal import Lack, Missing, Refusal, Refused
from bot.domain.screening import AgeBand, Answers, Health
from bot.domain.tags import Tag
from tests.domain.diary import Diary, doses
from tests.domain.exercises import PROGRAMME

YOUNG, FIFTY, SEVENTY = AgeBand.FROM_18, AgeBand.FROM_50, AgeBand.FROM_70
CLEAR = Answers(YOUNG, confirmed=True)


def having(*items: Health, age: AgeBand = YOUNG) -> Answers:
    """Clear cards but for these items of the health card."""
    return Answers(age, health=frozenset(items), confirmed=True)


def screened(answers: Answers) -> Diary:
    """A newcomer with these answers."""
    diary = Diary()
    diary.say(Screened, answers=answers)
    return diary


def test_clear_cards_open_the_plan() -> None:
    diary = screened(CLEAR)
    assert diary.stands(PlanState.ACTIVE)
    assert doses(diary.train()) == {"press": "5x5"}


@pytest.mark.parametrize(
    ("answers", "need"),
    [
        (Answers(YOUNG, emergency=True), Need.EMERGENCY),
        (Answers(YOUNG, urgent=True), Need.URGENT),
        (Answers(AgeBand.UNDER_18), Need.UNDER_AGE),
        (having(Health.OSTEOPOROSIS), Need.SCREENING),
        (Answers(YOUNG, pain_now=1, confirmed=True), Need.SCREENING),
    ],
)
def test_other_cards_wait_for_a_clinician(answers: Answers, need: Need) -> None:
    diary = screened(answers)
    assert diary.stands(PlanState.NEEDS_CLEARANCE)
    assert diary.plan.pause is not None and diary.plan.pause.need is need


def test_unconfirmed_or_impossible_cards_change_nothing() -> None:
    assert Diary().say(Screened, answers=Answers(YOUNG)) == Refused(Refusal.UNCONFIRMED)
    broken = Answers(YOUNG, pain_now=11, confirmed=True)
    assert Diary().say(Screened, answers=broken) == Refused(Refusal.OUT_OF_RANGE)


def clear(diary: Diary) -> Plan | Refused:
    """Everything a clearance wants, on the next day."""
    diary.wait()
    diary.clear_cards()
    diary.must(CheckedIn, nrs=0)
    diary.must(ClearanceConfirmed, on=diary.day)
    return diary.say(RestartAsked)


def test_after_a_clearance_for_the_cards_the_plan_opens_with_its_tags() -> None:
    diary = screened(having(Health.DISC))
    after = clear(diary)
    assert isinstance(after, Plan) and after.state is PlanState.ACTIVE
    assert after.tags == {Tag.DISC} and after.cleared == {Health.DISC}
    diary.must(Screened, answers=having(Health.DISC, Health.NECK))
    assert diary.stands(PlanState.ACTIVE)  # the disc was cleared, the neck needs no clearance
    diary.must(Screened, answers=having(Health.DISC, Health.HEART))
    assert diary.stands(PlanState.NEEDS_CLEARANCE)


def test_a_red_flag_on_the_first_cards_leads_to_a_gentle_start() -> None:
    after = clear(screened(Answers(YOUNG, urgent=True, confirmed=True)))
    assert isinstance(after, Plan) and after.state is PlanState.RECOVERY


def test_the_very_young_are_not_offered_a_plan_and_a_slip_can_be_mended() -> None:
    diary = screened(Answers(AgeBand.UNDER_18, confirmed=True))
    assert what_is_missing(diary.plan, diary.now, diary.day) == (Missing(Lack.ADULT),)
    assert clear(diary.copy()) == Refused(Refusal.NOT_YET, (Missing(Lack.ADULT),))
    diary.must(Screened, answers=CLEAR)
    assert diary.stands(PlanState.ACTIVE)


def test_corrected_cards_open_a_plan_that_waited_for_the_cards_only() -> None:
    diary = screened(having(Health.HERNIA))
    diary.must(Screened, answers=CLEAR)
    assert diary.stands(PlanState.ACTIVE) and diary.plan.tags == frozenset()
    flagged = screened(Answers(YOUNG, emergency=True))
    flagged.must(Screened, answers=CLEAR)
    assert flagged.stands(PlanState.NEEDS_CLEARANCE)


def test_new_cards_in_a_running_plan() -> None:
    grown = Diary().enrol().train_daily(20)
    for answers, state in (
        (CLEAR, PlanState.ACTIVE),
        (having(Health.HERNIA), PlanState.NEEDS_CLEARANCE),
        (Answers(YOUNG, emergency=True), PlanState.NEEDS_CLEARANCE),
        (Answers(YOUNG, pain_now=3, confirmed=True), PlanState.PAUSED_PAIN),
        (
            Answers(YOUNG, pain_now=3, health=frozenset({Health.DISC}), confirmed=True),
            PlanState.NEEDS_CLEARANCE,
        ),
    ):
        diary = grown.copy()
        diary.must(Screened, answers=answers)
        assert diary.plan.state is state
    resting = grown.copy()
    resting.must(PausedByUser)
    resting.must(Screened, answers=having(Health.HERNIA))
    assert resting.stands(PlanState.NEEDS_CLEARANCE) and resting.plan.rest is None
    assert isinstance(clear(resting), Plan) and resting.stands(PlanState.ACTIVE)


def test_a_clearance_for_the_cards_within_a_return_from_pain_leads_back_to_that_return() -> None:
    diary = Diary().enrol().train_daily(20)
    diary.hurt(2)
    diary.restart(after_days=2)
    diary.train()
    diary.must(Screened, answers=having(Health.HERNIA))
    assert diary.stands(PlanState.NEEDS_CLEARANCE)
    assert isinstance(clear(diary), Plan) and diary.stands(PlanState.RECOVERY)
    assert diary.plan.recovery is not None and diary.plan.recovery.done == 1


def test_a_slip_on_the_age_card_hides_nothing_else() -> None:
    for answers, need in ((having(Health.HERNIA), Need.SCREENING), (having(age=FIFTY), None)):
        diary = screened(Answers(AgeBand.UNDER_18))
        diary.must(Screened, answers=answers)
        found = diary.plan.pause.need if diary.plan.pause else None
        assert found is need and diary.stands(PlanState.NEEDS_CLEARANCE if need else PlanState.ACTIVE)
    flagged = screened(Answers(YOUNG, urgent=True, confirmed=True))
    flagged.must(Screened, answers=Answers(AgeBand.UNDER_18, confirmed=True), anew=False)
    assert clear(flagged) == Refused(Refusal.NOT_YET, (Missing(Lack.ADULT),))


def test_after_a_clearance_neither_age_nor_pain_asks_again_until_the_age_answers_change() -> None:
    diary = screened(Answers(SEVENTY, active=False, new_pain=True, pain_now=4, confirmed=True))
    assert isinstance(clear(diary), Plan) and diary.stands(PlanState.ACTIVE)
    kept = diary.plan.answers
    assert kept is not None and kept.examined and kept.pain_now == 0
    diary.must(Screened, answers=replace(kept, health=frozenset({Health.HIP})), anew=False)
    assert diary.stands(PlanState.ACTIVE)
    diary.must(Screened, answers=replace(kept, examined=False), anew=False)
    assert diary.stands(PlanState.NEEDS_CLEARANCE)


def test_kept_answers_neither_freshen_the_cards_nor_report_pain() -> None:
    diary = Diary().enrol().train_daily(20)
    before = diary.plan.emergency_clear_at
    diary.must(Screened, answers=having(Health.HIP), anew=False)
    assert diary.plan.emergency_clear_at == before and diary.stands(PlanState.ACTIVE)
    diary.must(Screened, answers=Answers(YOUNG, pain_now=3, confirmed=True), anew=False)
    assert diary.stands(PlanState.NEEDS_CLEARANCE) and not diary.plan.pains


def test_a_plan_that_began_a_day_later_by_utc_is_in_its_first_week() -> None:
    assert week(Diary().day, Diary().day - timedelta(days=1)) == 1


def test_a_pause_for_pain_stays_one_whatever_the_cards_say() -> None:
    diary = Diary().enrol().train_daily(20)
    diary.hurt(2)
    diary.must(Screened, answers=CLEAR)
    assert diary.stands(PlanState.PAUSED_PAIN)
    diary.must(Screened, answers=Answers(YOUNG, pain_now=1, confirmed=True))
    assert diary.stands(PlanState.PAUSED_PAIN)
    diary.must(Screened, answers=having(Health.HERNIA))
    assert diary.stands(PlanState.NEEDS_CLEARANCE)
    assert isinstance(clear(diary), Plan) and diary.stands(PlanState.RECOVERY)


def test_a_tag_takes_its_exercises_out_on_the_same_day_and_brings_doses_down() -> None:
    diary = Diary().enrol().train_daily(60)
    assert "curl_reach" in doses(diary.wait(-1).wait().today()) or "curl_reach" in doses(diary.wait().today())
    while "curl_reach" not in doses(diary.today()):
        diary.wait()
    diary.open()
    diary.must(Screened, answers=having(Health.NECK))
    curl = next(p for p in diary.today().prescriptions if p.exercise_id == "curl_reach")
    assert curl.easier
    clear_heart = Diary().enrol(tags=frozenset({Tag.HEART})).train_daily(60)
    assert all(p.dose.seconds <= 8 for p in clear_heart.today().prescriptions)
    assert clear_heart.rung("press") == 6
    assert {PROGRAMME.exercises[p.exercise_id].tier for p in clear_heart.today().prescriptions} <= {1, 2}


def test_a_dose_above_what_a_new_tag_allows_comes_down_with_its_reason() -> None:
    diary = Diary().enrol().train_daily(60)
    assert diary.rung("press") == 7
    diary.open()
    diary.must(Screened, answers=having(Health.HEART))
    assert isinstance(clear(diary), Plan)
    press = diary.open().prescriptions[0]
    assert (press.dose.reps, press.dose.seconds, press.because.reason) == (8, 5, Reason.LIMITED)


def test_in_pregnancy_there_is_no_press_and_so_no_gate() -> None:
    diary = Diary().enrol(tags=frozenset({Tag.PREGNANCY}))
    for _ in range(40):
        assert doses(diary.train()).keys() <= {"side_leg_raise", "side_turn", "bird_dog"}
        diary.wait()
    assert diary.plan.progress["bird_dog"].unlocked_on is not None


# The two cards again.
