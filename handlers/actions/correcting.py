"""The buttons of corrections: a day, an exercise, the effort."""

from dataclasses import dataclass

from handlers.actions.kinds import Action


class ShowDays(Action):
    """Show which of the last days can be corrected."""


@dataclass(frozen=True)
class ShowDay(Action):
    """Show a session that can be corrected."""

    session_id: int


@dataclass(frozen=True)
class SetOutcome(Action):
    """The n-th exercise of a session was 0 done, 1 done in part, 2 skipped."""

    session_id: int
    index: int
    outcome: int


@dataclass(frozen=True)
class SetAll(Action):
    """The whole session was 0 done, 1 done in part, 2 skipped."""

    session_id: int
    outcome: int


@dataclass(frozen=True)
class SetEffort(Action):
    """The session was 0 easy, 1 right, 2 hard."""

    session_id: int
    effort: int


@dataclass(frozen=True)
class TellUntold(Action):
    """Trained without telling on the day with this ordinal."""

    day: int
