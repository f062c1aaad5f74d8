"""Vectors and frames. A body part's axes are forward, left, up; lengths are metres, angles degrees."""

import math

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
FLAT = 1e-9


def vector(*parts: float) -> Array:
    """The numbers as a float array."""
    return np.array(parts, dtype=np.float64)


def unit(direction: Array) -> Array:
    """The direction with length one; a vanishing one is returned as it is."""
    length = math.sqrt(float(direction @ direction))
    return direction / length if length > FLAT else direction


def cross(a: Array, b: Array) -> Array:
    """Right-handed product; many times faster than numpy's for single vectors."""
    return np.array(
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], dtype=np.float64
    )


def about_forward(degrees: float) -> Array:
    """Turn about the forward axis: left goes up."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def about_left(degrees: float) -> Array:
    """Turn about the left axis: up goes forward, as in bending forward."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def about_up(degrees: float) -> Array:
    """Turn about the up axis: forward goes left."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def frame(forward: Array, up: Array) -> Array:
    """Columns forward, left, up; `up` is kept, `forward` is made square to it."""
    z = unit(up)
    x = unit(forward - z * float(forward @ z))
    return np.stack([x, cross(z, x), z], axis=1)


def angle_between(a: Array, b: Array) -> float:
    """Degrees between two directions."""
    cosine = float(unit(a) @ unit(b))
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def square_to(direction: Array, axis: Array) -> Array:
    """The unit part of `direction` that is square to the unit vector `axis`."""
    return unit(direction - axis * float(direction @ axis))


def slerp(a: Array, b: Array, share: float) -> Array:
    """From `a` to `b` along the arc, lengths blended: what a hand does around its shoulder."""
    length_a, length_b = float(np.linalg.norm(a)), float(np.linalg.norm(b))
    length = (1 - share) * length_a + share * length_b
    angle = math.radians(angle_between(a, b))
    if angle < 1e-4:
        return unit((1 - share) * a + share * b) * length
    u = (math.sin((1 - share) * angle) * a / length_a + math.sin(share * angle) * b / length_b) / math.sin(
        angle
    )
    return u * length
