"""The callback data of buttons: a tag and whole numbers in at most 64 bytes, such as `do:184:3`.

Tags are never used again for something else: old keyboards stay in chats for years.
"""

from dataclasses import fields

from handlers.actions.choosing import (
    KeepAsIs,
    Lack,
    LeaveOut,
    OptIn,
    OptOut,
    PlanPattern,
    ShowEquipment,
    ShowExercise,
    ShowExercises,
    TakeBack,
    ToggleItem,
    UpAnHour,
    UseVersion,
)
from handlers.actions.correcting import SetAll, SetEffort, SetOutcome, ShowDay, ShowDays, TellUntold
from handlers.actions.first import (
    Change,
    ConfirmZone,
    Consent,
    Delete,
    Open,
    PickZone,
    SetHour,
    Specialist,
    ToggleDay,
)
from handlers.actions.habit import ChooseCue, ChooseSpot, KeepHour, LeaveOpen, Nudging, OwnWords
from handlers.actions.kinds import Action
from handlers.actions.measuring import (
    AnswerMorning,
    AverageOfWeek,
    DropActivity,
    NameActivity,
    NotNow,
    RateActivity,
    TellMore,
    Tired,
    WorstOfWeek,
)
from handlers.actions.screening import AnswerCard, OpenCard, Tick
from handlers.actions.stopping import (
    Card,
    CheckIn,
    ClaimCleared,
    Cleared,
    Consulted,
    Pain,
    PauseIll,
    PlacePain,
    RatePain,
    Restart,
    RoutineCard,
    ShowWayBack,
    TakeIllnessBack,
    WellAgain,
)
from handlers.actions.training import (
    AskSkip,
    BeginHold,
    ExerciseDone,
    NotToday,
    Pause,
    PauseHold,
    PressFelt,
    PutOff,
    RateEffort,
    Resume,
    ResumeHold,
    ShowEasier,
    ShowHow,
    ShowStep,
    SkipExercise,
    StartSession,
    StopHold,
)

MAX_BYTES = 64
_MAX_DIGITS = 14
"""Ids are counted from 1 and stay far below; a tag and four such numbers fit in 64 bytes."""

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
    "rc": RoutineCard,
    "cd": Consulted,
    "re": Restart,
    "cl": Cleared,
    "ef": RateEffort,
    "pf": PressFelt,
    "oi": OptIn,
    "pz": Pause,
    "rs": Resume,
    "cq": ClaimCleared,
    "sc": AnswerCard,
    "tk": Tick,
    "oc": OpenCard,
    "de": Delete,
    "xs": ShowExercises,
    "xe": ShowExercise,
    "uv": UseVersion,
    "lo": LeaveOut,
    "tb": TakeBack,
    "ke": KeepAsIs,
    "oo": OptOut,
    "pd": PlanPattern,
    "se": ShowEquipment,
    "ti": ToggleItem,
    "lk": Lack,
    "up": UpAnHour,
    "cue": ChooseCue,
    "spo": ChooseSpot,
    "own": OwnWords,
    "opn": LeaveOpen,
    "nud": Nudging,
    "kee": KeepHour,
    "am": AnswerMorning,
    "tm": Tired,
    "wb": ShowWayBack,
    "pi": PauseIll,
    "we": WellAgain,
    "ni": TakeIllnessBack,
    "wa": AverageOfWeek,
    "ww": WorstOfWeek,
    "na": NameActivity,
    "ra": RateActivity,
    "da": DropActivity,
    "nn": NotNow,
    "te": TellMore,
    "sd": ShowDays,
    "so": ShowDay,
    "sx": SetOutcome,
    "sa": SetAll,
    "ce": SetEffort,
    "tu": TellUntold,
}
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}
_ARITY = {kind: len(fields(kind)) for kind in TAGS.values()}


def encode(action: Action) -> str:
    """The callback data of a button, such as `do:184:3`."""
    return ":".join((_TAG_OF[type(action)], *map(str, vars(action).values())))


def decode(data: object) -> Action | None:
    """The action of callback data, or None for anything that no button of ours carries, even no text."""
    if not isinstance(data, str):
        return None
    tag, *numbers = data.split(":")
    kind = TAGS.get(tag)
    if kind is None or len(numbers) != _ARITY[kind] or not all(map(_plain, numbers)):
        return None
    return kind(*map(int, numbers))


def _plain(number: str) -> bool:
    # int() would also take "+1", " 1", "1_0" and other scripts' digits: only what encode writes counts.
    digits = len(number) <= _MAX_DIGITS and number.isascii() and number.isdigit()
    return digits and (number == "0" or number[0] != "0")
