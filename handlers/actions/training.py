"""The buttons of reminders, sessions and one's own pauses."""

from dataclasses import dataclass

from handlers.actions.kinds import Action, OfStep, YesNo


@dataclass(frozen=True)
class StartSession(Action):
    """Begin today's session, from a reminder (or 0): 0 whole, 1 in five minutes, 2 once more."""

    occurrence_id: int
    mode: int


@dataclass(frozen=True)
class PutOff(Action):
    """Remind later: 0 in ten minutes, 1 in an hour, 2 this evening."""

    occurrence_id: int
    choice: int


@dataclass(frozen=True)
class NotToday(Action):
    """No more reminders for the date of this one."""

    occurrence_id: int


class ExerciseDone(OfStep):
    """The exercise at `cursor` was done in full."""


@dataclass(frozen=True)
class SkipExercise(Action):
    """Leave out the exercise at `cursor`; `begun` when part of it was done."""

    session_id: int
    cursor: int
    begun: int


class AskSkip(OfStep):
    """Ask how much of the exercise was done before skipping it."""


class ShowEasier(OfStep):
    """Show the easier version of the exercise at `cursor`."""


class ShowHow(OfStep):
    """Show the long instructions of the exercise at `cursor`."""


@dataclass(frozen=True)
class ShowStep(Action):
    """Show the session's present exercise again."""

    session_id: int


class BeginHold(OfStep):
    """Start the hold timer of the exercise at `cursor`."""


class PauseHold(OfStep):
    """Pause the running hold timer."""


class ResumeHold(OfStep):
    """Go on with the paused hold timer."""


class StopHold(OfStep):
    """Put the hold timer away."""


@dataclass(frozen=True)
class RateEffort(Action):
    """How the session was: 0 easy, 1 right, 2 hard."""

    session_id: int
    effort: int


class PressFelt(YesNo):
    """Whether the floor press is felt against the hand while breathing."""


class Pause(Action):
    """Pause the plan by one's own wish."""


class Resume(Action):
    """Come back from one's own pause."""
