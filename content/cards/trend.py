"""The weeks as two lines from 0 to 10: the average as a full line, the worst as a dotted one. Digits only."""

from collections.abc import Sequence

from content.cards import svg

WIDTH, HEIGHT = 800, 360
LEFT, RIGHT, TOP, BOTTOM = 92, 744, 44, 316
MARKS = (0, 5, 10)


def card(weeks: Sequence[tuple[int, int | None]]) -> bytes:
    """PNG, 800 wide; one (average, worst) a week, oldest first, at least two."""
    inner = svg.backdrop(WIDTH, HEIGHT)
    inner += f'<rect x="18" y="18" width="{WIDTH - 36}" height="{HEIGHT - 36}" rx="30" fill="{svg.CARD}"/>'
    for mark in MARKS:
        inner += svg.stroke(f"M{LEFT},{_y(mark):g} H{RIGHT}", svg.LINE, 2)
        inner += svg.number(mark, LEFT - 36, _y(mark), 24, svg.MUTED, 500)
    points = [LEFT + 20 + (RIGHT - LEFT - 40) * n / (len(weeks) - 1) for n in range(len(weeks))]
    worst = [(x, nrs) for x, (_, nrs) in zip(points, weeks, strict=True) if nrs is not None]
    average = [(x, nrs) for x, (nrs, _) in zip(points, weeks, strict=True)]
    if worst:
        inner += svg.stroke(_line(worst), svg.AMBER, 4, 'stroke-dasharray="1 10"')
    inner += svg.stroke(_line(average), svg.TEAL, 6)
    inner += "".join(svg.disc(x, _y(nrs), 9, svg.TEAL) for x, nrs in average)
    return svg.png(inner, WIDTH, HEIGHT)


def _y(nrs: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * nrs / 10


def _line(points: Sequence[tuple[float, int]]) -> str:
    return "M" + " L".join(f"{x:g},{_y(nrs):g}" for x, nrs in points)
