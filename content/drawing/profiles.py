"""How thick the body is along every bone, and the small round cones of hands, feet, neck and head.

Metres, for a stature of 1.70 m. A cone row: start (forward, left, up), radius, end, radius, material, blend.
"""

import numpy as np

from content.drawing.geometry import Array, vector

SKIN, SHIRT, LEGGINGS, HAIR = 0.0, 1.0, 2.0, 3.0
SAMPLES = 33
TORSO_NODES = 26


def smooth(keys: Array, values: Array, at: Array) -> Array:
    """A curve through the keys that never overshoots (monotone cubic)."""
    step = np.diff(keys)
    slope = np.diff(values) / step
    product = slope[:-1] * slope[1:]
    safe = np.where(product > 0, slope[:-1] + slope[1:], 1.0)
    inner = np.where(product > 0, 2 * product / safe, 0.0)
    tangent = np.concatenate([slope[:1], inner, slope[-1:]])
    i = np.clip(np.searchsorted(keys, at) - 1, 0, len(step) - 1)
    s = np.clip((at - keys[i]) / step[i], 0, 1)
    rise = s * s * (3 - 2 * s)
    bend = s * (1 - s) * ((1 - s) * tangent[i] - s * tangent[i + 1]) * step[i]
    curve: Array = values[i] * (1 - rise) + values[i + 1] * rise + bend
    return curve


def _curve(*points: tuple[float, float]) -> Array:
    keys, values = np.array(points).T
    return smooth(keys, values, np.linspace(0, 1, SAMPLES))


_RADII = [
    _curve((0, 0.089), (0.12, 0.088), (0.35, 0.0775), (0.6, 0.065), (0.85, 0.0515), (1, 0.0465)),
    _curve(
        (0, 0.046), (0.1, 0.047), (0.28, 0.053), (0.5, 0.0462), (0.75, 0.0345), (0.92, 0.0295), (1, 0.028)
    ),
    _curve((0, 0.0545), (0.2, 0.051), (0.45, 0.0445), (0.8, 0.0375), (1, 0.0325)),
    _curve((0, 0.033), (0.2, 0.039), (0.55, 0.033), (0.9, 0.0255), (1, 0.0245)),
]
_FORWARD = [
    _curve((0, 0), (0.2, 0.006), (0.45, 0.011), (0.75, 0.008), (1, 0.003)),
    _curve((0, 0.003), (0.12, -0.004), (0.32, -0.013), (0.6, -0.009), (0.9, -0.002), (1, 0)),
    _curve((0, 0), (0.4, 0.004), (0.8, 0.003), (1, 0)),
    _curve((0, 0), (0.25, 0.003), (0.6, 0.001), (1, 0)),
]
BONE_TABLES: Array = np.array([[r, f] for r, f in zip(_RADII, _FORWARD, strict=True)])
"""Radius and forward offset along thigh, shank, upper arm and forearm."""
HEM = (2.0, 0.74, 0.46, -1.0)
"""Where clothes end, as a share of the bone: leggings on the shank, sleeve on the upper arm."""
HEM_THICKNESS = (0.0, 0.0032, 0.0040, 0.0)

_LEVELS = np.array(
    [
        (-1.0, 0.030, 0.148, 0.090),
        (-0.45, 0.030, 0.149, 0.092),
        (0.6, 0.029, 0.137, 0.088),
        (2.0, 0.031, 0.120, 0.081),
        (3.5, 0.036, 0.117, 0.082),
        (5.5, 0.036, 0.127, 0.091),
        (7.5, 0.028, 0.141, 0.099),
        (9.3, 0.020, 0.150, 0.096),
        (10.3, 0.012, 0.134, 0.082),
        (11.0, 0.004, 0.090, 0.058),
    ]
)
TORSO_LEVEL: Array = np.linspace(-1, 11, TORSO_NODES)
TORSO_FORWARD, TORSO_WIDTH, TORSO_DEPTH = (
    smooth(_LEVELS[:, 0], _LEVELS[:, column], TORSO_LEVEL) for column in (1, 2, 3)
)
RIB_SWELL: Array = np.exp(-(((TORSO_LEVEL - 6.5) / 3.0) ** 2))
"""How much each level of the trunk takes part in a breath."""


Row = tuple[float, ...]


def _hand() -> Array:
    rows: list[Row] = [
        (f * 0.45, 0, -0.006, 0.0205, f * 1.25, -0.001, -0.076, 0.0148, SKIN, 0.02)
        for f in (-0.016, 0.002, 0.018)
    ]
    for f, long in ((0.0285, 0.060), (0.0095, 0.070), (-0.0098, 0.065), (-0.0275, 0.050)):
        middle = -0.080 - long * 0.55
        rows.append((f * 0.93, -0.001, -0.076, 0.0116, f * 1.02, -0.005, middle, 0.0104, SKIN, 0.006))
        rows.append((f * 1.02, -0.005, middle, 0.0104, f * 1.06, -0.013, -0.080 - long, 0.0086, SKIN, 0.004))
    rows.append((0.014, -0.004, -0.020, 0.0165, 0.042, -0.014, -0.056, 0.0128, SKIN, 0.012))
    rows.append((0.042, -0.014, -0.056, 0.0128, 0.047, -0.018, -0.086, 0.0098, SKIN, 0.006))
    return np.array(rows)


def _foot() -> Array:
    rows: list[Row] = [
        (0, 0, 0.004, 0.0295, -0.020, 0, -0.030, 0.0305, SKIN, 0.02),
        (-0.018, 0.002, -0.034, 0.0265, 0.108, 0.020, -0.045, 0.0170, SKIN, 0.022),
        (0.010, 0, -0.008, 0.0280, 0.112, -0.016, -0.040, 0.0205, SKIN, 0.022),
    ]
    toes = (
        (-0.026, 0.158, 0.0130),
        (-0.008, 0.157, 0.0100),
        (0.0065, 0.151, 0.0095),
        (0.0195, 0.142, 0.0090),
        (0.0310, 0.131, 0.0086),
    )
    for i, (left, forward, radius) in enumerate(toes):
        start = 0.108 - 0.004 * i
        rows.append((start, left * 0.82, -0.045, 0.0155, forward, left, -0.049, radius, SKIN, 0.008))
    return np.array(rows)


def _head() -> Array:
    rows: list[Row] = [
        (-0.014, 0, 0.088, 0.083, 0.020, 0, 0.090, 0.079, SKIN, 0.02),
        (0.034, 0, 0.046, 0.053, 0.058, 0, 0.020, 0.038, SKIN, 0.035),
        (0.004, 0.040, 0.040, 0.036, 0.064, 0.007, 0.007, 0.0285, SKIN, 0.028),
        (0.004, -0.040, 0.040, 0.036, 0.064, -0.007, 0.007, 0.0285, SKIN, 0.028),
        (0.090, 0, 0.066, 0.0075, 0.1005, 0, 0.048, 0.0105, SKIN, 0.018),
    ]
    rows += [
        (-0.006, side * 0.081, 0.072, 0.013, -0.002, side * 0.078, 0.048, 0.0095, SKIN, 0.005)
        for side in (-1, 1)
    ]
    return np.array(rows)


HAND, FOOT, HEAD = _hand(), _foot(), _head()
BUN: Array = np.array([(-0.040, 0, 0.176, 0.028, -0.046, 0, 0.204, 0.036, HAIR, 0.012)])
HIPS: Array = np.array(
    [
        (-0.046, side * 0.070, -0.022, 0.078, -0.030, side * 0.070, 0.060, 0.066, LEGGINGS, 0.045)
        for side in (-1, 1)
    ]
)
BREAST: Array = np.array(
    [(0.090, side * 0.060, 0.0, 0.046, 0.078, side * 0.058, 0.035, 0.050, SHIRT, 0.06) for side in (-1, 1)]
)
SKULL_CAP: Array = np.concatenate([vector(-0.022, 0, 0.094, 0.0890), vector(0.016, 0, 0.096, 0.0850)])
"""Hair: the skull and a little more, cut by a hairline plane."""


def side_of(cones: Array, sign: float) -> Array:
    """The cones of the left (1) or right (-1) side."""
    flipped = cones.copy()
    flipped[:, [1, 5]] *= sign
    return flipped


def placed(cones: Array, origin: Array, attitude: Array) -> Array:
    """Local cones carried into the world."""
    world = cones.copy()
    world[:, 0:3] = cones[:, 0:3] @ attitude.T + origin
    world[:, 4:7] = cones[:, 4:7] @ attitude.T + origin
    return world
