"""What each button means, as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """What a tap means: whole numbers only, ids and expectations, never data."""


@dataclass(frozen=True)
class _YesNo(Action):
    """`yes` is 1 or 0."""

    yes: int


@dataclass(frozen=True)
class _OfStep(Action):
    """About the exercise at `cursor` of a session, as the button saw it."""

    session_id: int
    cursor: int


class Consent(_YesNo):
    """Agree to keep answers, or not."""


class Specialist(_YesNo):
    """Whether a doctor or physiotherapist has agreed to gentle exercise."""


@dataclass(frozen=True)
class PickZone(Action):
    """The n-th of the zones found for what was typed."""

    index: int


class ConfirmZone(_YesNo):
    """Whether the local time shown is right."""


@dataclass(frozen=True)
class SetHour(Action):
    """Remind at this minute of the local day, 0-1439."""

    minute: int


@dataclass(frozen=True)
class Change(Action):
    """Change one answer in the settings: 0 the zone, 1 the hour, 2 the training days."""

    what: int


@dataclass(frozen=True)
class ToggleDay(Action):
    """Train on this weekday or not (0 is Monday)."""

    weekday: int


@dataclass(frozen=True)
class Open(Action):
    """Open a screen of the menu: an index into SCREENS."""

    screen: int


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


class ExerciseDone(_OfStep):
    """The exercise at `cursor` was done in full."""


@dataclass(frozen=True)
class SkipExercise(Action):
    """Leave out the exercise at `cursor`; `begun` when part of it was done."""

    session_id: int
    cursor: int
    begun: int


class AskSkip(_OfStep):
    """Ask how much of the exercise was done before skipping it."""


class ShowEasier(_OfStep):
    """Show the easier version of the exercise at `cursor`."""


class ShowHow(_OfStep):
    """Show the long instructions of the exercise at `cursor`."""


@dataclass(frozen=True)
class ShowStep(Action):
    """Show the session's present exercise again."""

    session_id: int


class BeginHold(_OfStep):
    """Start the hold timer of the exercise at `cursor`."""


class PauseHold(_OfStep):
    """Pause the running hold timer."""


class ResumeHold(_OfStep):
    """Go on with the paused hold timer."""


class StopHold(_OfStep):
    """Put the hold timer away."""


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
class CheckIn(Action):
    """The daily 0-10 while the plan is paused."""

    nrs: int


class Consulted(_YesNo):
    """Whether a doctor or physiotherapist was spoken to about the pain."""


class Restart(Action):
    """Begin again gently, if the safe path allows it."""


@dataclass(frozen=True)
class Cleared(Action):
    """A clinician examined me and said gentle exercise is fine: 0 today, 1 yesterday, ... days ago."""

    days_ago: int


@dataclass(frozen=True)
class RateEffort(Action):
    """How the session was: 0 easy, 1 right, 2 hard."""

    session_id: int
    effort: int


class PressFelt(_YesNo):
    """Whether the floor press is felt against the hand while breathing."""


@dataclass(frozen=True)
class OptIn(Action):
    """Say yes to the demanding exercise that is ready: an index into the programme's order."""

    index: int


class Pause(Action):
    """Pause the plan by one's own wish."""


class Resume(Action):
    """Come back from one's own pause."""


class ClaimCleared(Action):
    """Say that a clinician has examined me: asks when."""


@dataclass(frozen=True)
class Delete(Action):
    """Delete everything: `sure` is 0 at the first tap and 1 at the second."""

    sure: int
