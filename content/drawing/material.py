"""The colour of each spot: skin, clothes, hair, the painted face, and the tint of working muscles."""

import math

from content.drawing import layout as at
from content.drawing.compiled import compiled, inlined
from content.drawing.geometry import Array
from content.drawing.sdf import ease, slab_edge

Colour = tuple[float, float, float]
SKIN, SHIRT, LEGGINGS, HAIR, BLUSH_COLOUR, EYE, LIPS = 0, 1, 2, 3, 4, 5, 6


@inlined
def mix(s: Array, a: Colour, o: int, share: float) -> Colour:
    """The colour with a share of the one stored at offset o."""
    return (
        a[0] + (s[o] - a[0]) * share,
        a[1] + (s[o + 1] - a[1]) * share,
        a[2] + (s[o + 2] - a[2]) * share,
    )


@compiled
def owner(s: Array, what: float, where: float, x: float, y: float, z: float) -> tuple[int, int]:
    """Body group and palette entry of what a ray met."""
    if what >= at.HAIR:
        return 5, HAIR
    if what >= at.BONE:
        o = at.BONES + at.BONE_ROW * int(what - at.BONE)
        return int(s[o + 11]), int(s[o + 12]) if where < s[o + 14] else int(s[o + 13])
    group, entry = 0, SHIRT
    if what < at.TRUNK:
        entry = int(s[at.CONES + at.CONE_ROW * int(what) + 8])
        for p in range(at.PART_COUNT):
            o = at.PARTS + at.PART_ROW * p
            if s[o + 5] <= what < s[o + 6]:
                group = int(s[o + 4])
    if group == 0:
        o = at.HEM_PLACE
        above = (x - s[o]) * s[o + 3] + (y - s[o + 1]) * s[o + 4] + (z - s[o + 2]) * s[o + 5]
        entry = LEGGINGS if above < 0.0 else SHIRT
    return group, entry


@inlined
def _eye_ink(s: Array, side: float, up: float) -> float:
    ex, ey = side - 0.0345, up - 0.070
    if s[at.EYES_CLOSED] > 0.5:
        arc = ey + 0.004 - 11.0 * ex * ex
        return 1.0 - ease(-0.0006, 0.0012, max(abs(arc) - 0.0024, abs(ex) - 0.0145))
    oval = math.sqrt(ex * ex / 0.0000792 + ey * ey / 0.000137) - 1.0
    return 1.0 - ease(-0.10, 0.10, oval)


@compiled
def face(s: Array, colour: Colour, x: float, y: float, z: float) -> Colour:
    """Eyes, brows, a small smile and cheeks, painted in the head's own axes."""
    x, y, z = x - s[at.HEAD_PLACE], y - s[at.HEAD_PLACE + 1], z - s[at.HEAD_PLACE + 2]
    o = at.HEAD_FRAME
    if x * s[o] + y * s[o + 3] + z * s[o + 6] < 0.045:
        return colour
    left = x * s[o + 1] + y * s[o + 4] + z * s[o + 7]
    up = x * s[o + 2] + y * s[o + 5] + z * s[o + 8]
    side = abs(left)
    cheek = 1.0 - ease(0.0, 0.024, math.hypot(side - 0.050, up - 0.037))
    colour = mix(s, colour, at.PALETTE + 3 * BLUSH_COLOUR, 0.32 * cheek)
    brow = abs(up - 0.1000 + 12.0 * (side - 0.034) * (side - 0.034))
    ink = (1.0 - ease(0.0013, 0.0029, brow)) * (1.0 - ease(0.0110, 0.0150, abs(side - 0.035))) * 0.75
    ink = max(ink, _eye_ink(s, side, up))
    colour = mix(s, colour, at.PALETTE + 3 * EYE, ink)
    glint = 1.0 - ease(0.0014, 0.0030, math.hypot(side - 0.0370 if left > 0 else side - 0.0320, up - 0.0745))
    shine = glint * (1.0 - s[at.EYES_CLOSED]) * 0.85
    colour = (
        colour[0] + (1.0 - colour[0]) * shine,
        colour[1] + (1.0 - colour[1]) * shine,
        colour[2] + (1.0 - colour[2]) * shine,
    )
    smile = abs(up - 0.0130 - 15.0 * left * left)
    mouth = (1.0 - ease(0.0015, 0.0031, smile)) * (1.0 - ease(0.0165, 0.0205, side))
    return mix(s, colour, at.PALETTE + 3 * LIPS, mouth * 0.85)


@compiled
def working(s: Array, group: int, x: float, y: float, z: float) -> tuple[float, float]:
    """How much a main and a helping muscle lies under the spot, each 0..1."""
    main, helping = 0.0, 0.0
    for i in range(int(s[at.COUNTS + 2])):
        o = at.MUSCLES + at.MUSCLE_ROW * i
        if s[o + 8] >= 0.0 and int(s[o + 8]) != group:
            continue
        bx, by, bz = s[o + 3] - s[o], s[o + 4] - s[o + 1], s[o + 5] - s[o + 2]
        ax, ay, az = x - s[o], y - s[o + 1], z - s[o + 2]
        t = min(max((ax * bx + ay * by + az * bz) / (bx * bx + by * by + bz * bz + 1e-9), 0.0), 1.0)
        d = math.sqrt((ax - bx * t) ** 2 + (ay - by * t) ** 2 + (az - bz * t) ** 2)
        share = 1.0 - ease(s[o + 6] * 0.45, s[o + 6], d)
        if s[o + 7] >= 0.0:
            main = max(main, s[o + 7] * share)
        else:
            helping = max(helping, -s[o + 7] * share)
    return main, helping


@inlined
def tint(s: Array, a: Colour, o: int, share: float) -> Colour:
    """Towards the muscle colour through a lighter mix: coral laid plainly on teal turns brown."""
    r, g, b = mix(s, a, o, share)
    light = 0.32 * share * (1.0 - share)
    return r + light, g + light * 0.85, b + light * 0.75


@compiled
def object_colour(s: Array, what: float, x: float, y: float, nz: float) -> Colour:
    """Colour of the mat (with its pale line), furniture or a roll."""
    if what <= at.PROP_ROLL:
        o = at.ROLLS + at.ROLL_ROW * int(at.PROP_ROLL - what) + 8
        return s[o], s[o + 1], s[o + 2]
    o = at.BOXES + at.BOX_ROW * int(at.PROP_BOX - what)
    r, g, b = s[o + 10], s[o + 11], s[o + 12]
    if s[o + 13] > 0.0 and nz > 0.7:
        dx, dy = x - s[o], y - s[o + 1]
        rim = slab_edge(s, o, s[o + 7] * dx + s[o + 8] * dy, s[o + 7] * dy - s[o + 8] * dx)
        steep = ease(0.12, 0.34, -s[at.AHEAD + 2])
        line = (1.0 - ease(0.0030, 0.0055, abs(rim + 0.030))) * steep * 0.30
        r, g, b = r + (1.0 - r) * line, g + (1.0 - g) * line, b + (1.0 - b) * line
    return r, g, b
