"""Packs body, objects, look and view into the one flat array that the renderer reads (see layout)."""

import numpy as np

from content.drawing import layout as at
from content.drawing import profiles as shape
from content.drawing.flesh import BONES, GROUP_NAMES, PARTS, Flesh, bone_axis
from content.drawing.geometry import Array, unit, vector
from content.drawing.palette import linear
from content.drawing.props import MAT_THICKNESS, Props
from content.drawing.scene import View
from content.drawing.skeleton import Skeleton

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
CLOTHES = ((2, 2), (2, 0), (1, 0), (0, 0))
"""Palette entries above and below the hem of thigh, shank, upper arm and forearm."""


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
    _pack_view(s, view)
    return s


def _pack_view(s: Array, view: View) -> None:
    s[at.SCALE : at.VIEW + 5] = (
        view.scale,
        view.width / 2 - view.u * view.scale,
        view.height / 2 + view.v * view.scale,
        view.width,
        view.height,
    )
    s[at.RIGHT : at.SIZE] = np.concatenate(view.camera.axes)


def _pack_body(s: Array, body: Flesh) -> None:
    skeleton = body.skeleton
    frame = skeleton.frames["head"]
    joints = [[0.0, 0.0, 0.0, 1.0, 0.0]] + [[*skeleton.joints[name], r, k] for name, r, k in BLENDS]
    blocks = (
        (at.TORSO, body.torso),
        (at.BONES, _bones(skeleton)),
        (at.TABLES, shape.BONE_TABLES),
        (at.PARTS, _parts(body.cones)),
        (at.CONES, body.cones),
        (at.BLENDS, np.array(joints)),
        (at.CAP, _skull_cap(skeleton)),
        (at.HEAD_PLACE, skeleton.joints["head"]),
        (at.HEAD_FRAME, frame),
    )
    for offset, block in blocks:
        s[offset : offset + block.size] = block.ravel()


def _bones(skeleton: Skeleton) -> Array:
    rows = []
    for name, start, end, table, group in BONES:
        origin, way, length, forward = bone_axis(skeleton, name, start, end)
        tail = [table, group, *CLOTHES[table], shape.HEM[table], shape.HEM_THICKNESS[table]]
        rows.append([*origin, *way, length, *unit(forward - way * float(forward @ way)), *tail])
    return np.array(rows)


def _parts(cones: Array) -> Array:
    """A ball round each part's cones, so that far parts are passed over."""
    rows, first = [], 0
    for _, group, count in PARTS:
        part = cones[first : first + count]
        spots = np.concatenate([part[:, 0:3], part[:, 4:7]])
        middle = (spots.min(axis=0) + spots.max(axis=0)) / 2
        reach = np.linalg.norm(spots - middle, axis=1) + np.concatenate([part[:, 3], part[:, 7]])
        rows.append([*middle, reach.max() + 0.01, group, first, first + count])
        first += count
    return np.array(rows)


def _skull_cap(skeleton: Skeleton) -> Array:
    cap, origin, frame = shape.SKULL_CAP, skeleton.joints["head"], skeleton.frames["head"]
    return np.array([*(origin + frame @ cap[:3]), cap[3], *(origin + frame @ cap[4:7]), cap[7]])


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
