"""Paint takes only what replies and reminders leave over."""

from bot.transport.pace import WHOLE_BURST, WHOLE_RATE, WholePace


def test_paint_stays_below_the_whole_rate() -> None:
    pace, painted = WholePace(), 0
    for tick in range(10_000):
        now = tick / 1_000
        if pace.leaves_room(now):
            pace.take(now)
            painted += 1
    assert painted <= 10 * WHOLE_RATE + WHOLE_BURST + 1


def test_beside_a_full_lane_hardly_any_paint_is_left() -> None:
    pace, painted = WholePace(), 0
    for tick in range(10_000):
        now = tick / 1_000
        if tick % 40 == 0:
            pace.take(now)
        if pace.leaves_room(now):
            pace.take(now)
            painted += 1
    assert painted <= 10 * (WHOLE_RATE - 25) + WHOLE_BURST + 1
