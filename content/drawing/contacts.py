"""What touches what: moves one freedom at a time until a body part rests at its height.

`pelvis:z` lowers the whole body until the pelvis lies on the mat; `head:neck@0.03` bends the neck until the
head rests 3 cm above it; `at:x@knee_l` is not a contact but a place that must not slide (see anchored).
"""

from dataclasses import dataclass

from content.drawing.flesh import ball_indices, build
from content.drawing.pose import NEUTRAL, Pose

TOUCH = 3e-4
ROUNDS = 6
SWING = 60.0


class PoseError(Exception):
    """A pose that cannot be drawn; the message says what to change."""


@dataclass(frozen=True)
class Contact:
    """A group of balls, the freedom that moves it, and the height in metres where its lowest ball rests."""

    group: str
    freedom: str
    height: float = 0.0


def contact(text: str) -> Contact:
    """Reads `group:freedom@height`; PoseError names what is unknown."""
    group, colon, rest = text.partition(":")
    freedom, _, height = rest.partition("@")
    if not colon or freedom not in NEUTRAL:
        raise PoseError(f"rest {text!r}: write group:freedom, with a freedom such as z, pitch or hip_l")
    if not len(ball_indices(group)):
        raise PoseError(f"rest {text!r}: no body part begins with {group!r}")
    try:
        return Contact(group, freedom, float(height or 0))
    except ValueError:
        raise PoseError(f"rest {text!r}: the height after @ is a number of metres") from None


def lowest(pose: Pose, group: str) -> float:
    """Height of the group's lowest point above the mat, in metres."""
    centres, radii = build(pose).balls
    chosen = ball_indices(group)
    return float((centres[chosen, 2] - radii[chosen]).min())


def settled(pose: Pose, rounds: int = ROUNDS) -> Pose:
    """The pose with every contact of its `rest` made, as far as the freedoms allow."""
    contacts = [contact(text) for text in pose.rest]
    for _ in range(rounds):
        worst = 0.0
        for touch in contacts:
            gap = lowest(pose, touch.group) - touch.height
            worst = max(worst, abs(gap))
            if abs(gap) > TOUCH:
                pose = _lowered(pose, touch, gap)
        if worst <= TOUCH:
            break
    return pose


def _lowered(pose: Pose, touch: Contact, gap: float) -> Pose:
    start = pose.value(touch.freedom)
    if touch.freedom == "z":
        return pose.turned("z", start - gap)
    before, gap_before = start, gap
    now = start + (1.5 if gap > 0 else -1.5)
    for _ in range(6):
        moved = pose.turned(touch.freedom, now)
        gap = lowest(moved, touch.group) - touch.height
        if abs(gap) < TOUCH or abs(gap - gap_before) < 1e-7:
            break
        step = gap * (now - before) / (gap - gap_before)
        before, gap_before = now, gap
        now = max(start - SWING, min(start + SWING, now - max(-20.0, min(20.0, step))))
    return pose.turned(touch.freedom, now)
