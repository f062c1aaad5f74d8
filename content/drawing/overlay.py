"""What is drawn over the figure: step number, arrows, round windows. No words: they serve every language."""

from collections.abc import Sequence
from importlib.resources import files

import numpy as np
import resvg_py

from content.drawing.geometry import Array
from content.drawing.palette import ARROW, INK, WHITE

FONT = files("font_roboto") / "files" / "Roboto-Bold.ttf"
BADGE_CENTRE, BADGE_RADIUS = 58.0, 34.0


def draw(width: int, height: int, inner: str) -> bytes:
    """The SVG fragments as a transparent PNG; coordinates are those of a picture 1280 wide."""
    tall = 1280 * height / width
    markup = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 1280 {tall:g}">{inner}</svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=markup, skip_system_fonts=True, font_files=[str(FONT)]))


def badge(number: int) -> str:
    """The step's number in the corner."""
    return (
        f'<circle cx="{BADGE_CENTRE}" cy="{BADGE_CENTRE}" r="{BADGE_RADIUS}" fill="{INK}"/>'
        f'<text x="{BADGE_CENTRE}" y="{BADGE_CENTRE + 13}" font-family="Roboto" font-weight="700"'
        f' font-size="36" text-anchor="middle" fill="{WHITE}">{number}</text>'
    )


def easier_badge() -> str:
    """The easier version: a step down instead of a number."""
    c = BADGE_CENTRE
    stairs = f"M{c - 19},{c - 12} h13 v12 h13 v12 h13"
    return (
        f'<circle cx="{c}" cy="{c}" r="{BADGE_RADIUS}" fill="{INK}"/>'
        f'<path d="{stairs}" fill="none" stroke="{WHITE}" stroke-width="6" stroke-linecap="round"'
        f' stroke-linejoin="round"/>'
    )


def _path(points: Array) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def arrow(track: Array, thin: float = 5, thick: float = 15, head: float = 34) -> str:
    """A tapered ribbon along the track with a head, in a white halo."""
    way = np.gradient(track, axis=0)
    square = np.stack([-way[:, 1], way[:, 0]], axis=1)
    square /= np.linalg.norm(square, axis=1)[:, None] + 1e-9
    run = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(track, axis=0), axis=1))])
    keep = run <= max(run[-1] - head * 0.9, run[-1] * 0.3)
    line, normal = track[keep], square[keep]
    half = ((thin + (thick - thin) * run[keep] / run[-1]) / 2)[:, None]
    body = np.concatenate([line + normal * half, (line - normal * half)[::-1]])
    ahead = track[-1] - line[-1]
    ahead /= np.linalg.norm(ahead) + 1e-9
    across = np.array([-ahead[1], ahead[0]])
    root = line[-1] - ahead * 1.5
    tip = np.stack(
        [root + across * head * 0.62, track[-1] + ahead * head * 0.12, root - across * head * 0.62]
    )
    shape = _path(body) + _path(tip)
    return (
        f'<g stroke-linejoin="round"><path d="{shape}" fill="{WHITE}" stroke="{WHITE}" stroke-width="9"'
        f' opacity="0.92"/><path d="{shape}" fill="{ARROW}" stroke="{ARROW}" stroke-width="4"/></g>'
    )


def dashed(points: Sequence[Sequence[float]], colour: str = INK) -> str:
    """A dashed line of sight or of aim, with a small head."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    way = np.array([x1 - x0, y1 - y0])
    way = way / (np.linalg.norm(way) + 1e-9)
    across = np.array([-way[1], way[0]])
    end = np.array([x1, y1])
    tip = np.stack([end - way * 20 + across * 11, end, end - way * 20 - across * 11])
    head = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in tip)
    line = f"M{x0:.1f},{y0:.1f} L{x1:.1f},{y1:.1f}"
    strokes = "".join(
        f'<path d="{line}" stroke-dasharray="13 12" stroke="{c}" stroke-width="{w}"/>'
        f'<path d="{head}" stroke="{c}" stroke-width="{w}"/>'
        for c, w in ((WHITE, 11), (colour, 5))
    )
    return f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{strokes}</g>'


def window(place: tuple[float, float], radius: float, source: tuple[float, float, float] | None) -> str:
    """The rim of a round window; with a source (x, y, radius) it is a lens tied to that place."""
    x, y = place
    out = ""
    if source is not None:
        sx, sy, sr = source
        way = np.array([x - sx, y - sy])
        way = way / np.linalg.norm(way)
        a, b = np.array([sx, sy]) + way * sr, np.array([x, y]) - way * radius
        out = (
            f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="{INK}"'
            f' stroke-width="3"/><circle cx="{sx:.1f}" cy="{sy:.1f}" r="{sr:.1f}" stroke="{INK}"'
            f' stroke-width="3"/>'
        )
    rims = "".join(
        f'<circle cx="{x}" cy="{y}" r="{radius + grow}" stroke="{c}" stroke-width="{w}"/>'
        for grow, c, w in ((0, WHITE, 10), (3, INK, 3))
    )
    return f'<g fill="none">{out}{rims}</g>'
