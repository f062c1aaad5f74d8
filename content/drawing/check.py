"""Checks every pose without drawing: range, contacts, floor, canvas. Needs numpy, not the renderer."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from content.drawing.flesh import ball_names, build
from content.drawing.measure import joint_values, limits, lowest
from content.drawing.plate_file import load
from content.drawing.plates import EXERCISES, FOLDER, SUFFIX, Plate, PlateError
from content.drawing.pose import Pose
from content.drawing.props import clearance
from content.drawing.skeleton import stand
from content.drawing.stage import SIZE, Stage, set_up, set_up_easier

SOFT_MAT = -0.025
"""Nothing may sink deeper than this: what a soft mat and soft flesh give, in metres."""
SOFT_OBJECT = -0.030
"""A pillow gives a little, and so does a forearm on the edge of a seat."""
TOUCH = 0.005
REACH = 0.005
MARGIN = 0.03


def problems(folder: Path = FOLDER) -> list[str]:
    """One line for each fault: file, key and remedy. Empty when every pose can be drawn."""
    out = []
    names = {path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}")}
    for name in sorted(names | set(EXERCISES)):
        path = folder / f"{name}{SUFFIX}"
        if not path.exists():
            out.append(f"{path.name}: the file is missing; draw its poses")
            continue
        try:
            out += [f"{path.name}: {fault}" for fault in faults(load(path))]
        except PlateError as error:
            out.append(str(error))
    return out


def faults(plate: Plate) -> Iterator[str]:
    """What is wrong with a plate, pose by pose."""
    for stage in (set_up(plate), set_up_easier(plate)):
        for name, pose in stage.poses.items():
            yield from (f"pose.{name}{fault}" for fault in pose_faults(pose, stage))


def pose_faults(pose: Pose, stage: Stage) -> Iterator[str]:
    """Faults of a settled pose on its stage; each begins with the key."""
    yield from _out_of_range(pose)
    yield from _out_of_reach(pose)
    yield from _not_touching(pose)
    yield from _through_the_floor(pose)
    yield from _into_objects(pose, stage)
    yield from _off_the_canvas(pose, stage)


def _out_of_range(pose: Pose) -> Iterator[str]:
    for name, value in joint_values(pose).items():
        limit = limits(name)
        if not limit.holds(value):
            yield f".{name}: {value:.0f} degrees; a person reaches {limit.low:g} to {limit.high:g}, change it"


def _out_of_reach(pose: Pose) -> Iterator[str]:
    joints = stand(pose).joints
    for limb, joint in (("hand", "wrist"), ("foot", "ankle")):
        for side in "lr":
            goal = pose.targets.get(f"{limb}_{side}.at")
            if goal is None or f"{limb}_{side}" in pose.carried:
                continue
            short = float(np.linalg.norm(goal - joints[f"{joint}_{side}"]))
            if short > REACH:
                yield f".{limb}_{side}.at: {short * 100:.1f} cm out of reach; move it closer"


def _not_touching(pose: Pose) -> Iterator[str]:
    body = build(pose)
    for item in pose.rest:
        group, _, height = item.partition(":")[0], "", item.partition("@")[2]
        gap = lowest(body, group) - float(height or 0)
        if abs(gap) > TOUCH:
            yield f".rest {item!r}: {gap * 100:+.1f} cm from its height; change the start values"


def _through_the_floor(pose: Pose) -> Iterator[str]:
    centres, radii = build(pose).balls
    depth = centres[:, 2] - radii
    worst = int(depth.argmin())
    if depth[worst] < SOFT_MAT:
        yield f": {ball_names()[worst]} sinks {-depth[worst] * 100:.1f} cm into the floor; raise it"


def _into_objects(pose: Pose, stage: Stage) -> Iterator[str]:
    deep = [
        (clearance(stage.props, centre) - radius, name)
        for centre, radius, name in zip(*build(pose).balls, ball_names(), strict=True)
    ]
    depth, name = min(deep)
    if depth < SOFT_OBJECT:
        yield f": {name} is {-depth * 100:.1f} cm inside an object; move it or the object"


def _off_the_canvas(pose: Pose, stage: Stage) -> Iterator[str]:
    centres, radii = build(pose).balls
    pixels = stage.view.project(centres)
    edge = (radii * stage.view.scale)[:, None]
    low, high = (pixels - edge).min(axis=0), (pixels + edge).max(axis=0)
    width, height = SIZE
    if min(low[0] / width, low[1] / height, 1 - high[0] / width, 1 - high[1] / height) < MARGIN:
        yield ": leaves the canvas; make setting.room smaller"
