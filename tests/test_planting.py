"""The lists of planted faults do not rot, and the planter sees what it should and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.simulation.people import KINDS
from tests.planted_faults import LISTS, plant
from tests.planting import (
    ROOT,
    Fault,
    FaultList,
    Unplantable,
    broken_rule,
    copy_into,
    failing_test,
    planted,
    read,
    run,
)

EVERY = {name: read(ROOT / "tests" / f"{name}.toml") for name in LISTS}
FAULTS = [fault for each in EVERY.values() for fault in each.faults]
HANDFUL = ("The same invitation comes three days later.", "Tokens stand in the log.")
VARIETY = "tests/domain/test_variety.py"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.about)
def test_a_fault_can_still_be_planted(fault: Fault) -> None:
    text = fault.in_text((ROOT / fault.path).read_text())
    if fault.path.endswith(".py"):
        compile(text, fault.path, "exec")
    for test in fault.tests:
        path, _, name = test.partition("::")
        assert (ROOT / path).exists() and f"def {name}" in ((ROOT / path).read_text() if name else "def ")


def test_there_are_enough_faults_and_each_has_its_own_sentence_and_its_tests() -> None:
    assert len(EVERY["mutations"].faults) >= 12 and len(EVERY["sabotage"].faults) >= 25
    assert len({fault.about for fault in FAULTS}) == len(FAULTS)
    assert all(fault.about[0].isupper() and fault.about.endswith(".") and fault.tests for fault in FAULTS)


def test_the_lives_that_are_watched_are_those_of_the_fleet() -> None:
    named = {life for each in EVERY.values() for life in each.lives}
    named |= {life for fault in FAULTS for life in fault.lives}
    assert named <= {kind.name for kind in KINDS}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield copy_into(tmp_path_factory.mktemp("planting") / "copy")


def test_a_copy_is_whole_and_private(copy: Path) -> None:
    assert run(copy, "-m", "bot", "check").returncode == 0
    told = run(copy, "-c", "import bot, content, db, handlers, tests.planting as found; print(found.ROOT)")
    assert told.stdout.strip() == str(copy)
    assert not (copy / ".env").exists() and not (copy / ".git").exists()


def test_planted_faults_are_noticed_and_what_is_sound_is_not(tmp_path: Path) -> None:
    chosen = [fault for fault in FAULTS if fault.about in HANDFUL]
    rows = plant(tmp_path, FaultList("Some", "make test", chosen), chosen, jobs=1)
    assert [row.test for row in rows] == [
        "twelve days in a row bring all twelve",
        "a token in a message an argument or a traceback is taken out",
    ]


def test_the_watch_of_the_fleet_is_asked_too(copy: Path) -> None:
    fault = next(fault for fault in FAULTS if fault.about == "A change of a session counts two versions.")
    assert broken_rule(copy, ["always easy"], 2) == ""
    with planted(copy, fault):
        assert broken_rule(copy, ["always easy"], 2).startswith("I7")
    assert broken_rule(copy, ["always easy"], 2) == ""


def test_a_change_that_breaks_nothing_is_noticed_by_nobody(copy: Path) -> None:
    harmless = Fault(
        "Nothing.", "bot/domain/variety.py", "_STRIDES = (1, 5, 7, 11)", "_STRIDES = (1, 5, 7, 11 + 0)"
    )
    with planted(copy, harmless):
        assert failing_test(copy, [VARIETY]) == ""


@pytest.mark.parametrize("wrong", ["_STRIDES = (", "import nothing_of_this_name"])
def test_what_does_not_even_load_is_not_noticed_but_refused(copy: Path, wrong: str) -> None:
    broken = Fault("Nothing loads.", "bot/domain/variety.py", "_STRIDES = (1, 5, 7, 11)", wrong)
    with planted(copy, broken), pytest.raises(Unplantable):
        failing_test(copy, [VARIETY])
    assert (copy / broken.path).read_text() == (ROOT / broken.path).read_text()


@pytest.mark.parametrize("text", ["", "twice twice"])
def test_a_fault_whose_text_is_not_there_exactly_once_is_an_error(text: str) -> None:
    with pytest.raises(Unplantable):
        Fault("Never.", "somewhere.py", "twice", "thrice").in_text(text)
