"""Every exercise's stage and every moment of its loop, worked out once without drawing."""

from dataclasses import dataclass

import pytest

from content.drawing.flesh import Flesh, build
from content.drawing.loop import Frame, pose_at, timeline
from content.drawing.plate_file import load
from content.drawing.plates import EXERCISES, FOLDER, SUFFIX, Plate
from content.drawing.pose import Pose
from content.drawing.stage import Stage, set_up, set_up_easier


@dataclass(frozen=True)
class Drill:
    """An exercise as the tests look at it."""

    plate: Plate
    stage: Stage
    easier: Stage
    frames: list[Frame]
    moments: dict[Frame, tuple[Pose, Flesh]]

    def body(self, name: str) -> Flesh:
        """The surface of a named pose."""
        return self.stage.body(name)


def _drill(name: str) -> Drill:
    plate = load(FOLDER / f"{name}{SUFFIX}")
    stage = set_up(plate)
    frames = timeline(plate)
    poses = {frame: pose_at(stage, frame) for frame in dict.fromkeys(frames)}
    moments = {frame: (pose, build(pose)) for frame, pose in poses.items()}
    return Drill(plate, stage, set_up_easier(plate), frames, moments)


@pytest.fixture(scope="session")
def drills() -> dict[str, Drill]:
    """All fourteen."""
    return {name: _drill(name) for name in EXERCISES}
