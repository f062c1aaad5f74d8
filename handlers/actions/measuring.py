"""The buttons of the questions around a session: the morning after, tired muscles, the week, activities."""

from dataclasses import dataclass

from handlers.actions.kinds import Action


@dataclass(frozen=True)
class AnswerMorning(Action):
    """Since a session: no new pain, tired muscles, pain or no answer; then what Start was to begin.

    `answer` holds both: four times 0-3 for what was felt, plus 0 all, 1 five minutes, 2 once more, 3 nothing.
    """

    session_id: int
    answer: int
    occurrence_id: int


@dataclass(frozen=True)
class Tired(Action):
    """Tired muscles and no pain, in session `session_id` (or 0)."""

    session_id: int


@dataclass(frozen=True)
class AverageOfWeek(Action):
    """The average of the week that ended on the Sunday with this ordinal, 0-10."""

    sunday: int
    nrs: int


@dataclass(frozen=True)
class WorstOfWeek(Action):
    """The worst of the week that ended on the Sunday with this ordinal, 0-10."""

    sunday: int
    nrs: int


class NameActivity(Action):
    """The next text names an activity of one's own."""


@dataclass(frozen=True)
class RateActivity(Action):
    """How well the activity with this number goes, 0-10, in the wave of week 0, 6 or 12."""

    number: int
    wave: int
    score: int


@dataclass(frozen=True)
class DropActivity(Action):
    """Take an activity back."""

    number: int


class NotNow(Action):
    """Leave a question unanswered."""


class TellMore(Action):
    """Show the measures, and ask what is due."""
