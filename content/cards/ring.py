"""The hold timer's card: a ring that empties, the seconds left, and which repetition it is. No words."""

from collections.abc import Callable
from typing import Literal

from content.cards import svg

Kind = Literal["ready", "hold", "rest", "change", "paused", "done"]
WIDTH, HEIGHT = 800, 450
CENTRE_X, CENTRE_Y, RADIUS = 400.0, 204.0, 148.0
DOTS_Y, DOT_STEP, MOST_DOTS = 406.0, 34.0, 15

COLOURS: dict[Kind, str] = {
    "ready": svg.AMBER,
    "hold": svg.CORAL,
    "rest": svg.TEAL,
    "change": svg.BLUE,
    "paused": svg.STONE,
    "done": svg.TEAL,
}


def card(kind: Kind, seconds: int, fraction: float, number: int, total: int) -> bytes:
    """PNG of 800 x 450.

    `seconds` stand in the ring; `fraction` (0..1) of the ring is still to go; `number` of `total`
    repetitions is under way and shows as filled dots below.
    """
    left = max(0.0, min(1.0, fraction))
    inner = svg.backdrop(WIDTH, HEIGHT) + svg.disc(CENTRE_X, CENTRE_Y, RADIUS + 22, svg.CARD)
    inner += _ring(kind, 1.0 if kind == "done" else left)
    inner += _middle(kind, max(0, seconds)) + _dots(kind, number, total)
    return svg.png(inner, WIDTH, HEIGHT)


def _ring(kind: Kind, left: float) -> str:
    colour = COLOURS[kind]
    dashes = 'stroke-dasharray="2 30"' if kind in ("ready", "paused") else ""
    out = svg.circle(CENTRE_X, CENTRE_Y, RADIUS, svg.LINE, 20)
    if left <= 0.002:
        return out
    path = svg.arc(CENTRE_X, CENTRE_Y, RADIUS, 0.0, min(left, 0.9999))
    return out + svg.stroke(path, colour, 20, dashes)


def _middle(kind: Kind, seconds: int) -> str:
    if kind == "done":
        return svg.stroke(f"M{CENTRE_X - 62},{CENTRE_Y + 4} l42,44 l84,-92", COLOURS[kind], 24)
    size = 150 if seconds < 100 else 116
    digits = svg.number(seconds, CENTRE_X, CENTRE_Y - 12, size, svg.INK)
    return digits + ICONS[kind](CENTRE_X, CENTRE_Y + 88, COLOURS[kind])


def _ready(x: float, y: float, colour: str) -> str:
    """Soon it starts."""
    path = f"M{x - 13},{y - 18} v36 l30,-18z"
    return f'<path d="{path}" fill="{colour}"/>' + svg.stroke(path, colour, 5)


def _hold(x: float, y: float, colour: str) -> str:
    """Two arrows that press on a bar: keep the tension."""
    bar = svg.stroke(f"M{x},{y - 18} v36", colour, 8)
    arrows = f"M{x - 46},{y} h28 m-10,-10 l11,10 l-11,10 M{x + 46},{y} h-28 m10,-10 l-11,10 l11,10"
    return bar + svg.stroke(arrows, colour, 6)


def _rest(x: float, y: float, colour: str) -> str:
    """Two calm waves."""
    waves = "".join(f"M{x - 40},{y + dy} q20,-18 40,0 t40,0" for dy in (-8, 10))
    return svg.stroke(waves, colour, 6)


def _change(x: float, y: float, colour: str) -> str:
    """The other side."""
    upper = f"M{x - 36},{y - 9} h70 m-13,-12 l14,12 l-14,12"
    lower = f"M{x + 36},{y + 13} h-70 m13,-12 l-14,12 l14,12"
    return svg.stroke(upper + lower, colour, 6)


def _paused(x: float, y: float, colour: str) -> str:
    return svg.stroke(f"M{x - 11},{y - 16} v32 M{x + 11},{y - 16} v32", colour, 11)


ICONS: dict[Kind, Callable[[float, float, str], str]] = {
    "ready": _ready,
    "hold": _hold,
    "rest": _rest,
    "change": _change,
    "paused": _paused,
}


def _dots(kind: Kind, number: int, total: int) -> str:
    if total > MOST_DOTS:
        return _count(number, total)
    start = CENTRE_X - DOT_STEP * (total - 1) / 2
    return "".join(_dot(kind, i, number, start + DOT_STEP * i) for i in range(total))


def _count(number: int, total: int) -> str:
    bar = svg.stroke(f"M{CENTRE_X - 6},{DOTS_Y + 14} l12,-28", svg.MUTED, 4)
    first = svg.number(number, CENTRE_X - 32, DOTS_Y, 34, svg.INK)
    return first + bar + svg.number(total, CENTRE_X + 34, DOTS_Y, 34, svg.MUTED)


def _dot(kind: Kind, i: int, number: int, x: float) -> str:
    if i < number - 1 or (kind == "done" and i < number):
        return svg.disc(x, DOTS_Y, 9, svg.TEAL)
    if i == number - 1:
        return svg.disc(x, DOTS_Y, 7, COLOURS[kind]) + svg.circle(x, DOTS_Y, 13, COLOURS[kind], 3)
    return svg.circle(x, DOTS_Y, 8, svg.MUTED, 3)
