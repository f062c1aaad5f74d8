"""SVG text to PNG bytes, with the one font we ship: every machine draws the same card."""

import math
from importlib.resources import files

import resvg_py

INK, MUTED, CARD, LINE = "#2F3A56", "#5A6277", "#FFFFFF", "#DED7CB"
TEAL, CORAL, AMBER, BLUE, STONE = "#2F7F79", "#D8472F", "#B8681A", "#4F68B0", "#6E7484"

_FONTS = [str(files("font_roboto") / "files" / f"Roboto-{name}.ttf") for name in ("Medium", "Bold")]


def png(inner: str, width: int, height: int) -> bytes:
    """The drawing as PNG; coordinates are pixels."""
    markup = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">{inner}</svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=markup, skip_system_fonts=True, font_files=_FONTS))


def number(value: int, x: float, y: float, size: float, colour: str, weight: int = 700) -> str:
    """Digits centred on (x, y)."""
    return (
        f'<text x="{x:g}" y="{y + size * 0.355:g}" font-family="Roboto" font-weight="{weight}"'
        f' font-size="{size:g}" text-anchor="middle" fill="{colour}">{value}</text>'
    )


def stroke(path: str, colour: str, width: float, extra: str = "") -> str:
    """A line with round ends."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round"'
        f' stroke-linejoin="round" {extra}/>'
    )


def disc(x: float, y: float, radius: float, colour: str) -> str:
    """A filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{colour}"/>'


def circle(x: float, y: float, radius: float, colour: str, width: float, extra: str = "") -> str:
    """An open circle."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="none" stroke="{colour}"'
        f' stroke-width="{width:g}" {extra}/>'
    )


def arc(x: float, y: float, radius: float, start: float, end: float) -> str:
    """Path of an arc, shares of a full turn clockwise from the top; a full turn is two halves."""
    points = []
    for share in (start, (start + end) / 2, end):
        angle = 2 * math.pi * share
        points.append((x + radius * math.sin(angle), y - radius * math.cos(angle)))
    (ax, ay), (bx, by), (cx, cy) = points
    curve = f"A{radius:g},{radius:g} 0 0 1"
    return f"M{ax:.2f},{ay:.2f} {curve} {bx:.2f},{by:.2f} {curve} {cx:.2f},{cy:.2f}"


def backdrop(width: int, height: int) -> str:
    """The calm background of the exercise pictures."""
    return (
        '<defs><radialGradient id="b" cx="0.5" cy="0.44" r="0.75"><stop offset="0" stop-color="#FBF8F4"/>'
        '<stop offset="1" stop-color="#EEE8DF"/></radialGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#b)"/>'
    )
