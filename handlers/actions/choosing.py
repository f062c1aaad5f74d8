"""The buttons of one's own programme: exercises, versions, what is there, and what is offered."""

from dataclasses import dataclass

from handlers.actions.kinds import Action, YesNo


@dataclass(frozen=True)
class OfExercise(Action):
    """About an exercise: an index into the programme's order."""

    index: int


class ShowExercises(Action):
    """The list of all exercises."""


class ShowExercise(OfExercise):
    """One exercise: how it stands, and what can be chosen."""


@dataclass(frozen=True)
class UseVersion(Action):
    """From now on the easier version (1), or the usual one (0)."""

    index: int
    easier: int


class LeaveOut(OfExercise):
    """Leave an exercise out from now on."""


class TakeBack(OfExercise):
    """Take an exercise back that was left out, or that was removed."""


class KeepAsIs(OfExercise):
    """Leave it as it is for now."""


class OptIn(OfExercise):
    """Say yes to the demanding exercise that is ready."""


class OptOut(OfExercise):
    """Say no to a demanding exercise."""


class PlanPattern(YesNo):
    """Whether to plan the weekdays that were trained for two weeks."""


class ShowEquipment(Action):
    """The list of what exercises need."""


@dataclass(frozen=True)
class ToggleItem(Action):
    """Have a thing or not: an index into the rules' equipment."""

    item: int


@dataclass(frozen=True)
class Lack(Action):
    """Go on with the session without a thing that is not there."""

    session_id: int
    cursor: int
    item: int


@dataclass(frozen=True)
class UpAnHour(Action):
    """Whether one has been up for an hour; then the session begins as the first button wanted it."""

    occurrence_id: int
    mode: int
    yes: int
