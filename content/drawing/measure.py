"""Angles and distances read off the drawn joints, the way a physiotherapist would measure them."""

import math
from dataclasses import dataclass

import numpy as np

from content.drawing.flesh import Flesh, ball_indices
from content.drawing.geometry import Array, vector
from content.drawing.pose import SIDES, Pose
from content.drawing.skeleton import FOREARM, SHANK, SIGN, THIGH, UPPER_ARM, Skeleton, stand

SIDEWAYS = 0.85
"""Beyond this share of sideways, flexion of an arm or a leg has no meaning."""


@dataclass(frozen=True)
class Range:
    """A human range in degrees."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the value lies inside, with half a degree of grace for the solver."""
        return self.low - 0.5 <= value <= self.high + 0.5


RANGES = {
    "hip": Range(-30, 125),
    "hip_out": Range(-30, 50),
    "knee": Range(0, 145),
    "ankle": Range(-20, 80),
    "shoulder": Range(-60, 180),
    "elbow": Range(0, 150),
    "lumbar": Range(-50, 55),
    "thorax": Range(0, 60),
    "neck": Range(-50, 50),
    "trunk_twist": Range(-45, 45),
    "neck_twist": Range(-70, 70),
    "neck_side": Range(-40, 40),
}
"""Everyday ranges of a healthy adult (pictures.md 7; AAOS normal values, rounded to the safe side)."""


def _swing(local: Array) -> tuple[float, float]:
    """Flexion and how far sideways (degrees) a bone points, seen from the part that carries it."""
    flexion = math.degrees(math.atan2(local[0], -local[2]))
    return flexion + 360 if flexion < -90 else flexion, math.degrees(math.asin(max(-1, min(1, local[1]))))


def _bone(skeleton: Skeleton, carrier: str, start: str, end: str) -> Array:
    way = skeleton.joints[end] - skeleton.joints[start]
    return skeleton.frames[carrier].T @ (way / np.linalg.norm(way))


def hip(skeleton: Skeleton, side: str) -> tuple[float, float]:
    """Flexion and abduction of a hip against the pelvis."""
    flexion, out = _swing(_bone(skeleton, "pelvis", f"hip_{side}", f"knee_{side}"))
    return flexion, SIGN[side] * out


def shoulder(skeleton: Skeleton, side: str) -> tuple[float, float]:
    """Flexion and abduction of a shoulder against the chest."""
    flexion, out = _swing(_bone(skeleton, "chest", f"shoulder_{side}", f"elbow_{side}"))
    return flexion, SIGN[side] * out


def _hinge(skeleton: Skeleton, carrier: str, start: str, end: str) -> float:
    """Forward swing of a bone against the bone that carries it: 0 is straight."""
    local = _bone(skeleton, carrier, start, end)
    return math.degrees(math.atan2(local[0], -local[2]))


def knee(skeleton: Skeleton, side: str) -> float:
    """Flexion of a knee; less than nothing bends it the wrong way."""
    return -_hinge(skeleton, f"thigh_{side}", f"knee_{side}", f"ankle_{side}")


def elbow(skeleton: Skeleton, side: str) -> float:
    """Flexion of an elbow; less than nothing bends it the wrong way."""
    return _hinge(skeleton, f"upper_{side}", f"elbow_{side}", f"wrist_{side}")


def ankle(skeleton: Skeleton, side: str) -> float:
    """Pointing of a foot: 0 is square to the shank, positive points the toes."""
    shank, foot = skeleton.frames[f"shank_{side}"], skeleton.frames[f"foot_{side}"]
    local = shank.T @ foot[:, 0]
    return math.degrees(math.atan2(-local[2], local[0]))


def slope(skeleton: Skeleton, start: str, end: str) -> float:
    """Degrees of a joint-to-joint line above the horizontal."""
    way = skeleton.joints[end] - skeleton.joints[start]
    return math.degrees(math.atan2(way[2], math.hypot(way[0], way[1])))


def joint_values(pose: Pose) -> dict[str, float]:
    """Every measured joint of a pose by the name of its range and side."""
    body = stand(pose)
    out = {name: pose.value(name) for name in ("lumbar", "thorax", "neck", "neck_twist", "neck_side")}
    out["trunk_twist"] = pose.value("lumbar_twist") + pose.value("thorax_twist")
    for side in SIDES:
        out[f"knee_{side}"], out[f"elbow_{side}"] = knee(body, side), elbow(body, side)
        out[f"ankle_{side}"] = ankle(body, side)
        for name, (flexion, aside) in (("hip", hip(body, side)), ("shoulder", shoulder(body, side))):
            if abs(math.sin(math.radians(aside))) < SIDEWAYS:
                out[f"{name}_{side}"] = flexion
        # Beyond a right angle of flexion the thigh's sideways lean is turn, not abduction.
        out[f"hip_out_{side}"] = hip(body, side)[1]
    return out


def limits(name: str) -> Range:
    """The human range of a measured joint."""
    return RANGES[name.removesuffix("_l").removesuffix("_r")]


def lowest(body: Flesh, group: str) -> float:
    """Height of a part's lowest point above the mat."""
    centres, radii = body.balls
    chosen = ball_indices(group)
    return float((centres[chosen, 2] - radii[chosen]).min())


def breastbone(skeleton: Skeleton) -> Array:
    """The middle of the breastbone."""
    place, attitude = skeleton.spine[8]
    return place + attitude @ vector(0.125, 0, 0)


def lumbar_gap(body: Flesh) -> float:
    """Height in metres of the hollow between the small of the back and the mat, at its highest."""
    torso = body.torso
    loin = (torso[:, 8] > 0.8) & (torso[:, 8] < 4.5)
    return float((torso[loin, 2] - torso[loin, 7]).max())


def trunk_curl(skeleton: Skeleton) -> float:
    """Slope of the rib cage (lowest rib to nape) above the horizontal."""
    return slope(skeleton, "ribs", "nape")


def head_against_chest(skeleton: Skeleton) -> float:
    """Degrees the head is bent forward (+) or back (-) against the upper chest; relaxed is about -12."""
    local = skeleton.frames["chest"].T @ skeleton.frames["head"][:, 2]
    return math.degrees(math.atan2(local[0], local[2]))


def bone_lengths(skeleton: Skeleton) -> dict[str, float]:
    """Lengths of the limb bones."""
    out = {}
    for side in SIDES:
        for name, a, b in (
            ("thigh", "hip", "knee"),
            ("shank", "knee", "ankle"),
            ("upper_arm", "shoulder", "elbow"),
            ("forearm", "elbow", "wrist"),
        ):
            way = skeleton.joints[f"{b}_{side}"] - skeleton.joints[f"{a}_{side}"]
            out[f"{name}_{side}"] = float(np.linalg.norm(way))
    return out


TRUE_LENGTHS = {"thigh": THIGH, "shank": SHANK, "upper_arm": UPPER_ARM, "forearm": FOREARM}
