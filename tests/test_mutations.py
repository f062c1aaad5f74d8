"""The script that plants faults must not rot: what it replaces still stands where it says."""

from pathlib import Path

import pytest

from tests.mutations import FAULTS, ROOT, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.about)
def test_a_fault_can_still_be_planted(fault: Fault) -> None:
    text = (Path(ROOT) / fault.path).read_text()
    assert text.count(fault.right) == 1
    compile(text.replace(fault.right, fault.wrong), fault.path, "exec")


def test_there_are_enough_faults() -> None:
    assert len({fault.about for fault in FAULTS}) == len(FAULTS) >= 12
