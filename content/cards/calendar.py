"""The calendar card: one mark a day, told apart by shape as well as by colour. Digits only, no words."""

from collections.abc import Callable, Sequence
from enum import Enum

from content.cards import svg

WIDTH, PAD, CELL, TALL = 800, 36, 104.0, 104


class Mark(Enum):
    """What a day was."""

    DONE = "done"
    PART = "part"
    REST = "rest"
    MISSED = "missed"
    RECOVERY = "recovery"
    PAUSED = "paused"
    AHEAD = "ahead"
    NONE = "none"


def card(weeks: Sequence[Sequence[Mark]], numbers: Sequence[Sequence[int]], today: tuple[int, int]) -> bytes:
    """PNG, 800 wide; a row a week, a column a day.

    `numbers` are the days of the month in the same shape as `weeks`; `today` is (week, day) and gets a frame.
    ValueError when the shapes differ.
    """
    if [len(week) for week in weeks] != [len(week) for week in numbers]:
        raise ValueError("weeks and numbers differ in shape")
    height = 2 * PAD + TALL * len(weeks)
    inner = svg.backdrop(WIDTH, height)
    inner += (
        f'<rect x="{PAD / 2:g}" y="{PAD / 2:g}" width="{WIDTH - PAD}" height="{height - PAD}" rx="30"'
        f' fill="{svg.CARD}"/>'
    )
    for row, (week, days) in enumerate(zip(weeks, numbers, strict=True)):
        for column, (mark, day) in enumerate(zip(week, days, strict=True)):
            inner += _day(row, column, mark, day, today == (row, column))
    return svg.png(inner, WIDTH, height)


def _day(row: int, column: int, mark: Mark, day: int, is_today: bool) -> str:
    left, top = PAD + CELL * column, PAD + TALL * row
    x, y = left + CELL / 2, top + TALL / 2 + 12
    out = svg.number(day, x, top + 18, 24, svg.INK if is_today else svg.MUTED, 700 if is_today else 500)
    if is_today:
        frame = f'x="{left + 6:g}" y="{top + 1:g}" width="{CELL - 12:g}" height="{TALL - 4}" rx="20"'
        out += f'<rect {frame} fill="none" stroke="{svg.INK}" stroke-width="4"/>'
    return out + SHAPES[mark](x, y)


def _done(x: float, y: float) -> str:
    return svg.disc(x, y, 27, svg.TEAL) + svg.stroke(f"M{x - 12},{y + 1} l9,9 l16,-18", "#FFFFFF", 6)


def _part(x: float, y: float) -> str:
    half = f'<path d="M{x},{y - 25} a25,25 0 0 0 0,50z" fill="{svg.TEAL}"/>'
    return half + svg.circle(x, y, 25, svg.TEAL, 4)


def _rest(x: float, y: float) -> str:
    return svg.disc(x, y, 7, svg.STONE)


def _missed(x: float, y: float) -> str:
    return svg.circle(x, y, 25, "#A9A498", 3)


def _recovery(x: float, y: float) -> str:
    body = f'<rect x="{x - 27}" y="{y - 27}" width="54" height="54" rx="16" fill="{svg.BLUE}"/>'
    return body + svg.stroke(f"M{x - 12},{y} h24", "#FFFFFF", 7)


def _paused(x: float, y: float) -> str:
    return svg.stroke(f"M{x - 9},{y - 15} v30 M{x + 9},{y - 15} v30", svg.STONE, 8)


def _ahead(x: float, y: float) -> str:
    return svg.circle(x, y, 24, "#B7B1A4", 3, 'stroke-dasharray="1 8" stroke-linecap="round"')


def _none(x: float, y: float) -> str:
    return ""


SHAPES: dict[Mark, Callable[[float, float], str]] = {
    Mark.DONE: _done,
    Mark.PART: _part,
    Mark.REST: _rest,
    Mark.MISSED: _missed,
    Mark.RECOVERY: _recovery,
    Mark.PAUSED: _paused,
    Mark.AHEAD: _ahead,
    Mark.NONE: _none,
}
