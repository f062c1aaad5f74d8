"""The jointed body: forward kinematics, and arms and legs that reach for a planted point.

Proportions are close to Drillis and Contini (1966) for a stature of 1.70 m; all lengths in metres.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from content.drawing.geometry import (
    Array,
    about_forward,
    about_left,
    about_up,
    cross,
    square_to,
    unit,
    vector,
)
from content.drawing.pose import CARRIERS, SIDES, Pose, base_frame

THIGH, SHANK, UPPER_ARM, FOREARM = 0.418, 0.416, 0.300, 0.250
HIP_HALF, SHOULDER_HALF = 0.082, 0.158
LUMBAR_LINKS, THORAX_LINKS, NECK_LINKS = 5, 6, 3
LUMBAR_LENGTH, THORAX_LENGTH = 0.170, 0.245
SACRUM = vector(-0.030, 0.0, 0.095)
NECK_STEP = vector(0.010, 0.0, 0.030)
SIGN = {"l": 1.0, "r": -1.0}


@dataclass(frozen=True)
class Skeleton:
    """Joint positions, part frames (columns forward, left, up) and the spine's links, all in the world."""

    joints: dict[str, Array]
    frames: dict[str, Array]
    spine: list[tuple[Array, Array]]
    neck: list[Array]
    breath: float


def stand(pose: Pose) -> Skeleton:
    """The skeleton of a pose."""
    joints: dict[str, Array] = {}
    frames: dict[str, Array] = {}
    _pelvis(pose, joints, frames)
    spine = _spine(pose, joints, frames)
    neck = _neck(pose, joints, frames)
    for side in SIDES:
        _leg(pose, side, joints, frames)
    for side in SIDES:
        _arm(_freed(pose, f"hand_{side}", joints, frames), side, spine, joints, frames)
    return Skeleton(joints, frames, spine, neck, pose.value("breath"))


def _freed(pose: Pose, limb: str, joints: dict[str, Array], frames: dict[str, Array]) -> Pose:
    """The limb's targets in the world, if a body part carries them."""
    carrier = pose.carried.get(limb)
    if carrier is None:
        return pose
    axes, origin = frames[carrier], joints[CARRIERS[carrier]]
    moved = {
        key: axes @ value + (origin if key.endswith(".at") else 0.0) if key.startswith(limb) else value
        for key, value in pose.targets.items()
    }
    return replace(pose, targets=moved)


def _pelvis(pose: Pose, joints: dict[str, Array], frames: dict[str, Array]) -> None:
    turn = about_forward(pose.value("tilt")) @ about_left(pose.value("pitch"))
    frames["pelvis"] = about_up(pose.value("turn")) @ base_frame(pose.base) @ turn
    joints["pelvis"] = vector(pose.value("x"), pose.value("y"), pose.value("z"))


def _region_step(pose: Pose, region: str, links: int) -> Array:
    bend = about_left(pose.value(region) / links)
    side = about_forward(-pose.value(region + "_side") / links)
    return bend @ side @ about_up(pose.value(region + "_twist") / links)


def _spine(pose: Pose, joints: dict[str, Array], frames: dict[str, Array]) -> list[tuple[Array, Array]]:
    attitude = frames["pelvis"]
    place = joints["pelvis"] + attitude @ SACRUM
    links = [(place, attitude)]
    for region, count, length in (
        ("lumbar", LUMBAR_LINKS, LUMBAR_LENGTH),
        ("thorax", THORAX_LINKS, THORAX_LENGTH),
    ):
        step = _region_step(pose, region, count)
        for _ in range(count):
            attitude = attitude @ step
            place = place + attitude[:, 2] * (length / count)
            links.append((place, attitude))
    joints["waist"], joints["ribs"], joints["nape"] = links[2][0], links[LUMBAR_LINKS][0], place
    frames["lumbar"], frames["chest"] = links[3][1], links[-3][1]
    return links


def _neck(pose: Pose, joints: dict[str, Array], frames: dict[str, Array]) -> list[Array]:
    attitude = frames["chest"]
    place = joints["nape"] + attitude @ vector(0.012, 0.0, 0.0)
    points = [place]
    step = _region_step(pose, "neck", NECK_LINKS)
    for _ in range(NECK_LINKS):
        attitude = attitude @ step
        place = place + attitude @ NECK_STEP
        points.append(place)
    frames["head"] = attitude @ about_left(pose.value("head"))
    joints["neck"], joints["head"] = points[0], place
    joints["crown"] = place + frames["head"] @ vector(0.0, 0.0, 0.18)
    joints["gaze"] = place + frames["head"] @ vector(0.105, 0.0, 0.068)
    return points


def _reach(start: Array, goal: Array, pole: Array, upper: float, lower: float) -> tuple[Array, Array, Array]:
    """Middle joint, end, and the hinge axis that has the pole on its bending side."""
    way = goal - start
    far = max(float(np.linalg.norm(way)), 1e-6)
    reach = min(max(far, abs(upper - lower) + 1e-3), upper + lower - 1e-4)
    along = way / far
    outward = square_to(pole, along)
    cosine = (upper * upper + reach * reach - lower * lower) / (2 * upper * reach)
    cosine = max(-1.0, min(1.0, cosine))
    middle = start + along * (upper * cosine) + outward * (upper * math.sqrt(1 - cosine * cosine))
    return middle, start + along * reach, cross(along, outward)


def _bone_frame(direction: Array, left: Array) -> Array:
    up = -direction
    side = square_to(left, up)
    return np.stack([cross(side, up), side, up], axis=1)


def _shoulder(pose: Pose, side: str, spine: list[tuple[Array, Array]], chest: Array) -> Array:
    """The joint climbs and moves in as the arm goes overhead, else raised arms look dislocated."""
    swing = max(pose.value(f"shoulder_{side}"), abs(pose.value(f"shoulder_out_{side}")))
    lift = min(max((swing - 40.0) / 140.0, 0.0), 1.0)
    out = SIGN[side] * (SHOULDER_HALF - 0.022 * lift)
    forward, up = 0.018 + pose.value(f"protract_{side}"), -0.015 + 0.050 * lift + pose.value(f"shrug_{side}")
    return spine[-2][0] + chest @ vector(forward, out, up)


def _arm(
    pose: Pose,
    side: str,
    spine: list[tuple[Array, Array]],
    joints: dict[str, Array],
    frames: dict[str, Array],
) -> None:
    chest, sign = frames["chest"], SIGN[side]
    shoulder = _shoulder(pose, side, spine, chest)
    goal = pose.targets.get(f"hand_{side}.at")
    if goal is None:
        upper = chest @ about_left(-pose.value(f"shoulder_{side}"))
        upper = upper @ about_forward(sign * pose.value(f"shoulder_out_{side}"))
        upper = upper @ about_up(sign * pose.value(f"shoulder_turn_{side}"))
        lower = upper @ about_left(-pose.value(f"elbow_{side}"))
        elbow = shoulder - upper[:, 2] * UPPER_ARM
        wrist = elbow - lower[:, 2] * FOREARM
    else:
        pole = pose.targets.get(f"hand_{side}.elbow", vector(0, 0, 1))
        elbow, wrist, left = _reach(shoulder, goal, pole, UPPER_ARM, FOREARM)
        upper, lower = _bone_frame(unit(elbow - shoulder), left), _bone_frame(unit(wrist - elbow), left)
    joints |= {f"shoulder_{side}": shoulder, f"elbow_{side}": elbow, f"wrist_{side}": wrist}
    hand = _hand(pose, side, lower)
    frames |= {f"upper_{side}": upper, f"fore_{side}": lower, f"hand_{side}": hand}
    joints[f"fingers_{side}"] = wrist - hand[:, 2] * 0.150


def _hand(pose: Pose, side: str, lower: Array) -> Array:
    fingers = pose.targets.get(f"hand_{side}.fingers")
    sign = SIGN[side]
    if fingers is None:
        turn = about_up(sign * pose.value(f"forearm_turn_{side}"))
        return lower @ turn @ about_forward(-sign * pose.value(f"wrist_{side}"))
    along = unit(fingers)
    palm = square_to(pose.targets.get(f"hand_{side}.palm", vector(0, 0, -1)), along)
    return _bone_frame(along, -sign * palm)


def _leg(pose: Pose, side: str, joints: dict[str, Array], frames: dict[str, Array]) -> None:
    pelvis, sign = frames["pelvis"], SIGN[side]
    hip = joints["pelvis"] + pelvis[:, 1] * (sign * HIP_HALF)
    goal = pose.targets.get(f"foot_{side}.at")
    if goal is None:
        thigh = pelvis @ about_left(-pose.value(f"hip_{side}"))
        thigh = thigh @ about_forward(sign * pose.value(f"hip_out_{side}"))
        thigh = thigh @ about_up(sign * pose.value(f"hip_turn_{side}"))
        shank = thigh @ about_left(pose.value(f"knee_{side}"))
        knee = hip - thigh[:, 2] * THIGH
        ankle = knee - shank[:, 2] * SHANK
    else:
        pole = pose.targets.get(f"foot_{side}.knee", vector(0, 0, 1))
        knee, ankle, left = _reach(hip, goal, pole, THIGH, SHANK)
        thigh, shank = _bone_frame(unit(knee - hip), -left), _bone_frame(unit(ankle - knee), -left)
    joints |= {f"hip_{side}": hip, f"knee_{side}": knee, f"ankle_{side}": ankle}
    foot = _foot(pose, side, shank)
    frames |= {f"thigh_{side}": thigh, f"shank_{side}": shank, f"foot_{side}": foot}
    joints[f"toes_{side}"] = ankle + foot @ vector(0.155, 0.0, -0.048)


def _foot(pose: Pose, side: str, shank: Array) -> Array:
    toes = pose.targets.get(f"foot_{side}.toes")
    if toes is None:
        return shank @ about_left(pose.value(f"ankle_{side}"))
    along = unit(toes)
    up = square_to(-pose.targets.get(f"foot_{side}.sole", vector(0, 0, -1)), along)
    return np.stack([along, cross(up, along), up], axis=1)
