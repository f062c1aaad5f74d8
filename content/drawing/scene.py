"""The camera, the framing, and the packing of body and objects into the renderer's one array."""

import math
from dataclasses import dataclass, replace

import numpy as np

from content.drawing import layout as at
from content.drawing import profiles as shape
from content.drawing.flesh import BONES, GROUP_NAMES, PARTS, Flesh, bone_axis
from content.drawing.geometry import Array, cross, unit, vector
from content.drawing.palette import linear
from content.drawing.props import MAT_THICKNESS, Props

SUN = unit(vector(-0.40, -0.60, 0.90))
FAR_SHARE = 0.06
BLENDS = (
    ("hip_l", 0.22, 0.075),
    ("hip_r", 0.22, 0.075),
    ("shoulder_l", 0.19, 0.075),
    ("shoulder_r", 0.19, 0.075),
    ("neck", 0.13, 0.045),
)
"""How far from the joint a limb melts into the trunk, and how softly."""


@dataclass(frozen=True)
class Camera:
    """Orthographic; yaw turns round the figure, pitch looks down, both in degrees."""

    yaw: float
    pitch: float

    @property
    def axes(self) -> tuple[Array, Array, Array]:
        """Right, up and ahead, in the world."""
        a, b = math.radians(self.yaw), math.radians(self.pitch)
        ahead = vector(math.sin(a) * math.cos(b), math.cos(a) * math.cos(b), -math.sin(b))
        right = vector(math.cos(a), -math.sin(a), 0.0)
        return right, cross(right, ahead), ahead


@dataclass(frozen=True)
class View:
    """A camera with its picture: pixels per metre and the camera coordinates of the picture's centre."""

    camera: Camera
    width: int
    height: int
    scale: float
    u: float
    v: float

    def project(self, points: Array) -> Array:
        """World points to pixels."""
        right, up, _ = self.camera.axes
        x = self.width / 2 + (points @ right - self.u) * self.scale
        y = self.height / 2 - (points @ up - self.v) * self.scale
        return np.stack([x, y], axis=-1)

    def resized(self, width: int, height: int) -> "View":
        """The same picture at another size of the same shape."""
        return replace(self, width=width, height=height, scale=self.scale * width / self.width)


def framed(
    camera: Camera, size: tuple[int, int], bodies: list[Flesh], spots: Array, room: tuple[float, float]
) -> View:
    """The view that holds every body and spot within `room` shares of width and height."""
    right, up, _ = camera.axes
    lows, highs = [], []
    clouds = [body.balls for body in bodies] + [(spots, np.zeros(len(spots)))]
    for centres, radii in clouds:
        uv = np.stack([centres @ right, centres @ up])
        lows.append((uv - radii).min(axis=1))
        highs.append((uv + radii).max(axis=1))
    low, high = np.min(lows, axis=0), np.max(highs, axis=0)
    width, height = size
    scale = min(width * room[0] / (high[0] - low[0]), height * room[1] / (high[1] - low[1]))
    u, v = (low + high) / 2
    return View(camera, width, height, float(scale), float(u), float(v))


def pack(
    body: Flesh,
    view: View,
    props: Props,
    tints: Array,
    far: tuple[str, ...] = (),
    eyes_closed: bool = False,
) -> Array:
    """Everything the renderer needs, in one flat array (see layout)."""
    s = np.zeros(at.SIZE)
    _pack_body(s, body)
    _pack_bounds(s, body)
    for start, row, table in (
        (at.BOXES, at.BOX_ROW, props.boxes),
        (at.ROLLS, at.ROLL_ROW, props.rolls),
        (at.MUSCLES, at.MUSCLE_ROW, tints),
    ):
        s[start : start + row * len(table)] = table.ravel()
    s[at.COUNTS : at.COUNTS + 3] = len(props.boxes), len(props.rolls), len(tints)
    for name in far:
        s[at.FAR + GROUP_NAMES.index(name)] = FAR_SHARE
    _pack_look(s, body, eyes_closed)
    s[at.SCALE : at.VIEW + 5] = (
        view.scale,
        view.width / 2 - view.u * view.scale,
        view.height / 2 + view.v * view.scale,
        view.width,
        view.height,
    )
    s[at.RIGHT : at.SIZE] = np.concatenate(view.camera.axes)
    return s


def _pack_body(s: Array, body: Flesh) -> None:
    bones, skeleton = [], body.skeleton
    for name, start, end, table, group in BONES:
        origin, way, length, forward = bone_axis(skeleton, name, start, end)
        skin = [(2, 2), (2, 0), (1, 0), (0, 0)][table]
        tail = [table, group, *skin, shape.HEM[table], shape.HEM_THICKNESS[table]]
        bones.append([*origin, *way, length, *unit(forward - way * float(forward @ way)), *tail])
    parts, first = [], 0
    for _, group, count in PARTS:
        cones = body.cones[first : first + count]
        spots = np.concatenate([cones[:, 0:3], cones[:, 4:7]])
        middle = (spots.min(axis=0) + spots.max(axis=0)) / 2
        reach = np.linalg.norm(spots - middle, axis=1) + np.concatenate([cones[:, 3], cones[:, 7]])
        parts.append([*middle, reach.max() + 0.01, group, first, first + count])
        first += count
    joints = [[0.0, 0.0, 0.0, 1.0, 0.0]] + [[*skeleton.joints[name], r, k] for name, r, k in BLENDS]
    frame = skeleton.frames["head"]
    cap = [
        *(skeleton.joints["head"] + frame @ shape.SKULL_CAP[:3]),
        shape.SKULL_CAP[3],
        *(skeleton.joints["head"] + frame @ shape.SKULL_CAP[4:7]),
        shape.SKULL_CAP[7],
    ]
    blocks = (
        (at.TORSO, body.torso),
        (at.BONES, np.array(bones)),
        (at.TABLES, shape.BONE_TABLES),
        (at.PARTS, np.array(parts)),
        (at.CONES, body.cones),
        (at.BLENDS, np.array(joints)),
        (at.CAP, np.array(cap)),
        (at.HEAD_PLACE, skeleton.joints["head"]),
        (at.HEAD_FRAME, frame),
    )
    for offset, block in blocks:
        s[offset : offset + block.size] = block.ravel()


def _pack_bounds(s: Array, body: Flesh) -> None:
    centres, radii = body.balls
    low, high = (centres - radii[:, None]).min(axis=0) - 0.01, (centres + radii[:, None]).max(axis=0) + 0.01
    trunk = body.torso[:, 0:3]
    middle = (trunk.min(axis=0) + trunk.max(axis=0)) / 2
    reach = (np.linalg.norm(trunk - middle, axis=1) + body.torso[:, 6] + body.torso[:, 7]).max()
    s[at.BOUNDS : at.BOUNDS + 10] = [*((low + high) / 2), *((high - low) / 2), *middle, reach]


def _pack_look(s: Array, body: Flesh, eyes_closed: bool) -> None:
    colours = ("skin", "shirt", "leggings", "hair", "blush", "eye", "lips")
    s[at.PALETTE : at.PALETTE + 21] = np.concatenate([linear(name) for name in colours])
    s[at.TINT : at.TINT + 6] = np.concatenate([linear("main"), linear("helping")])
    s[at.MIST : at.MIST + 3] = linear("mist")
    s[at.BACK : at.BACK + 6] = np.concatenate([linear("back"), linear("back_rim")])
    s[at.LIGHT : at.LIGHT + 3] = SUN
    s[at.FLOOR : at.EYES_CLOSED + 1] = -2 * MAT_THICKNESS, 0.42, 0.30, float(eyes_closed)
    pelvis = body.skeleton.frames["pelvis"]
    s[at.HEM_PLACE : at.HEM_PLACE + 3] = body.skeleton.joints["pelvis"] + pelvis @ vector(0, 0, 0.108)
    s[at.HEM_UP : at.HEM_UP + 3] = pelvis @ unit(vector(0.10, 0, 1))
