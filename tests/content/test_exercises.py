"""The 14 exercise files as they are: their doses, their sides, their words."""

import pytest

from bot.domain.dose import Dose, Measure
from bot.domain.exercise import Caution, Equipment, Exercise, Position, Side
from content import catalogue
from content.fields import utf16_length
from content.guide import Guide

CATALOGUE = catalogue.load()
ALL = list(CATALOGUE.exercises.values())
GUIDES = list(CATALOGUE.guides.values())

ORDER = [
    "press", "legs_hold", "scissors", "curl_reach", "curl_hands_waist", "side_leg_raise", "side_double_leg",
    "prone_leg", "prone_both_legs", "prone_arch", "swimmer", "bird_dog", "side_turn", "chair_arch",
]  # fmt: skip

# id: tier, base, lowest and highest dose, and the loaded seconds of one side, rung by rung.
DOSES = {
    "press": (1, Dose(5, 5), Dose(3, 3), Dose(8, 7), [9, 15, 20, 25, 30, 35, 40, 42, 49, 56]),
    "legs_hold": (3, Dose(2, 5), Dose(1, 3), Dose(5, 10), [3, 6, 10, 15, 20, 21, 28, 30, 40, 50]),
    "scissors": (3, Dose(6, 2), Dose(4, 2), Dose(10, 2, 2), [8, 12, 16, 20, 24, 32, 40]),
    "curl_reach": (2, Dose(3, 5), Dose(2, 3), Dose(4, 15), [6, 15, 20, 25, 28, 35, 40, 50, 60]),
    "curl_hands_waist": (3, Dose(2, 5), Dose(2, 3), Dose(3, 15), [6, 10, 15, 20, 21, 28, 30, 40, 45]),
    "side_leg_raise": (1, Dose(3, 5), Dose(2, 3), Dose(6, 10), [6, 15, 20, 25, 28, 35, 42, 50, 60]),
    "side_double_leg": (3, Dose(2, 5), Dose(1, 3), Dose(3, 15), [3, 6, 10, 15, 20, 21, 28, 30, 40, 45]),
    "prone_leg": (2, Dose(3, 5), Dose(2, 3), Dose(6, 10), [6, 15, 20, 25, 28, 35, 42, 50, 60]),
    "prone_both_legs": (3, Dose(2, 5), Dose(1, 3), Dose(4, 10), [3, 6, 10, 15, 20, 21, 28, 30, 40]),
    "prone_arch": (2, Dose(3, 5), Dose(2, 3), Dose(5, 10), [6, 9, 15, 20, 25, 28, 35, 40, 50]),
    "swimmer": (3, Dose(4, 2), Dose(2, 2), Dose(10, 2, 2), [4, 8, 12, 16, 20, 24, 32, 40]),
    "bird_dog": (2, Dose(3, 5), Dose(2, 3), Dose(8, 7), [6, 15, 20, 25, 30, 35, 42, 49, 56]),
    "chair_arch": (1, Dose(4, 8), Dose(3, 8), Dose(8, 8), [24, 32, 40, 48, 56, 64]),
    "side_turn": (1, Dose(3, 8), Dose(2, 8), Dose(6, 8), [16, 24, 32, 40, 48]),
}

SIDES = {
    "side_leg_raise": Side.EACH, "side_double_leg": Side.EACH,
    "prone_leg": Side.ALTERNATE, "bird_dog": Side.ALTERNATE, "side_turn": Side.ALTERNATE,
}  # fmt: skip

# docs/safety.md#tags: which exercises a health answer takes away, by what they ask of the body.
REMOVED = {
    Caution.FLEX: {"curl_reach", "curl_hands_waist"},
    Caution.EXT: {"prone_both_legs", "prone_arch", "swimmer", "chair_arch"},
    Caution.HIP: {"side_leg_raise", "side_double_leg"},
    Caution.BP: {"legs_hold", "scissors", "curl_hands_waist"},
    Caution.LEVER: {"legs_hold", "scissors"},
    Caution.SUPINE: {"press", "legs_hold", "scissors", "curl_reach", "curl_hands_waist"},
    Caution.PRONE: {"prone_leg", "prone_both_legs", "prone_arch", "swimmer"},
    Caution.NECK: {"curl_reach", "curl_hands_waist", "prone_arch", "swimmer"},
    Caution.WRIST_KNEE: {"bird_dog", "chair_arch", "side_turn"},
}


def test_the_fourteen_exercises_come_in_the_order_of_one_trip_to_the_floor() -> None:
    assert list(CATALOGUE.exercises) == ORDER
    positions = [exercise.position for exercise in ALL]
    assert positions == sorted(positions, key=list(Position).index)


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_every_ladder_holds_the_agreed_doses(exercise: Exercise) -> None:
    tier, base, lowest, highest, seconds = DOSES[exercise.id]
    ladder = exercise.ladder
    assert exercise.tier == tier
    assert (ladder.dose(ladder.base), ladder.dose(0), ladder.dose(ladder.cap)) == (base, lowest, highest)
    assert [dose.loaded_seconds() for dose in ladder.doses] == seconds


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_every_exercise_uses_the_sides_it_should(exercise: Exercise) -> None:
    assert exercise.side is SIDES.get(exercise.id, Side.BOTH)


@pytest.mark.parametrize("caution", Caution)
def test_a_caution_marks_the_exercises_that_it_takes_away(caution: Caution) -> None:
    assert {exercise.id for exercise in ALL if caution in exercise.cautions} == REMOVED[caution]


def test_only_movements_and_breaths_have_rounds_or_a_pace() -> None:
    paces = {
        exercise.id: exercise.ladder.dose(0).seconds
        for exercise in ALL
        if exercise.measure is not Measure.HOLD
    }
    assert paces == {"scissors": 2, "swimmer": 2, "chair_arch": 8, "side_turn": 8}
    assert all(
        dose.rounds == 1 for exercise in ALL if exercise.id not in paces for dose in exercise.ladder.doses
    )


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_what_has_to_lie_ready_is_named_in_words(guide: Guide) -> None:
    names = {
        Equipment.ROLL: "roll",
        Equipment.CHAIR: "chair",
        Equipment.PILLOW: "pillow",
        Equipment.SOFA: "sofa",
    }
    for equipment in CATALOGUE.exercises[guide.id].equipment - {Equipment.MAT}:
        assert names[equipment] in guide.ready.lower()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_every_guide_leaves_room_for_longer_languages(guide: Guide) -> None:
    assert 3 <= len(guide.steps) <= 6
    caption = "\n".join((guide.name, guide.position, *guide.steps, guide.breathing))
    assert utf16_length(caption) < 500


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_sentences_end_and_names_do_not(guide: Guide) -> None:
    assert not guide.name.endswith(".")
    for sentence in guide.sentences():
        assert sentence == guide.name or sentence.endswith(".")
        assert "  " not in sentence


def test_legs_are_never_asked_below_halfway_and_the_swimmer_keeps_the_feet_down() -> None:
    for exercise_id in ("legs_hold", "scissors"):
        assert any("halfway to upright" in step for step in CATALOGUE.guides[exercise_id].steps)
        assert "a hand would fit under your back" in (CATALOGUE.guides[exercise_id].stop or "")
    assert "feet stay on the mat" in CATALOGUE.guides["swimmer"].steps[0]
    assert any("10 to 15 cm, never higher" in step for step in CATALOGUE.guides["prone_arch"].steps)
