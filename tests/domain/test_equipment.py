"""Without a chair, a roll, a mat: each exercise has another way, or is left out and says so."""

import pytest

from bot.domain import equipment, locks
from bot.domain.equipment import Fit
from bot.domain.exercise import Equipment
from bot.domain.happening import Outcome, Result
from bot.domain.log import SessionClosed
from bot.domain.programme import TIER_THREE, Programme
from bot.domain.telling import EquipmentNoted
from content import catalogue
from tests.domain.diary import Diary

EXERCISES = catalogue.load().exercises
PROGRAMME = Programme(EXERCISES)
NEEDED = {
    Equipment.CHAIR: {"chair_arch"},
    Equipment.ROLL: {"prone_leg", "prone_both_legs", "prone_arch", "swimmer"},
}


def someone(days: int = 0) -> Diary:
    """A person with the exercises as the content files have them, after so many days."""
    return Diary(programme=PROGRAMME).enrol().train_daily(days)


@pytest.mark.parametrize("item", Equipment)
@pytest.mark.parametrize("name", EXERCISES)
def test_what_becomes_of_an_exercise_without_a_thing(name: str, item: Equipment) -> None:
    exercise = EXERCISES[name]
    found = equipment.fit({item: False}, exercise)
    if item not in exercise.equipment:
        assert found is Fit.USUAL
    elif item is Equipment.ROLL:
        assert found is (Fit.OUT if name in TIER_THREE else Fit.EASIER)
    else:
        assert found is (Fit.EASIER if item is Equipment.CHAIR else Fit.STAND_IN)
    assert equipment.fit({item: True}, exercise) is Fit.USUAL


def test_the_things_asked_about_are_needed_where_the_notes_say_so() -> None:
    for item, names in NEEDED.items():
        assert {name for name, found in EXERCISES.items() if item in found.equipment} == names


def test_each_thing_is_asked_about_once_where_it_is_first_needed() -> None:
    diary, asked = someone(), []
    for day in range(1, 101):
        shown = diary.train()
        asked += [(day, p.exercise_id, p.asks) for p in shown.prescriptions if p.asks]
        diary.wait()
    assert [(name, item) for _, name, item in asked] == [
        ("chair_arch", Equipment.CHAIR),
        ("prone_leg", Equipment.ROLL),
    ]
    assert [day for day, _, _ in asked] == [4, 27]


@pytest.mark.parametrize("missing", [set(), {Equipment.CHAIR}, {Equipment.ROLL}, set(Equipment)])
def test_whatever_is_missing_every_day_has_its_session(missing: set[Equipment]) -> None:
    diary = someone()
    for item in missing:
        diary.must(EquipmentNoted, item=item, has=False)
    for _ in range(120):
        shown = diary.train()
        names = {p.exercise_id for p in shown.prescriptions}
        assert "press" in names
        if Equipment.ROLL in missing:
            assert not names & {"prone_both_legs", "swimmer"}
        for each in shown.prescriptions:
            assert each.lacking >= EXERCISES[each.exercise_id].equipment & missing
            if missing & EXERCISES[each.exercise_id].equipment & {Equipment.CHAIR, Equipment.ROLL}:
                assert each.easier
            assert each.asks is None or each.asks not in missing
        diary.wait()
    if Equipment.ROLL in missing:
        found = locks.locked(diary.plan, PROGRAMME, EXERCISES["swimmer"], diary.day)
        assert found is not None and (found.lock, found.item) == (locks.Lock.EQUIPMENT, Equipment.ROLL)


def test_what_a_missing_thing_takes_out_of_an_open_session_is_no_skip() -> None:
    diary = someone(110)
    while "swimmer" not in {p.exercise_id for p in diary.today().prescriptions}:
        diary.train()
        diary.wait()
    shown = diary.open()
    diary.must(EquipmentNoted, item=Equipment.ROLL, has=False)
    done = tuple(
        Result(p.exercise_id, Outcome.DONE) for p in shown.prescriptions if p.exercise_id != "swimmer"
    )
    points = diary.plan.progress["swimmer"].points
    diary.must(SessionClosed, session_id=diary.sessions, results=done)
    assert diary.plan.progress["swimmer"].skips == 0
    assert diary.plan.progress["swimmer"].points == points
    assert diary.plan.done_on[-1] == diary.day  # all that could be done was done


def test_what_was_done_before_the_thing_was_missed_stays_done() -> None:
    diary = someone(110)
    while "swimmer" not in {p.exercise_id for p in diary.today().prescriptions}:
        diary.train()
        diary.wait()
    shown = diary.open()
    diary.must(EquipmentNoted, item=Equipment.ROLL, has=False)
    done = tuple(Result(p.exercise_id, Outcome.DONE) for p in shown.prescriptions)
    diary.must(SessionClosed, session_id=diary.sessions, results=done)
    assert diary.plan.progress["swimmer"].last is Outcome.DONE


def test_what_comes_back_after_weeks_without_its_thing_begins_lower() -> None:
    diary = someone(110)
    before = diary.rung("prone_both_legs")
    diary.must(EquipmentNoted, item=Equipment.ROLL, has=False)
    diary.train_daily(40)
    diary.must(EquipmentNoted, item=Equipment.ROLL, has=True)
    for _ in range(14):
        diary.train()
        diary.wait()
    assert before > 0 and diary.rung("prone_both_legs") < before
