"""The body's surface round a skeleton: one trunk tube, eight limb bones, and small cones for the rest."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from content.drawing import profiles as shape
from content.drawing.geometry import Array, unit, vector
from content.drawing.pose import SIDES, Pose
from content.drawing.skeleton import SIGN, Skeleton, stand

TORSO, LEG_L, LEG_R, ARM_L, ARM_R, HEAD = range(6)
GROUP_NAMES = ("torso", "leg_l", "leg_r", "arm_l", "arm_r", "head")
PARTS = (
    ("hips", TORSO, 2),
    ("chest", TORSO, 4),
    ("hand_l", ARM_L, 13),
    ("foot_l", LEG_L, 8),
    ("hand_r", ARM_R, 13),
    ("foot_r", LEG_R, 8),
    ("neck", HEAD, 3),
    ("head", HEAD, 7),
    ("bun", HEAD, 1),
)
"""Cone parts in the order of the rows: name, group, number of cones."""
BONES = (
    ("thigh_l", "hip_l", "knee_l", 0, LEG_L),
    ("shank_l", "knee_l", "ankle_l", 1, LEG_L),
    ("upper_l", "shoulder_l", "elbow_l", 2, ARM_L),
    ("fore_l", "elbow_l", "wrist_l", 3, ARM_L),
    ("thigh_r", "hip_r", "knee_r", 0, LEG_R),
    ("shank_r", "knee_r", "ankle_r", 1, LEG_R),
    ("upper_r", "shoulder_r", "elbow_r", 2, ARM_R),
    ("fore_r", "elbow_r", "wrist_r", 3, ARM_R),
)
Indices = npt.NDArray[np.intp]
BONE_STOPS: Array = np.linspace(0, 1, 9)
_TABLE_AT = (BONE_STOPS * (shape.SAMPLES - 1)).astype(int)


@dataclass(frozen=True)
class Flesh:
    """Surface in the world. torso rows: centre, left axis, half width beyond the radius, radius, level."""

    skeleton: Skeleton
    torso: Array
    cones: Array

    @property
    def balls(self) -> tuple[Array, Array]:
        """Centres and radii of balls that fill the surface: for contacts, framing and checks."""
        centres, radii = (
            [self.torso[:, :3] + s * self.torso[:, 3:6] * self.torso[:, 6:7] for s in (-1, 1)],
            [],
        )
        radii = [self.torso[:, 7], self.torso[:, 7], self.cones[:, 3], self.cones[:, 7]]
        centres += [self.cones[:, 0:3], self.cones[:, 4:7]]
        for name, start, end, table, _ in BONES:
            a, b = self.skeleton.joints[start], self.skeleton.joints[end]
            radius, forward = shape.BONE_TABLES[table][:, _TABLE_AT]
            spots = a + BONE_STOPS[:, None] * (b - a)
            centres.append(spots + forward[:, None] * self.skeleton.frames[name][:, 0])
            radii.append(radius + shape.HEM_THICKNESS[table] * (shape.HEM[table] > BONE_STOPS))
        skull = shape.SKULL_CAP[:3]
        centres.append((self.skeleton.joints["head"] + self.skeleton.frames["head"] @ skull)[None])
        radii.append(shape.SKULL_CAP[3:4])
        return np.concatenate(centres), np.concatenate(radii)


def _torso_label(level: float) -> str:
    if level < -0.3:
        return "pelvis"
    if level < 2.2:
        return "belly"
    return "waist" if level < 5 else "thorax"


@cache
def ball_names() -> tuple[str, ...]:
    """The part each ball of Flesh.balls belongs to, in the same order."""
    torso = [_torso_label(level) for level in shape.TORSO_LEVEL]
    cones = [name for name, _, count in PARTS for _ in range(count)]
    cones[0:2] = ["pelvis"] * 2
    cones[2:6] = ["thorax"] * 4
    bones = [name for name, *_ in BONES for _ in BONE_STOPS]
    return (*torso, *torso, *cones, *cones, *bones, "head")


@cache
def ball_indices(group: str) -> Indices:
    """Which balls belong to a contact group: a part's name or its beginning, as in `foot` for both feet."""
    return np.array([i for i, name in enumerate(ball_names()) if name.startswith(group)], dtype=np.intp)


def clothe(skeleton: Skeleton) -> Flesh:
    """The surface of a skeleton."""
    return Flesh(skeleton, _torso(skeleton), _cones(skeleton))


def build(pose: Pose) -> Flesh:
    """The surface of a pose."""
    return clothe(stand(pose))


def _spline_weights() -> Array:
    at = shape.TORSO_LEVEL + 1
    rows = np.zeros((len(at), 13))
    for row, place in zip(rows, at, strict=True):
        i = min(int(place), 11)
        u = place - i
        weights = (
            -0.5 * u + u * u - 0.5 * u**3,
            1 - 2.5 * u * u + 1.5 * u**3,
            0.5 * u + 2 * u * u - 1.5 * u**3,
            -0.5 * u * u + 0.5 * u**3,
        )
        for k, weight in enumerate(weights):
            row[min(max(i - 1 + k, 0), 12)] += weight
    return rows


_SPLINE = _spline_weights()


def _torso(skeleton: Skeleton) -> Array:
    pelvis = skeleton.frames["pelvis"]
    start = (skeleton.joints["pelvis"] + pelvis @ vector(-0.030, 0, 0), pelvis)
    links = [start, *skeleton.spine]
    places = _SPLINE @ np.array([place for place, _ in links])
    forward = _SPLINE @ np.array([attitude[:, 0] for _, attitude in links])
    left = _SPLINE @ np.array([attitude[:, 1] for _, attitude in links])
    forward /= np.linalg.norm(forward, axis=1)[:, None]
    left /= np.linalg.norm(left, axis=1)[:, None]
    swell = 0.013 * skeleton.breath * shape.RIB_SWELL
    depth = shape.TORSO_DEPTH + 0.5 * swell
    out = np.empty((shape.TORSO_NODES, 9))
    out[:, 0:3] = places + forward * (shape.TORSO_FORWARD + 0.5 * swell)[:, None]
    out[:, 3:6] = left
    out[:, 6] = shape.TORSO_WIDTH - shape.TORSO_DEPTH + 0.3 * swell
    out[:, 7] = depth
    out[:, 8] = shape.TORSO_LEVEL
    return out


def _cones(skeleton: Skeleton) -> Array:
    joints, frames = skeleton.joints, skeleton.frames
    rows = [shape.placed(shape.HIPS, joints["pelvis"], frames["pelvis"]), _chest(skeleton)]
    for side in SIDES:
        hand, foot = shape.side_of(shape.HAND, SIGN[side]), shape.side_of(shape.FOOT, SIGN[side])
        rows.append(shape.placed(hand, joints[f"wrist_{side}"], frames[f"hand_{side}"]))
        rows.append(shape.placed(foot, joints[f"ankle_{side}"], frames[f"foot_{side}"]))
    rows.append(_neck(skeleton))
    rows += [shape.placed(cones, joints["head"], frames["head"]) for cones in (shape.HEAD, shape.BUN)]
    return np.concatenate(rows)


def _chest(skeleton: Skeleton) -> Array:
    """Trapezius slopes from the neck to the shoulders, and the breast."""
    joints, chest = skeleton.joints, skeleton.frames["chest"]
    rows = []
    for side in SIDES:
        sign = SIGN[side]
        inner = joints["neck"] + chest @ vector(-0.016, sign * 0.026, -0.010)
        outer = joints[f"shoulder_{side}"] + chest @ vector(-0.008, -sign * 0.024, 0.004)
        rows.append(np.concatenate([inner, [0.036], outer, [0.045, shape.SHIRT, 0.085]]))
    place, attitude = skeleton.spine[8]
    return np.concatenate([np.array(rows), shape.placed(shape.BREAST, place, attitude)])


def _neck(skeleton: Skeleton) -> Array:
    points = list(skeleton.neck)
    points[0] = points[0] - skeleton.frames["chest"] @ vector(0.004, 0, 0.014)
    rows = [
        np.concatenate([a, [0.0465 - 0.0012 * i], b, [0.0455 - 0.0012 * i, shape.SKIN, 0.016]])
        for i, (a, b) in enumerate(pairwise(points))
    ]
    return np.array(rows)


def bone_axis(skeleton: Skeleton, name: str, start: str, end: str) -> tuple[Array, Array, float, Array]:
    """Start, direction, length and forward axis of a bone."""
    a, way = skeleton.joints[start], skeleton.joints[end] - skeleton.joints[start]
    return a, unit(way), float(np.linalg.norm(way)), skeleton.frames[name][:, 0]
