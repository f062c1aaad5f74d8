"""Working muscles as capsules laid over the body: they tint the clothes above them."""

from collections.abc import Callable

import numpy as np

from content.drawing.flesh import LEG_L, LEG_R, TORSO
from content.drawing.geometry import Array, vector
from content.drawing.skeleton import SIGN, Skeleton

ANY_GROUP = -1.0
STRENGTH = 0.85
Capsule = tuple[Array, Array, float, float]
"""Start, end, radius in metres, and the body group it may tint."""


def _spine(body: Skeleton, link: int, forward: float, left: float, up: float = 0.0) -> Array:
    place, attitude = body.spine[link]
    return place + attitude @ vector(forward, left, up)


def _along(body: Skeleton, side: str, joints: tuple[str, str], share: float, forward: float) -> Array:
    start, end = (body.joints[f"{name}_{side}"] for name in joints)
    bone = "thigh" if joints[0] == "hip" else "upper"
    return start + (end - start) * share + body.frames[f"{bone}_{side}"][:, 0] * forward


def _lumbar(body: Skeleton, side: str) -> list[Capsule]:
    y = SIGN[side]
    low, middle = _spine(body, 0, -0.045, y * 0.04, -0.01), _spine(body, 2, -0.045, y * 0.04)
    return [
        (low, middle, 0.085, TORSO),
        (middle, _spine(body, 5, -0.050, y * 0.045), 0.080, TORSO),
    ]


def _upper_back(body: Skeleton, side: str) -> list[Capsule]:
    y = SIGN[side]
    return [(_spine(body, 7, -0.06, y * 0.05), _spine(body, 10, -0.05, y * 0.07), 0.10, TORSO)]


def _abs(body: Skeleton, side: str) -> list[Capsule]:
    y = SIGN[side] * 0.03
    low, middle, high = (_spine(body, link, f, y) for link, f in ((0, 0.115), (2, 0.12), (6, 0.13)))
    return [(low, middle, 0.085, TORSO), (middle, high, 0.085, TORSO)]


def _obliques(body: Skeleton, side: str) -> list[Capsule]:
    y = SIGN[side] * 0.12
    return [(_spine(body, 1, 0.03, y), _spine(body, 5, 0.03, y), 0.09, TORSO)]


def _glute(body: Skeleton, side: str) -> list[Capsule]:
    pelvis, root, y = body.frames["pelvis"], body.joints["pelvis"], SIGN[side]
    high = root + pelvis @ vector(-0.105, y * 0.075, 0.035)
    return [(high, root + pelvis @ vector(-0.095, y * 0.085, -0.03), 0.105, ANY_GROUP)]


def _hip_side(body: Skeleton, side: str) -> list[Capsule]:
    y, pelvis = SIGN[side], body.frames["pelvis"]
    high = body.joints["pelvis"] + pelvis @ vector(-0.02, y * 0.14, 0.055)
    low = body.joints[f"hip_{side}"] + body.frames[f"thigh_{side}"] @ vector(0, y * 0.10, -0.08)
    return [(high, low, 0.10, ANY_GROUP)]


def _thigh(
    body: Skeleton, side: str, share: tuple[float, float], forward: tuple[float, float]
) -> list[Capsule]:
    group = LEG_L if side == "l" else LEG_R
    ends = [_along(body, side, ("hip", "knee"), at, depth) for at, depth in zip(share, forward, strict=True)]
    return [(ends[0], ends[1], 0.075, group)]


def _hamstring(body: Skeleton, side: str) -> list[Capsule]:
    return _thigh(body, side, (0.30, 0.75), (-0.07, -0.055))


def _quadriceps(body: Skeleton, side: str) -> list[Capsule]:
    return _thigh(body, side, (0.12, 0.75), (0.08, 0.06))


def _shoulder(body: Skeleton, side: str) -> list[Capsule]:
    start = body.joints[f"shoulder_{side}"]
    return [(start, start + (body.joints[f"elbow_{side}"] - start) * 0.2, 0.075, ANY_GROUP)]


MUSCLES: dict[str, Callable[[Skeleton, str], list[Capsule]]] = {
    "lumbar": _lumbar,
    "upper_back": _upper_back,
    "abs": _abs,
    "oblique": _obliques,
    "glute": _glute,
    "hip_side": _hip_side,
    "hamstring": _hamstring,
    "quadriceps": _quadriceps,
    "shoulder": _shoulder,
}


def _sides(name: str) -> tuple[str, str]:
    head, _, side = name.rpartition("_")
    return (head, side) if head in MUSCLES and side in SIGN else (name, "lr")


def known(name: str) -> bool:
    """Whether a muscle of this name can be tinted; `glute_r` is one side, `glute` both."""
    return _sides(name)[0] in MUSCLES


def capsules(body: Skeleton, main: dict[str, float], helping: dict[str, float]) -> Array:
    """Rows for the renderer: start, end, radius, strength (negative for a helper), group.

    A weight below 1 makes the spot smaller, not paler: half-strength coral on teal is mud.
    """
    out: list[list[float]] = []
    for sign, chosen in ((1.0, main), (-1.0, helping)):
        for name, weight in chosen.items():
            muscle, sides = _sides(name)
            for side in sides:
                out += [
                    [*start, *end, radius * weight, sign * STRENGTH, group]
                    for start, end, radius, group in MUSCLES[muscle](body, side)
                ]
    return np.array(out).reshape(-1, 9)
