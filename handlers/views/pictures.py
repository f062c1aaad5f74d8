"""Which picture goes with what: an exercise's loop, its easier still, a timer's card, a calendar."""

from functools import cache, partial
from hashlib import blake2b
from pathlib import Path

from content.cards import ring as ring_card
from content.cards.ring import Kind
from content.guide import Guide
from handlers.screen import Medium, Picture


def of_exercise(guide: Guide, *, eased: bool = False) -> Picture:
    """The moving picture of an exercise, or the still where there is none yet."""
    easier = guide.drawn.easier if eased else None
    shown = easier or guide.loop or guide.stills[0]
    medium = Medium.ANIMATION if shown.moving else Medium.PHOTO
    return Picture(medium, shown.digest[:32], shown.path.name, shown.path)


def ring(kind: Kind, seconds: int, number: int, total: int) -> Picture:
    """The timer's card; drawn once for each bot, as its key tells it apart before it is drawn."""
    key = f"ring-{_edition()}-{kind}-{seconds}-{number}-{total}"
    return Picture(Medium.PHOTO, key, "timer.png", partial(ring_card.card, kind, seconds, 1.0, number, total))


def card(name: str, data: bytes) -> Picture:
    """A card that was drawn just now."""
    return Picture(Medium.PHOTO, blake2b(data, digest_size=16).hexdigest(), name, lambda: data)


@cache
def _edition() -> str:
    """Changes with the drawing itself, so that a new design is uploaded anew."""
    folder = Path(ring_card.__file__).parent
    sources = b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))
    return blake2b(sources, digest_size=4).hexdigest()
