"""The buttons of the first questions, the settings and the menu."""

from dataclasses import dataclass

from handlers.actions.kinds import Action, YesNo


class Consent(YesNo):
    """Agree to keep answers, or not."""


class Specialist(YesNo):
    """Whether a doctor or physiotherapist has agreed to gentle exercise."""


@dataclass(frozen=True)
class PickZone(Action):
    """The n-th of the zones found for what was typed; `listed` is the mark of the list that was shown."""

    index: int
    listed: int


class ConfirmZone(YesNo):
    """Whether the local time shown is right."""


@dataclass(frozen=True)
class SetHour(Action):
    """Remind at this minute of the local day, 0-1439."""

    minute: int


@dataclass(frozen=True)
class Change(Action):
    """Change one answer in the settings: 0 the zone, 1 the hour, 2 the training days, 3 the moment."""

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
class Delete(Action):
    """Delete everything: `sure` is 0 at the first tap and 1 at the second."""

    sure: int
