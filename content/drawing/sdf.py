"""Distance from any point to the body and to the objects: the surface is where it is zero.

Limbs blend inside themselves and into the trunk near their joint; different limbs never melt together.
"""

import math

from content.drawing import layout as at
from content.drawing.compiled import compiled, inlined
from content.drawing.geometry import Array

FAR_AWAY = 1e9
Hit = tuple[float, float, float]


@inlined
def soft_min(a: float, b: float, k: float) -> float:
    """The smaller of two distances, rounded over a width k."""
    h = max(k - abs(a - b), 0.0) / k
    return min(a, b) - h * h * k * 0.25


@inlined
def soft_max(a: float, b: float, k: float) -> float:
    """The larger of two distances, rounded over a width k."""
    h = max(k - abs(a - b), 0.0) / k
    return max(a, b) + h * h * k * 0.25


@inlined
def ease(low: float, high: float, x: float) -> float:
    """0 below `low`, 1 above `high`, smooth between."""
    t = min(max((x - low) / (high - low), 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


@inlined
def apart(s: Array, o: int, x: float, y: float, z: float) -> float:
    """Distance to the point stored at offset o."""
    dx, dy, dz = x - s[o], y - s[o + 1], z - s[o + 2]
    return math.sqrt(dx * dx + dy * dy + dz * dz)


@inlined
def cone(s: Array, o: int, x: float, y: float, z: float) -> float:
    """Round cone: start, radius, end, radius."""
    ax, ay, az = x - s[o], y - s[o + 1], z - s[o + 2]
    bx, by, bz = s[o + 4] - s[o], s[o + 5] - s[o + 1], s[o + 6] - s[o + 2]
    t = min(max((ax * bx + ay * by + az * bz) / (bx * bx + by * by + bz * bz + 1e-12), 0.0), 1.0)
    dx, dy, dz = ax - bx * t, ay - by * t, az - bz * t
    radius = float(s[o + 3] + (s[o + 7] - s[o + 3]) * t)
    return math.sqrt(dx * dx + dy * dy + dz * dz) - radius


@compiled
def _nearest_link(s: Array, x: float, y: float, z: float) -> tuple[int, float]:
    first, best = 0, FAR_AWAY
    for i in range(0, at.TORSO_NODES, 2):
        d = apart(s, at.TORSO + at.TORSO_ROW * i, x, y, z)
        if d < best:
            best, first = d, i
    row, share, best = 0, 0.0, FAR_AWAY
    for i in range(max(first - 2, 0), min(first + 2, at.TORSO_NODES - 1)):
        o = at.TORSO + at.TORSO_ROW * i
        ax, ay, az = x - s[o], y - s[o + 1], z - s[o + 2]
        ux, uy, uz = s[o + 9] - s[o], s[o + 10] - s[o + 1], s[o + 11] - s[o + 2]
        t = min(max((ax * ux + ay * uy + az * uz) / (ux * ux + uy * uy + uz * uz), 0.0), 1.0)
        dx, dy, dz = ax - ux * t, ay - uy * t, az - uz * t
        q = dx * dx + dy * dy + dz * dz
        if q < best:
            best, row, share = q, o, t
    return row, share


@inlined
def _along(s: Array, o: int, t: float) -> float:
    return float(s[o] + (s[o + at.TORSO_ROW] - s[o]) * t)


@compiled
def trunk(s: Array, x: float, y: float, z: float) -> float:
    """The trunk tube: a section between a stadium and an ellipse, wider than deep."""
    o, t = _nearest_link(s, x, y, z)
    dx, dy, dz = x - _along(s, o, t), y - _along(s, o + 1, t), z - _along(s, o + 2, t)
    side = dx * _along(s, o + 3, t) + dy * _along(s, o + 4, t) + dz * _along(s, o + 5, t)
    depth2 = max(dx * dx + dy * dy + dz * dz - side * side, 0.0)
    half, radius = _along(s, o + 6, t), _along(s, o + 7, t)
    over = max(abs(side) - half, 0.0)
    stadium = math.sqrt(over * over + depth2) - radius
    wide = half + radius
    e = math.sqrt(side * side / (wide * wide) + depth2 / (radius * radius))
    if e < 0.3:
        return stadium
    return 0.45 * stadium + 0.55 * (e - 1.0) * radius * 0.92


@compiled
def bone(s: Array, o: int, x: float, y: float, z: float, limit: float) -> tuple[float, float]:
    """A limb bone with its table of radii and forward offsets; also how far along the bone."""
    ax, ay, az = x - s[o], y - s[o + 1], z - s[o + 2]
    long = s[o + 6]
    t = min(max((ax * s[o + 3] + ay * s[o + 4] + az * s[o + 5]) / long, 0.0), 1.0)
    dx, dy, dz = ax - s[o + 3] * t * long, ay - s[o + 4] * t * long, az - s[o + 5] * t * long
    d = math.sqrt(dx * dx + dy * dy + dz * dz) - 0.108
    if d > limit:
        return d, t
    place = t * (at.TABLE_ROW - 1)
    j = min(int(place), at.TABLE_ROW - 2)
    u = place - j
    e = at.TABLES + 2 * at.TABLE_ROW * int(s[o + 10]) + j
    radius = s[e] + (s[e + 1] - s[e]) * u
    e += at.TABLE_ROW
    forward = s[e] + (s[e + 1] - s[e]) * u
    if t < s[o + 14]:
        radius += s[o + 15] * min(1.0, (s[o + 14] - t) * 60.0 + 0.2)
    dx, dy, dz = dx - s[o + 7] * forward, dy - s[o + 8] * forward, dz - s[o + 9] * forward
    return math.sqrt(dx * dx + dy * dy + dz * dz) - radius, t


@compiled
def _limbs(s: Array, g: Array, x: float, y: float, z: float, limit: float, found: Hit) -> Hit:
    best, what, where = found
    for i in range(at.BONE_COUNT):
        o = at.BONES + at.BONE_ROW * i
        d, t = bone(s, o, x, y, z, limit)
        if d < best and d < limit:
            best, what, where = d, at.BONE + i, t
        k = int(s[o + 11])
        g[k] = soft_min(g[k], d, 0.03)
    return best, what, where


@compiled
def _small_parts(s: Array, g: Array, x: float, y: float, z: float, limit: float, found: Hit) -> Hit:
    best, what, where = found
    for p in range(at.PART_COUNT):
        o = at.PARTS + at.PART_ROW * p
        k = int(s[o + 4])
        d = apart(s, o, x, y, z) - s[o + 3]
        if d > limit:
            g[k] = min(g[k], d)
            continue
        blended = g[k]
        for i in range(int(s[o + 5]), int(s[o + 6])):
            c = at.CONES + at.CONE_ROW * i
            d = cone(s, c, x, y, z)
            if d < best:
                best, what, where = d, float(i), 0.0
            blended = soft_min(blended, d, s[c + 9])
        g[k] = blended
    return best, what, where


@compiled
def hair(s: Array, x: float, y: float, z: float, limit: float) -> float:
    """The skull cap, cut by the hairline and above the nape."""
    d = cone(s, at.CAP, x, y, z)
    if d > limit:
        return d
    x, y, z = x - s[at.HEAD_PLACE], y - s[at.HEAD_PLACE + 1], z - s[at.HEAD_PLACE + 2]
    o = at.HEAD_FRAME
    forward = x * s[o] + y * s[o + 3] + z * s[o + 6]
    left = x * s[o + 1] + y * s[o + 4] + z * s[o + 7]
    up = x * s[o + 2] + y * s[o + 5] + z * s[o + 8]
    front = forward * 0.78 - up * 0.62 + 0.0235 + left * left * 3.0
    below = 0.012 - up - forward * 0.25
    return soft_max(soft_max(d, front, 0.014), below, 0.02)


@compiled
def _joined(s: Array, g: Array, x: float, y: float, z: float) -> float:
    total = float(g[0])
    for k in range(1, at.GROUPS):
        o = at.BLENDS + at.BLEND_ROW * k
        near = max(1.0 - apart(s, o, x, y, z) / s[o + 3], 0.0)
        total = soft_min(total, g[k], 0.002 + s[o + 4] * near)
    return total


@compiled
def body(s: Array, g: Array, x: float, y: float, z: float, limit: float) -> Hit:
    """Distance to the body, what is nearest and where on it; beyond `limit` only a safe lower bound."""
    o = at.BOUNDS
    bx = max(abs(x - s[o]) - s[o + 3], 0.0)
    by = max(abs(y - s[o + 1]) - s[o + 4], 0.0)
    bz = max(abs(z - s[o + 2]) - s[o + 5], 0.0)
    outside = math.sqrt(bx * bx + by * by + bz * bz)
    if outside > limit:
        return outside, at.NOTHING, 0.0
    for k in range(1, at.GROUPS):
        g[k] = FAR_AWAY
    found = (FAR_AWAY, at.NOTHING, 0.0)
    g[0] = apart(s, o + 6, x, y, z) - s[o + 9]
    if g[0] < limit:
        g[0] = trunk(s, x, y, z)
        found = (g[0], at.TRUNK, 0.0)
    found = _limbs(s, g, x, y, z, limit, found)
    found = _small_parts(s, g, x, y, z, limit, found)
    d = hair(s, x, y, z, limit)
    g[5] = min(g[5], d)
    if d < found[0]:
        found = (d, at.HAIR, 0.0)
    return _joined(s, g, x, y, z), found[1], found[2]


@compiled
def box(s: Array, o: int, x: float, y: float, z: float) -> float:
    """A rounded box turned about the vertical, or a slab with rounded corners seen from above."""
    x, y, z = x - s[o], y - s[o + 1], abs(z - s[o + 2])
    x, y = abs(s[o + 7] * x + s[o + 8] * y), abs(s[o + 7] * y - s[o + 8] * x)
    edge, corner = float(s[o + 6]), float(s[o + 9])
    qz = z - float(s[o + 5]) + edge
    if corner > 0.0:
        flat = slab_edge(s, o, x, y) + edge
        return math.hypot(max(flat, 0.0), max(qz, 0.0)) + min(max(flat, qz), 0.0) - edge
    qx, qy = x - float(s[o + 3]) + edge, y - float(s[o + 4]) + edge
    mx, my, mz = max(qx, 0.0), max(qy, 0.0), max(qz, 0.0)
    return math.sqrt(mx * mx + my * my + mz * mz) + min(max(qx, qy, qz), 0.0) - edge


@inlined
def slab_edge(s: Array, o: int, x: float, y: float) -> float:
    """Distance in the plane to the rim of a slab with rounded corners; x and y already in its axes."""
    corner = float(s[o + 9])
    ux, uy = abs(x) - float(s[o + 3]) + corner, abs(y) - float(s[o + 4]) + corner
    return math.hypot(max(ux, 0.0), max(uy, 0.0)) + min(max(ux, uy), 0.0) - corner


@compiled
def objects(s: Array, x: float, y: float, z: float) -> tuple[float, float]:
    """Distance to the mat, furniture and rolls, and which one it is."""
    best, what = FAR_AWAY, at.NOTHING
    for i in range(int(s[at.COUNTS])):
        d = box(s, at.BOXES + at.BOX_ROW * i, x, y, z)
        if d < best:
            best, what = d, at.PROP_BOX - i
    for i in range(int(s[at.COUNTS + 1])):
        d = cone(s, at.ROLLS + at.ROLL_ROW * i, x, y, z)
        if d < best:
            best, what = d, at.PROP_ROLL - i
    return best, what


@compiled
def everything(s: Array, g: Array, x: float, y: float, z: float) -> float:
    """Distance to the nearest surface of all, for normals."""
    return min(body(s, g, x, y, z, 0.05)[0], objects(s, x, y, z)[0])
