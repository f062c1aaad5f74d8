"""The pictures of the safety report, in the colours of the bot's own cards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.plan import PlanState
from bot.simulation.life import Day
from content.cards import svg

WIDTH, PANEL, PAD = 1200, 250, 40
LEFT, RIGHT, TOP, DRAWN = 120.0, 1120.0, 62.0, 130.0
FIVE_MINUTES = 5 * 60
BANDS = {
    PlanState.PAUSED_PAIN: "#F3C9BF",
    PlanState.NEEDS_CLEARANCE: "#E9A596",
    PlanState.RECOVERY: "#CBD5EE",
    PlanState.PAUSED_BY_USER: "#DEDFE4",
}
LEGEND = (
    ("minutes of work (left)", svg.TEAL), ("pain felt, 0-10 (right)", svg.CORAL),
    ("paused for pain", "#F3C9BF"),
    ("a clinician first", "#E9A596"), ("gentle return", "#CBD5EE"), ("own pause", "#DEDFE4"),
)  # fmt: skip


@dataclass(frozen=True)
class Panel:
    """One life to be drawn."""

    title: str
    diary: Sequence[Day]
    days: int


def years(panels: Sequence[Panel]) -> bytes:
    """PNG: dose and pain of a few lives, one above the other, on the same axes."""
    height = PAD + PANEL * len(panels) + 50
    longest = max((day.load for panel in panels for day in panel.diary), default=0)
    most = max(FIVE_MINUTES, -(-longest // FIVE_MINUTES) * FIVE_MINUTES)
    inner = svg.backdrop(WIDTH, height)
    for row, panel in enumerate(panels):
        inner += _panel(panel, PAD / 2 + PANEL * row, most)
    x = 50.0
    for words, colour in LEGEND:
        inner += f'<rect x="{x}" y="{height - 44}" width="18" height="18" rx="4" fill="{colour}"/>'
        inner += text(words, x + 26, height - 29, 17, svg.MUTED)
        x += 52 + 8.3 * len(words)
    return svg.png(inner, WIDTH, height)


def _panel(panel: Panel, top: float, most: int) -> str:
    wide = (RIGHT - LEFT) / panel.days
    floor = top + TOP + DRAWN
    out = f'<rect x="20" y="{top:g}" width="{WIDTH - 40}" height="{PANEL - 14}" rx="22" fill="{svg.CARD}"/>'
    out += text(panel.title, 50, top + 36, 22, svg.INK, 700)
    for state, first, last in _spells(panel.diary):
        x, width = LEFT + wide * first, wide * (last - first + 1)
        out += f'<rect x="{x:.1f}" y="{top + TOP:g}" width="{width:.1f}" height="{DRAWN:g}"'
        out += f' fill="{BANDS[state]}"/>'
    for day in panel.diary:
        if day.pain:
            x, tall = LEFT + wide * day.number, DRAWN * day.pain / 10
            out += f'<rect x="{x:.1f}" y="{floor - tall:.1f}" width="{max(wide, 2):.2f}" height="{tall:.1f}"'
            out += f' fill="{svg.CORAL}"/>'
    points = [(LEFT + wide * day.number, floor - DRAWN * day.load / most) for day in panel.diary]
    out += svg.stroke("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points), svg.TEAL, 3)
    return out + _axes(panel.days, wide, top + TOP, most)


def _spells(diary: Sequence[Day]) -> Iterator[tuple[PlanState, int, int]]:
    """Runs of days in one state that is drawn: state, first and last day."""
    for state, pages in groupby(diary, key=lambda day: day.state):
        numbers = [day.number for day in pages]
        if state in BANDS:
            yield state, numbers[0], numbers[-1]


def _axes(days: int, wide: float, top: float, most: int) -> str:
    """Minutes on the left, pain on the right, weeks below."""
    floor = top + DRAWN
    out = svg.stroke(f"M{LEFT},{floor} H{RIGHT}", svg.LINE, 2)
    for minutes in range(0, most // 60 + 1, 5):
        y = floor - DRAWN * minutes * 60 / most + 5
        out += text(f"{minutes} min", LEFT - 12, y, 15, svg.TEAL, 500, "end")
    for pain in (0, 5, 10):
        out += text(str(pain), RIGHT + 12, floor - DRAWN * pain / 10 + 5, 15, svg.CORAL)
    out += text("week", LEFT - 12, floor + 22, 14, svg.MUTED, 500, "end")
    apart = 28 if days > 200 else 7
    for number in range(0, days, apart):
        out += text(f"{number // 7 + 1}", LEFT + wide * number, floor + 22, 14, svg.MUTED, 500, "middle")
    return out


def bars(title: str, under: str, counted: Sequence[tuple[str, int]], below: str) -> bytes:
    """PNG: a column for each label; `under` the title, and `below` the labels, stand words."""
    height, floor = 520, 420
    most, step = max((count for _, count in counted), default=1) or 1, (WIDTH - 120) / max(1, len(counted))
    inner = svg.backdrop(WIDTH, height)
    inner += f'<rect x="20" y="20" width="{WIDTH - 40}" height="{height - 40}" rx="22" fill="{svg.CARD}"/>'
    inner += text(title, 50, 66, 24, svg.INK, 700)
    inner += text(under, 50, 96, 17, svg.MUTED)
    for place, (label, count) in enumerate(counted):
        x, tall = 60 + step * place, 280 * count / most
        inner += f'<rect x="{x + 3:.1f}" y="{floor - tall:.1f}" width="{step - 6:.1f}" height="{tall:.1f}"'
        inner += f' rx="5" fill="{svg.TEAL}"/>'
        inner += text(label, x + step / 2, floor + 24, 15, svg.MUTED, 500, "middle")
        inner += text(str(count), x + step / 2, floor - tall - 8, 14, svg.INK, 500, "middle") if count else ""
    inner += text(below, WIDTH / 2, floor + 58, 17, svg.MUTED, 500, "middle")
    return svg.png(inner, WIDTH, height)


def text(
    words: str, x: float, y: float, size: float, colour: str, weight: int = 500, anchor: str = "start"
) -> str:
    """A line of words; (x, y) is where its base line starts, or its middle or end by `anchor`."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Roboto" font-weight="{weight}" font-size="{size:g}"'
        f' text-anchor="{anchor}" fill="{colour}">{safe}</text>'
    )
