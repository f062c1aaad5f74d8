"""How long it takes from pain back to the dose before it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.domain.plan import PlanState
from bot.simulation.books import STOPPED, TRAINING
from bot.simulation.life import Day

SHOWN_WEEKS = 26


class Ending(Enum):
    """How the way back ended: at the dose before, in another pain, or with the year."""

    FULL = "back to the dose before"
    AGAIN = "another pain first"
    OPEN = "still on the way when the time was over"


@dataclass(frozen=True, slots=True)
class Way:
    """The way back from one stop: days until sessions began again, and until its end."""

    ending: Ending
    days: int
    until_sessions: int | None


def ways(diary: Sequence[Day]) -> Iterator[Way]:
    """Every stop in a life that was trained in before."""
    for number in range(1, len(diary)):
        before, stop = diary[number - 1], diary[number]
        if before.state in TRAINING and stop.state in STOPPED and before.load:
            yield _way(before.load, stop.number, diary[number + 1 :])


def _way(load: int, stopped: int, after: Sequence[Day]) -> Way:
    sessions: int | None = None
    for page in after:
        days = page.number - stopped
        if sessions is None and page.state in TRAINING:
            sessions = days
        if sessions is not None and page.state in STOPPED:
            return Way(Ending.AGAIN, days, sessions)
        if page.state is PlanState.ACTIVE and page.load >= load:
            return Way(Ending.FULL, days, sessions)
    return Way(Ending.OPEN, after[-1].number - stopped if after else 0, sessions)


def by_week(found: Sequence[Way]) -> Sequence[tuple[str, int]]:
    """How many came back in each week; the last column holds everything later."""
    weeks = Counter(min(way.days // 7 + 1, SHOWN_WEEKS + 1) for way in found if way.ending is Ending.FULL)
    columns = [(str(week), weeks[week]) for week in range(1, SHOWN_WEEKS + 1)]
    return [*columns, (f">{SHOWN_WEEKS}", weeks[SHOWN_WEEKS + 1])]


def quantiles(values: Sequence[int]) -> tuple[int, int, int]:
    """The 10th, 50th and 90th percentile; zeros for nothing."""
    ordered = sorted(values) or [0]
    low, middle, high = (ordered[int((len(ordered) - 1) * share)] for share in (0.1, 0.5, 0.9))
    return low, middle, high
