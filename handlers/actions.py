"""What each button means, and its 64 bytes: a tag and whole numbers, never data.

Tags are never used again for something else: old keyboards stay in chats for years.
"""

from dataclasses import dataclass, fields

MAX_BYTES = 64
_MAX_DIGITS = 19


@dataclass(frozen=True, slots=True)
class Consent:
    """Agree to keep answers, or not."""

    yes: int


@dataclass(frozen=True, slots=True)
class Specialist:
    """Whether a doctor or physiotherapist has agreed to gentle exercise."""

    yes: int


@dataclass(frozen=True, slots=True)
class PickZone:
    """The n-th of the zones found for what was typed."""

    index: int


@dataclass(frozen=True, slots=True)
class ConfirmZone:
    """Whether the local time shown is right."""

    yes: int


@dataclass(frozen=True, slots=True)
class SetHour:
    """Remind at this minute of the local day, 0-1439."""

    minute: int


@dataclass(frozen=True, slots=True)
class Change:
    """Change one answer in the settings: 0 the zone, 1 the hour, 2 the training days."""

    what: int


@dataclass(frozen=True, slots=True)
class ToggleDay:
    """Train on this weekday or not (0 is Monday)."""

    weekday: int


@dataclass(frozen=True, slots=True)
class Open:
    """Open a screen of the menu: an index into SCREENS."""

    screen: int


@dataclass(frozen=True, slots=True)
class StartSession:
    """Begin today's session, from a reminder (or 0): 0 whole, 1 in five minutes, 2 once more."""

    occurrence_id: int
    mode: int


@dataclass(frozen=True, slots=True)
class PutOff:
    """Remind later: 0 in ten minutes, 1 in an hour, 2 this evening."""

    occurrence_id: int
    choice: int


@dataclass(frozen=True, slots=True)
class NotToday:
    """No more reminders for the date of this one."""

    occurrence_id: int


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """The exercise at `cursor` was done in full."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class SkipExercise:
    """Leave out the exercise at `cursor`; `begun` when part of it was done."""

    session_id: int
    cursor: int
    begun: int


@dataclass(frozen=True, slots=True)
class AskSkip:
    """Ask how much of the exercise was done before skipping it."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class ShowEasier:
    """Show the easier version of the exercise at `cursor`."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class ShowHow:
    """Show the long instructions of the exercise at `cursor`."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class ShowStep:
    """Show the session's present exercise again."""

    session_id: int


@dataclass(frozen=True, slots=True)
class BeginHold:
    """Start the hold timer of the exercise at `cursor`."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class PauseHold:
    """Pause the running hold timer."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class ResumeHold:
    """Go on with the paused hold timer."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class StopHold:
    """Put the hold timer away."""

    session_id: int
    cursor: int


@dataclass(frozen=True, slots=True)
class Pain:
    """Something hurts: stop everything, in session `session_id` (or 0)."""

    session_id: int


@dataclass(frozen=True, slots=True)
class RatePain:
    """The pain just reported, 0-10."""

    nrs: int


@dataclass(frozen=True, slots=True)
class PlacePain:
    """Where the pain just reported is: an index into the rules' places."""

    where: int


@dataclass(frozen=True, slots=True)
class Card:
    """Whether any sign of a card is there (2: show the card): 0 the emergency card, 1 the urgent one."""

    which: int
    any_sign: int


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The daily 0-10 while the plan is paused."""

    nrs: int


@dataclass(frozen=True, slots=True)
class Consulted:
    """Whether a doctor or physiotherapist was spoken to about the pain."""

    yes: int


@dataclass(frozen=True, slots=True)
class Restart:
    """Begin again gently, if the safe path allows it."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A clinician examined me and said gentle exercise is fine: 0 today, 1 yesterday, ... days ago."""

    days_ago: int


@dataclass(frozen=True, slots=True)
class RateEffort:
    """How the session was: 0 easy, 1 right, 2 hard."""

    session_id: int
    effort: int


@dataclass(frozen=True, slots=True)
class PressFelt:
    """Whether the floor press is felt against the hand while breathing."""

    yes: int


@dataclass(frozen=True, slots=True)
class OptIn:
    """Say yes to the demanding exercise that is ready: an index into the programme's order."""

    index: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause the plan by one's own wish."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Come back from one's own pause."""


@dataclass(frozen=True, slots=True)
class ClaimCleared:
    """Say that a clinician has examined me: asks when."""


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete everything: `sure` is 0 at the first tap and 1 at the second."""

    sure: int


Action = (
    Consent
    | Specialist
    | PickZone
    | ConfirmZone
    | SetHour
    | Change
    | ToggleDay
    | Open
    | StartSession
    | PutOff
    | NotToday
    | ExerciseDone
    | SkipExercise
    | AskSkip
    | ShowEasier
    | ShowHow
    | ShowStep
    | BeginHold
    | PauseHold
    | ResumeHold
    | StopHold
    | Pain
    | RatePain
    | PlacePain
    | Card
    | CheckIn
    | Consulted
    | Restart
    | Cleared
    | RateEffort
    | PressFelt
    | OptIn
    | Pause
    | Resume
    | ClaimCleared
    | Delete
)

TAGS: dict[str, type[Action]] = {
    "co": Consent,
    "sp": Specialist,
    "zp": PickZone,
    "zc": ConfirmZone,
    "ho": SetHour,
    "ch": Change,
    "wd": ToggleDay,
    "op": Open,
    "st": StartSession,
    "la": PutOff,
    "nt": NotToday,
    "do": ExerciseDone,
    "sk": SkipExercise,
    "as": AskSkip,
    "ea": ShowEasier,
    "hw": ShowHow,
    "sh": ShowStep,
    "hb": BeginHold,
    "hp": PauseHold,
    "hr": ResumeHold,
    "hs": StopHold,
    "pa": Pain,
    "pr": RatePain,
    "pp": PlacePain,
    "ca": Card,
    "ci": CheckIn,
    "cd": Consulted,
    "re": Restart,
    "cl": Cleared,
    "ef": RateEffort,
    "pf": PressFelt,
    "oi": OptIn,
    "pz": Pause,
    "rs": Resume,
    "cq": ClaimCleared,
    "de": Delete,
}
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}
_ARITY = {kind: len(fields(kind)) for kind in TAGS.values()}


def encode(action: Action) -> str:
    """The callback data of a button, such as `do:184:3`."""
    numbers = (str(getattr(action, field.name)) for field in fields(action))
    return ":".join((_TAG_OF[type(action)], *numbers))


def decode(data: str | None) -> Action | None:
    """The action of callback data, or None for anything that no button of ours carries."""
    tag, *numbers = (data or "").split(":")
    kind = TAGS.get(tag)
    if kind is None or len(numbers) != _ARITY[kind] or not all(map(_plain, numbers)):
        return None
    return kind(*map(int, numbers))


def _plain(number: str) -> bool:
    # int() would also take "+1", " 1", "1_0" and other scripts' digits: only what encode writes counts.
    digits = len(number) <= _MAX_DIGITS and number.isascii() and number.isdigit()
    return digits and (number == "0" or number[0] != "0") and int(number) < 2**63
