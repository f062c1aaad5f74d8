"""The six cards, what they lead to, and the tags they leave: clinical notes 3.1-3.3."""

import pytest

from bot.domain import screening, tags
from bot.domain.screening import AgeBand, Answers, Health, Verdict
from bot.domain.tags import Tag
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
