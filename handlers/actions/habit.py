"""The buttons of the if-then plan, of nudges, and of the kind question about the hour."""

from dataclasses import dataclass

from handlers.actions.kinds import Action


@dataclass(frozen=True)
class ChooseCue(Action):
    """After what the mat is unrolled: an index into the rules' cues."""

    index: int


@dataclass(frozen=True)
class ChooseSpot(Action):
    """Where: an index into the rules' spots."""

    index: int


@dataclass(frozen=True)
class OwnWords(Action):
    """Type the answer: 0 the cue, 1 the spot."""

    what: int


@dataclass(frozen=True)
class LeaveOpen(Action):
    """Leave a question of the if-then plan without an answer: 0 the cue, 1 the spot."""

    what: int


@dataclass(frozen=True)
class Nudging(Action):
    """Whether a second message may come when the first stays unanswered: `on` is 1 or 0."""

    on: int


class KeepHour(Action):
    """The hour is right as it is."""
