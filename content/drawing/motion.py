"""Between two poses: minimum-jerk easing, hands along arcs, planted points that stay where they are."""

from dataclasses import replace

import numpy as np

from content.drawing.contacts import settled
from content.drawing.geometry import Array, slerp, unit
from content.drawing.pose import NEUTRAL, SIDES, Pose
from content.drawing.skeleton import SIGN, Skeleton, stand

ARC_FROM = 0.20
"""A hand that travels further than this, in metres, swings round its shoulder instead of going straight."""
ROOTS = {"hand": "shoulder", "foot": "hip"}


def eased(share: float) -> float:
    """Minimum jerk: the way a person moves from rest to rest (Flash and Hogan 1985)."""
    return share**3 * (10 - 15 * share + 6 * share * share)


def _middle_pole(skeleton: Skeleton, limb: str, side: str) -> Array:
    root, middle, end = {
        "hand": ("shoulder", "elbow", "wrist"),
        "foot": ("hip", "knee", "ankle"),
    }[limb]
    a, b, c = (skeleton.joints[f"{name}_{side}"] for name in (root, middle, end))
    bend = b - (a + c) / 2
    if float(np.linalg.norm(bend)) > 1e-3:
        return unit(bend)
    upper = skeleton.frames[f"{'upper' if limb == 'hand' else 'thigh'}_{side}"]
    return -upper[:, 0] if limb == "hand" else upper[:, 0]


def planted(pose: Pose, limb: str, side: str) -> Pose:
    """The same pose with a hand or foot given as a target instead of by angles."""
    name = f"{limb}_{side}"
    skeleton = stand(pose)
    frame = skeleton.frames[name]
    end = skeleton.joints[f"{'wrist' if limb == 'hand' else 'ankle'}_{side}"]
    pole = _middle_pole(skeleton, limb, side)
    if limb == "hand":
        found = {"at": end, "elbow": pole, "fingers": -frame[:, 2], "palm": -SIGN[side] * frame[:, 1]}
    else:
        found = {"at": end, "knee": pole, "toes": frame[:, 0], "sole": -frame[:, 2]}
    found = {f"{name}.{key}": value for key, value in found.items()}
    if name in pose.carried:
        carried = {k: v for k, v in pose.carried.items() if k != name}
        return replace(pose, targets={**pose.targets, **found}, carried=carried)
    return replace(pose, targets={**found, **pose.targets})


def _alike(a: Pose, b: Pose) -> tuple[Pose, Pose]:
    """Both poses with the same limbs planted, so that they can be blended."""
    for limb in ROOTS:
        for side in SIDES:
            name = f"{limb}_{side}."
            limbs = (a.carried.get(name[:-1]), b.carried.get(name[:-1]))
            if limbs[0] == limbs[1] and limbs[0]:
                continue
            if any(key.startswith(name) for key in (*a.targets, *b.targets)):
                a, b = planted(a, limb, side), planted(b, limb, side)
    return a, b


def between(a: Pose, b: Pose, share: float) -> Pose:
    """The pose at an eased share of the way, before it is settled."""
    s = eased(share)
    a, b = _alike(a, b)
    names = set(a.angles) | set(b.angles)
    angles = {k: (1 - s) * a.value(k) + s * b.value(k) for k in names}
    targets = {k: (1 - s) * v + s * b.targets[k] for k, v in a.targets.items()}
    rest = tuple(item for item in a.rest if item in b.rest)
    return _swung(a, b, s, Pose(a.base, angles, targets, rest, a.carried))


def _swung(a: Pose, b: Pose, s: float, pose: Pose) -> Pose:
    """Long ways of a hand go round the shoulder: a straight line would push it through the body."""
    targets = dict(pose.targets)
    first, last = stand(a).joints, stand(b).joints
    for key in targets:
        limb, side = key[:4], key[5]
        if (
            not key.endswith(".at")
            or key[:6] in pose.carried
            or float(np.linalg.norm(a.targets[key] - b.targets[key])) < ARC_FROM
        ):
            continue
        root = f"{ROOTS[limb]}_{side}"
        arc = slerp(a.targets[key] - first[root], b.targets[key] - last[root], s)
        targets[key] = (1 - s) * first[root] + s * last[root] + arc
    return replace(pose, targets=targets)


def anchored(pose: Pose, joint: str, place: Array, rounds: int = 3) -> Pose:
    """The settled pose, moved along the mat so that a joint stays where it was."""
    pose = settled(pose)
    for _ in range(rounds if joint else 0):
        slip = place - stand(pose).joints[joint]
        pose = settled(
            pose.turned("x", pose.value("x") + float(slip[0])).turned("y", pose.value("y") + float(slip[1]))
        )
    return pose


def complete(pose: Pose) -> Pose:
    """Every freedom written out, so that none is lost when poses are compared."""
    return replace(pose, angles={**NEUTRAL, **pose.angles})
