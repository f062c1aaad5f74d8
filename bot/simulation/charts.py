"""The pictures of the safety report, in the colours of the bot's own cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.plan import PlanState
from bot.simulation.life import Day
from content.cards import svg

WIDTH, PANEL, PAD = 1200, 250, 40
LEFT, TOP, DRAWN = 110.0, 62.0, 130.0
BANDS = {
    PlanState.PAUSED_PAIN: "#F3C9BF",
    PlanState.NEEDS_CLEARANCE: "#E9A596",
    PlanState.RECOVERY: "#CBD5EE",
    PlanState.PAUSED_BY_USER: "#DEDFE4",
}
LEGEND = (
    ("loaded minutes of everything open", svg.TEAL), ("pain felt", svg.CORAL), ("paused for pain", "#F3C9BF"),
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
    most = max(day.load for panel in panels for day in panel.diary) or 1
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
    wide = (WIDTH - LEFT - 60) / panel.days
    floor = top + TOP + DRAWN
    out = f'<rect x="20" y="{top:g}" width="{WIDTH - 40}" height="{PANEL - 14}" rx="22" fill="{svg.CARD}"/>'
    out += text(panel.title, 50, top + 36, 22, svg.INK, 700)
    for day in panel.diary:
        x = LEFT + wide * day.number
        if day.state in BANDS:
            out += f'<rect x="{x:.1f}" y="{top + TOP:g}" width="{wide + 0.3:.2f}" height="{DRAWN:g}"'
            out += f' fill="{BANDS[day.state]}"/>'
        if day.pain:
            tall = DRAWN * day.pain / 10
            out += f'<rect x="{x:.1f}" y="{floor - tall:.1f}" width="{max(wide, 2):.2f}" height="{tall:.1f}"'
            out += f' fill="{svg.CORAL}"/>'
    points = [(LEFT + wide * day.number, floor - DRAWN * day.load / most) for day in panel.diary]
    out += svg.stroke("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points), svg.TEAL, 3)
    return out + _axes(panel.days, wide, top + TOP, most)


def _axes(days: int, wide: float, top: float, most: int) -> str:
    floor = top + DRAWN
    out = svg.stroke(f"M{LEFT},{floor} H{WIDTH - 60}", svg.LINE, 2)
    for share in (0.0, 0.5, 1.0):
        out += text(
            f"{most * share / 60:.1f} min", LEFT - 12, floor - DRAWN * share + 5, 15, svg.MUTED, 500, "end"
        )
    for number in range(0, days + 1, max(1, days // 13 // 7) * 7 * (4 if days > 200 else 1)):
        out += text(f"{number // 7}", LEFT + wide * number, floor + 20, 14, svg.MUTED, 500, "middle")
    return out + text("week", WIDTH - 50, floor + 20, 14, svg.MUTED, 500, "middle")


def bars(title: str, counted: Sequence[tuple[str, int]], below: str) -> bytes:
    """PNG: a column for each label."""
    height, floor = 520, 420
    most, step = max((count for _, count in counted), default=1) or 1, (WIDTH - 120) / max(1, len(counted))
    inner = svg.backdrop(WIDTH, height)
    inner += f'<rect x="20" y="20" width="{WIDTH - 40}" height="{height - 40}" rx="22" fill="{svg.CARD}"/>'
    inner += text(title, 50, 66, 24, svg.INK, 700)
    for place, (label, count) in enumerate(counted):
        x, tall = 60 + step * place, 300 * count / most
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
