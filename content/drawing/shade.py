"""Light on the scene: one soft sun from the upper left front, sky, contact shade, shadow on the mat."""

import math

from content.drawing import layout as at
from content.drawing.compiled import compiled, inlined
from content.drawing.geometry import Array
from content.drawing.material import Colour, face, object_colour, owner, tint, working
from content.drawing.sdf import body, ease, everything, objects

REACH = 0.20
NORMAL_STEP_TRUNK, NORMAL_STEP_LIMB, NORMAL_STEP_FINE, NORMAL_STEP_OBJECT = 0.0090, 0.0035, 0.0014, 0.0007


@inlined
def normal_step(what: float) -> float:
    """How far apart the surface is probed: wide on the trunk, fine on face and hands."""
    if what < 0.0:
        return NORMAL_STEP_OBJECT
    if what >= at.TRUNK and what < at.BONE:
        return NORMAL_STEP_TRUNK
    if what >= at.BONE and what < at.HAIR:
        return NORMAL_STEP_LIMB
    return NORMAL_STEP_TRUNK if what < 6.0 else NORMAL_STEP_FINE


@compiled
def normal(s: Array, g: Array, what: float, x: float, y: float, z: float) -> Colour:
    """The outward direction of the surface."""
    e = normal_step(what)
    a = everything(s, g, x + e, y - e, z - e)
    b = everything(s, g, x - e, y - e, z + e)
    c = everything(s, g, x - e, y + e, z - e)
    d = everything(s, g, x + e, y + e, z + e)
    nx, ny, nz = a - b - c + d, -a - b + c + d, -a + b - c + d
    length = 1.0 / math.sqrt(nx * nx + ny * ny + nz * nz + 1e-20)
    return nx * length, ny * length, nz * length


@compiled
def openness(s: Array, g: Array, floor: bool, p: Colour, n: Colour) -> float:
    """1 in the open, less where something is close."""
    shut, weight = 0.0, 1.0
    for q in range(5):
        h = 0.010 + 0.040 * q
        x, y, z = p[0] + n[0] * h, p[1] + n[1] * h, p[2] + n[2] * h
        d = body(s, g, x, y, z, REACH)[0]
        if not floor:
            d = min(d, objects(s, x, y, z)[0], z - s[at.FLOOR])
        shut += max(h - d, 0.0) * weight
        weight *= 0.70
    return 1.0 - min(2.2 * shut, 0.85)


@compiled
def span(s: Array, p: Colour, d: Colour, margin: float) -> tuple[float, float]:
    """Where a ray enters and leaves the box round the body; enters after it leaves if it misses."""
    near, far = -1e9, 1e9
    for c in range(3):
        low = s[at.BOUNDS + c] - s[at.BOUNDS + 3 + c] - margin
        high = s[at.BOUNDS + c] + s[at.BOUNDS + 3 + c] + margin
        step = d[c] if abs(d[c]) > 1e-9 else 1e-9
        a, b = (low - p[c]) / step, (high - p[c]) / step
        near, far = max(near, min(a, b)), min(far, max(a, b))
    return near, far


@compiled
def sunlit(s: Array, g: Array, p: Colour, n: Colour) -> float:
    """1 in the sun, 0 in shadow, soft between."""
    light = (s[at.LIGHT], s[at.LIGHT + 1], s[at.LIGHT + 2])
    start = (p[0] + n[0] * 0.006, p[1] + n[1] * 0.006, p[2] + n[2] * 0.006)
    near, far = span(s, start, light, 0.05)
    crosses = near < far and far > 0.0
    if not crosses and s[at.COUNTS] < 1.5 and s[at.COUNTS + 1] < 0.5:
        return 1.0
    stop = 1.5 if s[at.COUNTS] + s[at.COUNTS + 1] > 1.5 else far
    lit, t = 1.0, 0.018
    for _ in range(34):
        x, y, z = start[0] + light[0] * t, start[1] + light[1] * t, start[2] + light[2] * t
        d = objects(s, x, y, z)[0]
        if crosses and t < far:
            d = min(d, body(s, g, x, y, z, REACH)[0])
        lit = min(lit, 9.0 * d / t + 0.06)
        t += min(max(d * 0.8, 0.012), 0.12)
        if lit < 0.06 or t > stop:
            break
    return ease(0.06, 1.0, lit)


@compiled
def backdrop(s: Array, i: float, j: float) -> Colour:
    """The calm background, a little darker towards the rim."""
    gx, gy = i / s[at.WIDTH] - 0.5, j / s[at.HEIGHT] - 0.44
    far = min(math.sqrt(gx * gx * 1.1 + gy * gy * 1.5) / 0.75, 1.0)
    far *= far
    o = at.BACK
    return (
        s[o] + (s[o + 3] - s[o]) * far,
        s[o + 1] + (s[o + 4] - s[o + 1]) * far,
        s[o + 2] + (s[o + 5] - s[o + 2]) * far,
    )


@compiled
def floor(s: Array, g: Array, back: Colour, p: Colour) -> Colour:
    """The background as a floor that takes the shadow."""
    up = (0.0, 0.0, 1.0)
    keep = (1.0 - s[at.SHADOW] * (1.0 - sunlit(s, g, p, up))) * (
        1.0 - (1.0 - openness(s, g, True, p, up)) * 0.6
    )
    lost = 1.0 - keep
    return back[0] * (keep + lost * 0.08), back[1] * (keep + lost * 0.07), back[2] * (keep + lost * 0.14)


@compiled
def _body_colour(s: Array, what: float, where: float, p: Colour) -> tuple[Colour, float, float, float]:
    group, entry = owner(s, what, where, p[0], p[1], p[2])
    o = at.PALETTE + 3 * entry
    colour = (s[o], s[o + 1], s[o + 2])
    glow = 0.0
    if group == 5 and entry == 0:
        colour = face(s, colour, p[0], p[1], p[2])
    elif entry != 0 and what < at.HAIR:
        main, helping = working(s, group, p[0], p[1], p[2])
        helping *= 1.0 - main
        colour = tint(s, tint(s, colour, at.TINT + 3, helping), at.TINT, main)
        glow = max(main, helping)
    return colour, s[at.FAR + group], glow, 1.0 if entry == 0 else 0.0


@compiled
def lit_surface(s: Array, g: Array, what: float, where: float, p: Colour) -> Colour:
    """The colour the viewer sees at a spot of a surface."""
    colour, far, glow, skin = (0.0, 0.0, 0.0), 0.0, 0.0, 0.0
    n = normal(s, g, what, p[0], p[1], p[2])
    if what >= 0.0:
        colour, far, glow, skin = _body_colour(s, what, where, p)
    else:
        colour = object_colour(s, what, p[0], p[1], n[2])
    air = openness(s, g, False, p, n)
    facing = n[0] * s[at.LIGHT] + n[1] * s[at.LIGHT + 1] + n[2] * s[at.LIGHT + 2]
    sun = sunlit(s, g, p, n) if facing > -0.2 else 0.0
    sun = max((facing + 0.32) / 1.32, 0.0) * (0.30 + 0.70 * sun)
    sky = 0.5 + 0.5 * n[2]
    red = sun + (0.46 * sky + 0.24 * (1.0 - sky)) * air + skin * 0.06 * (1.0 - sun) * air
    green = 0.97 * sun + (0.49 * sky + 0.21 * (1.0 - sky)) * air
    blue = 0.92 * sun + (0.55 * sky + 0.21 * (1.0 - sky)) * air
    red += (max(red, 0.80) - red) * glow * 0.7
    green += (max(green, 0.80) - green) * glow * 0.7
    blue += (max(blue, 0.80) - blue) * glow * 0.7
    grazing = 1.0 + n[0] * s[at.AHEAD] + n[1] * s[at.AHEAD + 1] + n[2] * s[at.AHEAD + 2]
    rim = max(grazing, 0.0) ** 3 * max(n[2] * 0.6 + 0.5, 0.0) * s[at.RIM] * air
    o = at.MIST
    red, green, blue = (
        colour[0] * red + rim * 0.35,
        colour[1] * green + rim * 0.38,
        colour[2] * blue + rim * 0.44,
    )
    return red + (s[o] - red) * far, green + (s[o + 1] - green) * far, blue + (s[o + 2] - blue) * far
