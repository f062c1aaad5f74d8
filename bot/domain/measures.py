"""Events of the questions around a session: the morning after, the week, the person's own activities."""

from dataclasses import dataclass
from datetime import date

from bot.domain.asking import Topic
from bot.domain.happening import Effort, Happening, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Happening):
    """A question was put; it stays quiet for a while, answered or not."""

    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningAnswered(Happening):
    """No new pain since that session; `tired` when muscles are sore from it. New pain is `PainReported`."""

    session_id: int
    tired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAveraged(Happening):
    """The average of the week that ended on `sunday`, 0-10."""

    sunday: date
    nrs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWorst(Happening):
    """The worst of the week that ended on `sunday`, 0-10; not below its average."""

    sunday: date
    nrs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityNamed(Happening):
    """An activity that has become harder, in the person's own few words."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRated(Happening):
    """How well the activity with this number goes in the wave of week 0, 6 or 12: 0 (not at all) to 10."""

    number: int
    wave: int
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDropped(Happening):
    """The activity with this number was taken back."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCorrected(Happening):
    """What really came of a session of the last days: outcomes (what is not named was skipped) and effort."""

    session_id: int
    results: tuple[Result, ...]
    effort: Effort | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedUntold(Happening):
    """The person trained on the date `on` without telling: the gap ends there, nothing is earned by it."""

    on: date
