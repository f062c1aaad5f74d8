"""The buttons of pain, and of the safe way back."""

from dataclasses import dataclass

from handlers.actions.kinds import Action, YesNo


@dataclass(frozen=True)
class Pain(Action):
    """Something hurts: stop everything, in session `session_id` (or 0)."""

    session_id: int


@dataclass(frozen=True)
class RatePain(Action):
    """The pain just reported, 0-10."""

    nrs: int


@dataclass(frozen=True)
class PlacePain(Action):
    """Where the pain just reported is: an index into the rules' places."""

    where: int


@dataclass(frozen=True)
class Card(Action):
    """Whether any sign of a card is there (2: show the card): 0 the emergency card, 1 the urgent one."""

    which: int
    any_sign: int


@dataclass(frozen=True)
class RoutineCard(Action):
    """As `Card`, before a session because it is time; then it begins as `StartSession` would have."""

    which: int
    any_sign: int
    occurrence_id: int
    mode: int


@dataclass(frozen=True)
class CheckIn(Action):
    """The daily 0-10 while the plan is paused."""

    nrs: int


class Consulted(YesNo):
    """Whether a doctor or physiotherapist was spoken to about the pain."""


class Restart(Action):
    """Begin again gently, if the safe path allows it."""


@dataclass(frozen=True)
class Cleared(Action):
    """A clinician examined me and said gentle exercise is fine: 0 today, 1 yesterday, ... days ago."""

    days_ago: int


class ClaimCleared(Action):
    """Say that a clinician has examined me: asks when."""


class ShowWayBack(Action):
    """What has to happen before the plan goes on."""


class PauseIll(Action):
    """Pause for fever or illness."""


class TakeIllnessBack(Action):
    """I am not ill after all."""


class WellAgain(Action):
    """Come back from illness: well for a whole day."""
