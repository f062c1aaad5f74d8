"""A pose as data: a base attitude, joint angles, and places where a hand or foot is planted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from content.drawing.geometry import Array, frame, vector

SIDES = ("l", "r")
_X, _Y, _Z = vector(1, 0, 0), vector(0, 1, 0), vector(0, 0, 1)
BASES: dict[str, Array] = {
    "stand": frame(_X, _Z),
    "supine": frame(_Z, -_X),
    "supine_head_right": frame(_Z, _X),
    "prone": frame(-_Z, _X),
    "side": frame(-_Y, _X),
}
"""Attitude of the pelvis: x right, y away from the viewer, z up. `side` lies on the left side, facing us."""

NEUTRAL: dict[str, float] = {
    "x": 0.0,
    "y": 0.0,
    "z": 0.0,
    "pitch": 0.0,
    "tilt": 0.0,
    "turn": 0.0,
    "lumbar": -28.0,
    "lumbar_side": 0.0,
    "lumbar_twist": 0.0,
    "thorax": 30.0,
    "thorax_side": 0.0,
    "thorax_twist": 0.0,
    "neck": -12.0,
    "neck_side": 0.0,
    "neck_twist": 0.0,
    "head": 0.0,
    "breath": 0.0,
}
"""Every freedom with its value in a relaxed stand; x, y, z, shrug, protract are metres, breath is 0..1."""
_LIMBS = {
    "shoulder": 0.0,
    "shoulder_out": 6.0,
    "shoulder_turn": 0.0,
    "shrug": 0.0,
    "protract": 0.0,
    "elbow": 4.0,
    "forearm_turn": 0.0,
    "wrist": 0.0,
    "hip": 0.0,
    "hip_out": 0.0,
    "hip_turn": 0.0,
    "knee": 0.0,
    "ankle": 0.0,
}
NEUTRAL |= {f"{name}_{side}": value for side in SIDES for name, value in _LIMBS.items()}

TARGETS = {"hand": ("at", "elbow", "fingers", "palm"), "foot": ("at", "knee", "toes", "sole")}
CARRIERS = {"pelvis": "pelvis", "chest": "ribs", "thigh_l": "hip_l", "thigh_r": "hip_r"}
"""Body parts that can carry a hand, with the joint their axes start from."""
TARGET_KEYS = tuple(
    f"{limb}_{side}.{part}" for limb, parts in TARGETS.items() for side in SIDES for part in parts
)
"""`hand_l.at` is where the wrist is, `elbow` where the elbow points; `fingers` and `palm` turn the hand."""
MIRRORED_SIGN = ("tilt", "turn", "lumbar_side", "lumbar_twist", "thorax_side", "thorax_twist", "neck_side",
                 "neck_twist")  # fmt: skip


@dataclass(frozen=True)
class Pose:
    """Where every joint is. `rest` lists what touches: `group:freedom[@height]`, see contacts.

    A limb in `carried` gives its targets in the axes of that body part instead of the world's.
    """

    base: str = "stand"
    angles: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, Array] = field(default_factory=dict)
    rest: tuple[str, ...] = ()
    carried: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> float:
        """The degree of freedom, or its neutral value."""
        return self.angles.get(name, NEUTRAL[name])

    def turned(self, name: str, value: float) -> "Pose":
        """The same pose with one degree of freedom changed."""
        return replace(self, angles={**self.angles, name: value})


def other_side(name: str) -> str:
    """The same joint of the other side; names without a side stay."""
    head, dot, tail = name.partition(".")
    if head.endswith("_l"):
        return head[:-2] + "_r" + dot + tail
    if head.endswith("_r"):
        return head[:-2] + "_l" + dot + tail
    return name


def mirrored(pose: Pose) -> Pose:
    """The pose of a person seen in a mirror: left and right swap, the world's x turns round."""
    world, local = vector(-1, 1, 1), vector(1, -1, 1)
    angles = {other_side(k): -v if k in (*MIRRORED_SIGN, "x") else v for k, v in pose.angles.items()}
    targets = {
        other_side(k): v * (local if k.partition(".")[0] in pose.carried else world)
        for k, v in pose.targets.items()
    }
    carried = {other_side(limb): other_side(part) for limb, part in pose.carried.items()}
    rest = tuple(":".join(other_side(part) for part in item.split(":")) for item in pose.rest)
    base = pose.base.removesuffix("~") if pose.base.endswith("~") else pose.base + "~"
    return Pose(base, angles, targets, rest, carried)


def base_frame(name: str) -> Array:
    """The pelvis attitude of a base; a trailing `~` means seen in a mirror."""
    attitude = BASES[name.removesuffix("~")]
    if not name.endswith("~"):
        return attitude
    world, left = vector(-1, 1, 1), vector(1, -1, 1)
    return world[:, None] * attitude * left[None, :]
