"""The callback data of buttons: a tag and whole numbers in at most 64 bytes, such as `do:184:3`.

Tags are never used again for something else: old keyboards stay in chats for years.
"""

from dataclasses import fields

from handlers import actions
from handlers.actions import Action

MAX_BYTES = 64
_MAX_DIGITS = 19

TAGS: dict[str, type[Action]] = {
    "co": actions.Consent,
    "sp": actions.Specialist,
    "zp": actions.PickZone,
    "zc": actions.ConfirmZone,
    "ho": actions.SetHour,
    "ch": actions.Change,
    "wd": actions.ToggleDay,
    "op": actions.Open,
    "st": actions.StartSession,
    "la": actions.PutOff,
    "nt": actions.NotToday,
    "do": actions.ExerciseDone,
    "sk": actions.SkipExercise,
    "as": actions.AskSkip,
    "ea": actions.ShowEasier,
    "hw": actions.ShowHow,
    "sh": actions.ShowStep,
    "hb": actions.BeginHold,
    "hp": actions.PauseHold,
    "hr": actions.ResumeHold,
    "hs": actions.StopHold,
    "pa": actions.Pain,
    "pr": actions.RatePain,
    "pp": actions.PlacePain,
    "ca": actions.Card,
    "ci": actions.CheckIn,
    "cd": actions.Consulted,
    "re": actions.Restart,
    "cl": actions.Cleared,
    "ef": actions.RateEffort,
    "pf": actions.PressFelt,
    "oi": actions.OptIn,
    "pz": actions.Pause,
    "rs": actions.Resume,
    "cq": actions.ClaimCleared,
    "de": actions.Delete,
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
