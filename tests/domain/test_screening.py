"""The six cards, what they lead to, and the tags they leave: clinical notes 3.1-3.3."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import screening, tags
from bot.domain.log import (
    CheckedIn,
    ClearanceConfirmed,
    Enrolled,
    PausedByUser,
    RestartAsked,
    Screened,
    SessionBuilt,
)
from bot.domain.missing import what_is_missing
from bot.domain.plan import Need, Plan, PlanState
from bot.domain.progression import week
from bot.domain.reason import Reason
from bot.domain.refusal import Lack, Missing, Refusal, Refused
from bot.domain.rescreening import rescreen_due
from bot.domain.screening import AgeBand, Answers, Health, Verdict
from bot.domain.tags import Tag
from tests.domain.diary import Diary, doses
from tests.domain.exercises import PROGRAMME, SHORT_NAMES

YOUNG, FIFTY, SEVENTY = AgeBand.FROM_18, AgeBand.FROM_50, AgeBand.FROM_70
CLEAR = Answers(YOUNG, confirmed=True)


def having(*items: Health, age: AgeBand = YOUNG) -> Answers:
    """Clear cards but for these items of the health card."""
    return Answers(age, health=frozenset(items), confirmed=True)


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (CLEAR, Verdict.CLEAR),
        (Answers(YOUNG), Verdict.UNCONFIRMED),
        (Answers(AgeBand.UNDER_18, confirmed=True), Verdict.REFUSE),
        (Answers(FIFTY, confirmed=True), Verdict.CLEAR),
        (Answers(FIFTY, new_pain=True, confirmed=True), Verdict.CLEARANCE),
        (Answers(YOUNG, new_pain=True, confirmed=True), Verdict.CLEAR),
        (Answers(SEVENTY, confirmed=True), Verdict.CLEAR),
        (Answers(SEVENTY, active=False, confirmed=True), Verdict.CLEARANCE),
        (Answers(SEVENTY, new_pain=True, confirmed=True), Verdict.CLEARANCE),
        (Answers(YOUNG, active=False, confirmed=True), Verdict.CLEAR),
        (Answers(YOUNG, urgent=True, confirmed=True), Verdict.URGENT),
        (Answers(AgeBand.UNDER_18, urgent=True), Verdict.URGENT),
        (Answers(YOUNG, urgent=True, emergency=True, pain_now=9), Verdict.EMERGENCY),
    ],
)
def test_the_gravest_answer_decides(answers: Answers, wanted: Verdict) -> None:
    assert screening.verdict(answers) is wanted


@pytest.mark.parametrize("pain_now", range(1, 11))
def test_any_pain_now_asks_for_a_clinicians_yes(pain_now: int) -> None:
    assert screening.verdict(Answers(YOUNG, pain_now=pain_now, confirmed=True)) is Verdict.CLEARANCE


@pytest.mark.parametrize("item", Health)
def test_joints_alone_leave_a_tag_and_every_other_item_asks_for_a_clinician(item: Health) -> None:
    alone = {Health.WRIST_KNEE, Health.HIP, Health.SHOULDER, Health.NECK, Health.JOINT, Health.STIFF_MORNINGS}
    wanted = Verdict.CLEAR if item in alone else Verdict.CLEARANCE
    assert screening.verdict(having(item)) is wanted
    assert screening.verdict(having(item), frozenset({item})) is Verdict.CLEAR


REMAINING = {
    Tag.OSTEOPOROSIS: "E0 S1 S2 L1 L2 P1a P1b P2 P3 Q1 Q2 Q3",
    Tag.DISC: "E0 S1 S2 L1 L2 P1a P1b P2 P3 Q1 Q2 Q3",
    Tag.NARROWING: "E0 S1 S2 S3 S4 L1 L2 P1a Q1 Q3",
    Tag.PREGNANCY: "L1 Q1 Q3",
    Tag.HEART: "E0 S3 L1 P1a P2 Q1 Q2 Q3",
    Tag.HERNIA: "E0 S3 L1 L2 Q1 Q2 Q3",
    Tag.WRIST_KNEE: "E0 S1 S2 S3 S4 L1 L2 P1a P1b P2 P3 Q1 Q2 Q3",
    Tag.NECK: "E0 S1 S2 S3 S4 L1 L2 P1a P1b P2 P3 Q1 Q2 Q3",
    Tag.HIP: "E0 S1 S2 S3 S4 P1a P1b P2 P3 Q1 Q2 Q3",
}


@pytest.mark.parametrize("tag", Tag)
def test_what_each_tag_leaves(tag: Tag) -> None:
    left = [
        short for short, name in SHORT_NAMES.items()
        if not tags.removed(frozenset({tag}), PROGRAMME.exercises[name])
    ]  # fmt: skip
    assert sorted(left) == sorted(REMAINING[tag].split())


def test_tags_add_up() -> None:
    both = frozenset({Tag.DISC, Tag.HIP})
    gone = {name for name, e in PROGRAMME.exercises.items() if tags.removed(both, e)}
    assert gone == {"curl_reach", "curl_hands_waist", "side_leg_raise", "side_double_leg"}


def test_a_heart_tag_keeps_holds_at_five_seconds() -> None:
    heart = frozenset({Tag.HEART})
    for exercise in PROGRAMME.exercises.values():
        cap = tags.cap(heart, exercise)
        if exercise.id in ("side_turn", "chair_arch", "swimmer", "scissors"):
            assert cap == exercise.ladder.cap
        else:
            assert all(dose.seconds <= 5 for dose in exercise.ladder.doses[: cap + 1])
            assert exercise.ladder.doses[cap + 1].seconds > 5
        assert tags.cap(frozenset(), exercise) == exercise.ladder.cap


def test_wrists_knees_and_neck_ask_for_easier_forms() -> None:
    eased = {tag: {name for name in PROGRAMME.exercises if tags.eased(frozenset({tag}), name)} for tag in Tag}
    assert eased[Tag.WRIST_KNEE] == {"bird_dog", "side_turn"}
    assert eased[Tag.NECK] == {"curl_reach", "curl_hands_waist"}
    assert not any(names for tag, names in eased.items() if tag not in (Tag.WRIST_KNEE, Tag.NECK))


def test_every_health_item_with_a_lasting_meaning_leaves_its_tag() -> None:
    assert screening.tags(having(*Health)) == frozenset(Tag)
    assert screening.tags(having(Health.SURGERY)) == {Tag.HERNIA}
    assert screening.tags(having(Health.JOINT)) == {Tag.WRIST_KNEE, Tag.HIP}
    assert screening.tags(having(Health.LEG_PAIN, Health.SHOULDER)) == frozenset()


# The cards in the plan.


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


def test_the_cards_come_again_every_28_days() -> None:
    diary = Diary().enrol().train_daily(27)
    assert not rescreen_due(diary.plan, diary.day, diary.now)
    diary.train()
    diary.wait()
    assert diary.say(SessionBuilt, session_id=999) == Refused(Refusal.RESCREEN_DUE)
    diary.clear_cards()
    assert not rescreen_due(diary.plan, diary.day, diary.now)
    diary.train_daily(27)
    assert not rescreen_due(diary.plan, diary.day, diary.now)
    assert rescreen_due(diary.plan, diary.day, diary.now + timedelta(days=1))


def test_after_a_gap_of_28_days_the_cards_are_answered_that_day() -> None:
    diary = Diary().enrol().train_daily(1)
    diary.wait(20).clear_cards()
    diary.wait(8)
    assert rescreen_due(diary.plan, diary.day, diary.now)
    diary.clear_cards()
    assert not rescreen_due(diary.plan, diary.day, diary.now)


def test_a_plan_without_any_card_asks_for_them() -> None:
    assert rescreen_due(Plan(), Diary().day, Diary().now)
    assert Diary().say(Enrolled) is not None
