"""What looking back answers with: plain values that views draw."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from bot.domain.adherence import Rhythm
from bot.domain.happening import Effort, Outcome
from bot.domain.plan import PlanState
from bot.domain.session import Session
from bot.services.outcomes import Standing


@dataclass(frozen=True, slots=True)
class LastDays:
    """Sessions that can be corrected, by day, and the days on which one may have trained without telling.

    `repeated`: a day has a second session too, which counts for nothing and is not corrected.
    """

    sessions: Mapping[date, int]
    free: Sequence[date]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A session of the last days as it stands, corrections included."""

    session_id: int
    day: date
    outcomes: Mapping[str, Outcome]
    effort: Effort | None


@dataclass(frozen=True, slots=True)
class Look:
    """From `monday` to `today`: sessions by day, oldest first, and the plan's state as it changed.

    `rhythm` looks back further, and kindly; `trained` are days with something done, `untold` those of
    them that were trained without telling.
    """

    standing: Standing
    today: date
    monday: date
    sessions: Sequence[tuple[date, Session]]
    states: Mapping[date, PlanState]
    rhythm: Rhythm
    trained: Set[date]
    untold: Set[date]
