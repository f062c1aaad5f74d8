"""The cards drawn at run time: the hold timer's ring and the calendar."""

import struct
from typing import get_args

import pytest

from content.cards import calendar, ring
from content.cards.calendar import Mark

MONTH = [[7 * row + day + 1 for day in range(7)] for row in range(4)]


def _size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("kind", get_args(ring.Kind))
def test_every_kind_of_ring_card_is_drawn(kind: ring.Kind) -> None:
    card = ring.card(kind, 7, 0.5, 2, 5)
    assert _size(card) == (800, 450)
    assert len(card) < 100_000


def test_the_kinds_of_ring_card_differ() -> None:
    assert len({ring.card(kind, 7, 0.5, 2, 5) for kind in get_args(ring.Kind)}) == 6


def test_the_same_moment_gives_the_same_card() -> None:
    assert ring.card("hold", 7, 0.5, 2, 5) == ring.card("hold", 7, 0.5, 2, 5)


def test_seconds_fraction_and_repetition_each_change_the_card() -> None:
    cards = {
        ring.card("hold", 7, 0.5, 2, 5),
        ring.card("hold", 6, 0.5, 2, 5),
        ring.card("hold", 7, 0.4, 2, 5),
        ring.card("hold", 7, 0.5, 3, 5),
        ring.card("hold", 7, 0.5, 2, 6),
    }
    assert len(cards) == 5


@pytest.mark.parametrize("fraction", [-1.0, 0.0, 1.0, 7.5])
def test_a_fraction_beyond_its_bounds_is_drawn_at_the_bound(fraction: float) -> None:
    bound = max(0.0, min(1.0, fraction))
    assert ring.card("rest", 3, fraction, 1, 1) == ring.card("rest", 3, bound, 1, 1)


def test_many_repetitions_become_digits() -> None:
    assert _size(ring.card("hold", 120, 0.9, 18, 40)) == (800, 450)


def test_every_mark_has_its_own_shape() -> None:
    """Told apart without colour: the drawing commands differ, not only the fill."""
    outlines = set()
    for mark in Mark:
        drawn = calendar.SHAPES[mark](0, 0)
        outlines.add("".join(part for part in drawn.split('"') if not part.startswith("#")))
    assert len(outlines) == len(Mark)


def test_the_calendar_grows_with_its_weeks() -> None:
    weeks = [[Mark.DONE] * 7 for _ in range(4)]
    assert _size(calendar.card(weeks, MONTH, (3, 2))) == (800, 488)
    assert _size(calendar.card(weeks[:1], MONTH[:1], (0, 0)))[1] < 488


def test_today_is_framed() -> None:
    weeks = [[Mark.AHEAD] * 7 for _ in range(4)]
    assert calendar.card(weeks, MONTH, (0, 0)) != calendar.card(weeks, MONTH, (3, 6))


def test_marks_and_numbers_of_different_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in shape"):
        calendar.card([[Mark.DONE] * 7], MONTH, (0, 0))
