"""One exercise set up before the camera: settled poses, the frame, the objects."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from content.drawing.contacts import settled
from content.drawing.flesh import Flesh, build
from content.drawing.geometry import Array
from content.drawing.motion import anchored, between, complete
from content.drawing.plates import Inset, Plate, Setting
from content.drawing.pose import Pose
from content.drawing.props import Props, corners, place
from content.drawing.scene import View, framed
from content.drawing.skeleton import stand

SIZE = (1280, 720)


@dataclass(frozen=True)
class Stage:
    """Poses that touch what they should, seen by one camera."""

    setting: Setting
    poses: dict[str, Pose]
    props: Props
    view: View

    def body(self, name: str) -> Flesh:
        """The surface of a named pose."""
        return build(self.poses[name])

    def anchor(self) -> Array:
        """Where the joint that must not slide stands."""
        first = next(iter(self.poses.values()))
        return stand(first).joints[self.setting.anchor or "pelvis"]

    def halfway(self, first: str, last: str, share: float) -> Pose:
        """A settled pose on the way from one named pose to another."""
        a, b = self.poses[first], self.poses[last]
        if share in (0, 1):
            return b if share else a
        return anchored(between(a, b, share), self.setting.anchor, self.anchor(), rounds=2)


def _settle(poses: dict[str, Pose], names: Iterable[str], anchor: str) -> dict[str, Pose]:
    out: dict[str, Pose] = {}
    place_of: Array | None = None
    for name in dict.fromkeys(names):
        pose = complete(poses[name])
        if place_of is None or not anchor:
            out[name] = settled(pose)
            place_of = stand(out[name]).joints[anchor or "pelvis"]
        else:
            out[name] = anchored(pose, anchor, place_of)
    return out


def set_up(plate: Plate) -> Stage:
    """The stage of the exercise itself: its steps and its loop share one frame."""
    names = [
        *(step.pose for step in plate.steps),
        *(s.ghost for s in plate.steps if s.ghost),
        *plate.loop.path,
    ]
    stage = _stage(plate, plate.setting, names)
    ways = zip(plate.loop.path, (*plate.loop.path[1:], plate.loop.path[0]), strict=True)
    middles = [build(between(stage.poses[a], stage.poses[b], 0.5)) for a, b in ways]
    return _framed(stage, middles)


def set_up_easier(plate: Plate) -> Stage:
    """The stage of the easier version."""
    easier = plate.easier
    stage = _stage(plate, plate.easier_setting, [name for name in (easier.ghost, easier.pose) if name])
    return _framed(stage, [])


def _stage(plate: Plate, setting: Setting, names: list[str]) -> Stage:
    poses = _settle(plate.poses, names, setting.anchor)
    props = place(*setting.mat, setting.objects)
    return Stage(setting, poses, props, View(setting.camera, *SIZE, 1.0, 0.0, 0.0))


def _framed(stage: Stage, more: list[Flesh]) -> Stage:
    bodies = [stage.body(name) for name in stage.poses] + more
    view = framed(stage.setting.camera, SIZE, bodies, corners(stage.props), stage.setting.room)
    return Stage(stage.setting, stage.poses, stage.props, view)


def inset_view(inset: Inset, width: int) -> View:
    """The square view of a round window in a picture of this width."""
    side = 2 * round(inset.radius * width / SIZE[0])
    right, up, _ = inset.camera.axes
    u, v = float(inset.centre @ right), float(inset.centre @ up)
    return View(inset.camera, side, side, side / inset.height, u, v)


def lens_source(inset: Inset, view: View) -> tuple[float, float, float] | None:
    """Where in the picture the lens looks, and how large that spot is; None for a second view."""
    if not inset.lens:
        return None
    x, y = view.project(inset.centre)
    return float(x), float(y), inset.height / 2 * view.scale


def track(stage: Stage, start: str, end: str, joint: str, span: tuple[float, float]) -> Array:
    """A joint's way through the world between two poses."""
    low, high = span
    shares = np.linspace(low, high, 21)
    return np.array([stand(between(stage.poses[start], stage.poses[end], t)).joints[joint] for t in shares])
