"""What days without a session do to the doses: clinical notes 5.3 (docs/safety.md#gap)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dose import Ladder
from bot.domain.reason import Reason


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the gap table: from `days` on. `share` of the loaded time stays, in percent."""

    days: int
    reason: Reason
    share: int = 100
    down: int = 0
    from_base: bool = False
    tier_three_rest: int = 0
    relock_from: int = 4


TABLE = (
    Row(3, Reason.GAP_SAME),
    Row(7, Reason.GAP_STEP, down=1),
    Row(14, Reason.GAP_THREE_QUARTERS, share=75, down=1, tier_three_rest=3),
    Row(28, Reason.GAP_HALF, share=50, down=1, relock_from=3),
    Row(56, Reason.GAP_FRESH, share=50, down=1, from_base=True, relock_from=2),
)
"""`relock_from`: tiers from this one on have to be earned again. A longer row includes the shorter ones."""

TIER_THREE_AGAIN = 14
"""Days after a gap of 28 or more before tier 3 may open again (clinical notes 5.3)."""

LONG_UNSEEN = 28
"""An exercise not shown for so long falls by the same table although others were trained (our choice)."""


def row(days: int) -> Row | None:
    """The row of the table for a gap of `days`; None below 3."""
    return next((found for found in reversed(TABLE) if days >= found.days), None)


def highest_within(ladder: Ladder, rung: int, share: int) -> int:
    """The highest rung with at most `share` percent of the loaded time on `rung`; else the lowest."""
    most = ladder.dose(rung).loaded_seconds() * share
    fitting = (n for n, dose in enumerate(ladder.doses[: rung + 1]) if dose.loaded_seconds() * 100 <= most)
    return max(fitting, default=0)


def rung_after(found: Row, ladder: Ladder, rung: int) -> int:
    """The rung that is left of `rung` after a gap."""
    left = min(max(0, rung - found.down), highest_within(ladder, rung, found.share))
    return min(left, ladder.base) if found.from_base else left


def scheduled_before(day: date, weekdays: frozenset[int]) -> date:
    """The training day before `day`."""
    return next(
        earlier for earlier in (day - timedelta(days=n) for n in range(1, 8)) if earlier.weekday() in weekdays
    )
