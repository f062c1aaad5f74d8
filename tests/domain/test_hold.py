"""The hold timer's timeline: what one does in which second."""

from itertools import pairwise

import pytest

from bot.domain import hold
from bot.domain.dose import Dose
from bot.domain.exercise import Exercise, Side
from bot.domain.hold import PhaseKind, at, next_paint, timeline, total_seconds
from tests.domain.diary import exercise
from tests.domain.exercises import PROGRAMME

EVERY = list(PROGRAMME.exercises.values())


def shape(name: str, dose: Dose) -> str:
    """A timeline as letters and seconds: R5 H5 r3 ... with the side where there is one."""
    letter = {
        PhaseKind.READY: "R",
        PhaseKind.HOLD: "H",
        PhaseKind.REST: "r",
        PhaseKind.CHANGE: "C",
        PhaseKind.MOVE: "M",
        PhaseKind.BREATHE: "B",
    }
    phases = timeline(exercise(name), dose)
    return " ".join(f"{letter[p.kind]}{p.seconds}" + (f"/{p.side}" if p.side else "") for p in phases)


@pytest.mark.parametrize(
    ("name", "dose", "wanted"),
    [
        ("press", Dose(3, 5), "R5 H5 r3 H5 r3 H5"),
        ("press", Dose(2, 7), "R5 H7 r5 H7"),
        ("side_leg_raise", Dose(2, 3), "R5 H3/1 r3/1 H3/1 C8/2 H3/2 r3/2 H3/2"),
        ("bird_dog", Dose(2, 5), "R5 H5/1 r3/1 H5/2 r3/2 H5/1 r3/1 H5/2"),
        ("scissors", Dose(8, 2), "R5 M16"),
        ("swimmer", Dose(6, 2, 2), "R5 M12 r20 M12"),
        ("chair_arch", Dose(3, 8), "R5 B8 B8 B8"),
        ("side_turn", Dose(2, 8), "R5 B8/1 B8/2 B8/1 B8/2"),
    ],
)
def test_what_one_does_in_turn(name: str, dose: Dose, wanted: str) -> None:
    assert shape(name, dose) == wanted


@pytest.mark.parametrize("each", EVERY, ids=lambda e: e.id)
def test_both_sides_get_the_same_and_all_of_it(each: Exercise) -> None:
    for dose in each.ladder.doses:
        phases = timeline(each, dose)
        work = [p for p in phases if p.kind in (PhaseKind.HOLD, PhaseKind.MOVE, PhaseKind.BREATHE)]
        assert sum(p.seconds for p in work) == each.loaded_seconds(dose)
        if each.side is not Side.BOTH:
            left, right = ([p.seconds for p in work if p.side == side] for side in (1, 2))
            assert left == right and sum(left) == dose.loaded_seconds()
        assert phases[0].kind is PhaseKind.READY and phases[-1] == work[-1]


@pytest.mark.parametrize("each", EVERY, ids=lambda e: e.id)
def test_every_second_belongs_to_one_phase_and_the_end_to_none(each: Exercise) -> None:
    phases = timeline(each, each.ladder.doses[each.ladder.base])
    total = total_seconds(phases)
    seconds = [at(phases, second) for second in range(total)]
    assert all(moment is not None for moment in seconds)
    assert at(phases, total) is None and at(phases, total + 99) is None
    seen = [moment.phase for moment in seconds if moment]
    assert [p for p, before in zip(seen, [None, *seen], strict=False) if p is not before] == list(phases)


def test_the_seconds_left_count_down_and_name_what_follows() -> None:
    phases = timeline(exercise("press"), Dose(2, 5))
    moments = [at(phases, second) for second in (0, 4, 4.5, 5, 9.9, 10, 13)]
    assert [(m.phase.kind, m.left) for m in moments if m] == [
        (PhaseKind.READY, 5),
        (PhaseKind.READY, 1),
        (PhaseKind.READY, 1),
        (PhaseKind.HOLD, 5),
        (PhaseKind.HOLD, 1),
        (PhaseKind.REST, 3),
        (PhaseKind.HOLD, 5),
    ]
    assert moments[0] is not None and moments[0].next == phases[1]
    assert moments[-1] is not None and moments[-1].next is None


@pytest.mark.parametrize("each", EVERY, ids=lambda e: e.id)
def test_the_timer_is_drawn_at_most_every_five_seconds_and_always_at_its_end(each: Exercise) -> None:
    phases = timeline(each, each.ladder.doses[-1])
    drawn = drawings(phases)
    gaps = [later - earlier for earlier, later in pairwise(drawn)]
    assert min(gaps[:-1], default=5) >= hold.PAINT_APART
    assert drawn[-1] == total_seconds(phases)


@pytest.mark.parametrize("late", [0.003, 0.05, 0.5, 0.95])
@pytest.mark.parametrize("each", EVERY, ids=lambda e: e.id)
def test_a_drawing_that_comes_a_moment_late_leaves_no_phase_out(each: Exercise, late: float) -> None:
    for dose in each.ladder.doses:
        phases = timeline(each, dose)
        assert drawings(phases, late) == drawings(phases)


def drawings(phases: hold.Timeline, late: float = 0.0) -> list[int]:
    """When a timer is drawn, each time `late` seconds after the planned moment."""
    drawn = [0]
    while drawn[-1] < total_seconds(phases):
        drawn.append(next_paint(phases, drawn[-1] + late))
    return drawn
