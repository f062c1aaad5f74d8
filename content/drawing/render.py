"""Rays through every pixel (orthographic), then finer rays where neighbours differ."""

import math

import numpy as np
import numpy.typing as npt

from content.drawing import layout as at
from content.drawing.compiled import compiled, parallel, rows
from content.drawing.geometry import Array
from content.drawing.material import Colour
from content.drawing.sdf import FAR_AWAY, body, objects
from content.drawing.shade import backdrop, floor, lit_surface, span

Pixels = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
EDGE = 0.045
START = 4.0


@compiled
def _meet_objects(s: Array, p: Colour, ahead: Colour, stop: float) -> tuple[float, float]:
    t = 2.0
    for _ in range(60):
        d, what = objects(s, p[0] + ahead[0] * t, p[1] + ahead[1] * t, p[2] + ahead[2] * t)
        if d < 0.0004:
            return t, what
        t += d * 0.95
        if t > stop:
            break
    return FAR_AWAY, at.NOTHING


@compiled
def _meet_body(s: Array, g: Array, p: Colour, ahead: Colour, stop: float) -> tuple[float, float, float]:
    near, far = span(s, p, ahead, 0.0)
    if near >= far:
        return FAR_AWAY, at.NOTHING, 0.0
    t = max(near, 1.0)
    stop = min(stop, far)
    for _ in range(100):
        d, what, where = body(s, g, p[0] + ahead[0] * t, p[1] + ahead[1] * t, p[2] + ahead[2] * t, 0.06)
        if d < 0.0005:
            return t, what, where
        t += d * 0.88
        if t > stop:
            break
    return FAR_AWAY, at.NOTHING, 0.0


@compiled
def ray(s: Array, g: Array, i: float, j: float) -> tuple[float, float, float, float]:
    """Linear red, green, blue of a point of the picture and what is seen there (see layout)."""
    u, v = (i - s[at.CENTRE_X]) / s[at.SCALE], -(j - s[at.CENTRE_Y]) / s[at.SCALE]
    ahead = (s[at.AHEAD], s[at.AHEAD + 1], s[at.AHEAD + 2])
    p = (
        s[at.RIGHT] * u + s[at.UP] * v - ahead[0] * START,
        s[at.RIGHT + 1] * u + s[at.UP + 1] * v - ahead[1] * START,
        s[at.RIGHT + 2] * u + s[at.UP + 2] * v - ahead[2] * START,
    )
    back = backdrop(s, i, j)
    ground = FAR_AWAY
    if ahead[2] < -1e-3:
        ground = (s[at.FLOOR] - p[2]) / ahead[2]
    t, what = _meet_objects(s, p, ahead, min(ground + 0.01, 6.6))
    where = 0.0
    met, flesh, spot = _meet_body(s, g, p, ahead, min(t, ground + 0.01))
    if met < t:
        t, what, where = met, flesh, spot
    if t < FAR_AWAY:
        q = (p[0] + ahead[0] * t, p[1] + ahead[1] * t, p[2] + ahead[2] * t)
        r, gr, b = lit_surface(s, g, what, where, q)
        return r, gr, b, what if what >= 0.0 else -5.0
    if ground < FAR_AWAY:
        q = (p[0] + ahead[0] * ground, p[1] + ahead[1] * ground, s[at.FLOOR])
        back = floor(s, g, back, q)
    return back[0], back[1], back[2], -9.0


@parallel
def _first_pass(s: Array, image: Array, seen: Array) -> None:
    height, width = seen.shape
    for j in rows(height):
        g = np.zeros(at.GROUPS)
        for i in range(width):
            r, gr, b, what = ray(s, g, i + 0.5, j + 0.5)
            image[j, i, 0], image[j, i, 1], image[j, i, 2], seen[j, i] = r, gr, b, what


@compiled
def _contrast(image: Array, i: int, j: int) -> float:
    height, width, _ = image.shape
    most = 0.0
    for dj in range(-1, 2):
        for di in range(-1, 2):
            jj, ii = min(max(j + dj, 0), height - 1), min(max(i + di, 0), width - 1)
            for c in range(3):
                a, b = math.sqrt(max(image[jj, ii, c], 0.0)), math.sqrt(max(image[j, i, c], 0.0))
                most = max(most, abs(a - b))
    return most


@parallel
def _second_pass(s: Array, image: Array, finer: Array, n: int) -> None:
    height, width, _ = image.shape
    for j in rows(height):
        g = np.zeros(at.GROUPS)
        for i in range(width):
            if _contrast(image, i, j) < EDGE:
                continue
            r, gr, b = 0.0, 0.0, 0.0
            for a in range(n):
                for q in range(n):
                    c = ray(s, g, i + (a + 0.5) / n, j + (q + 0.5) / n)
                    r, gr, b = r + min(c[0], 1.0), gr + min(c[1], 1.0), b + min(c[2], 1.0)
            finer[j, i, 0], finer[j, i, 1], finer[j, i, 2] = r / (n * n), gr / (n * n), b / (n * n)


def render(scene: Array, width: int, height: int, fine: int = 3) -> tuple[Pixels, Mask]:
    """The picture as 8-bit sRGB (height, width, 3) and, per pixel, whether the body is seen there.

    `fine` is how many rays a side are shot through a pixel at an edge.
    """
    image, seen = np.zeros((height, width, 3)), np.zeros((height, width))
    _first_pass(scene, image, seen)
    if fine > 1:
        finer = image.copy()
        _second_pass(scene, image, finer, fine)
        image = finer
    pixels = (np.clip(image, 0, 1) ** (1 / 2.2) * 255 + 0.5).astype(np.uint8)
    return pixels, seen >= 0
