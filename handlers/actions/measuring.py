"""The buttons of the questions around a session: the morning after, tired muscles."""

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
