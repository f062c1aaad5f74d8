"""The callback data of buttons: a tag and whole numbers in at most 64 bytes, such as `do:184:3`.

Tags are never used again for something else: old keyboards stay in chats for years.
"""

from dataclasses import fields

from handlers.actions import choosing, correcting, first, habit, measuring, screening, stopping, training
from handlers.actions.kinds import Action

MAX_BYTES = 64
_MAX_DIGITS = 14
"""Ids are counted from 1 and stay far below; a tag and four such numbers fit in 64 bytes."""

TAGS: dict[str, type[Action]] = {
    "co": first.Consent,
    "sp": first.Specialist,
    "zp": first.PickZone,
    "zc": first.ConfirmZone,
    "ho": first.SetHour,
    "ch": first.Change,
    "wd": first.ToggleDay,
    "op": first.Open,
    "st": training.StartSession,
    "la": training.PutOff,
    "nt": training.NotToday,
    "do": training.ExerciseDone,
    "sk": training.SkipExercise,
    "as": training.AskSkip,
    "ea": training.ShowEasier,
    "hw": training.ShowHow,
    "sh": training.ShowStep,
    "hb": training.BeginHold,
    "hp": training.PauseHold,
    "hr": training.ResumeHold,
    "hs": training.StopHold,
    "pa": stopping.Pain,
    "pr": stopping.RatePain,
    "pp": stopping.PlacePain,
    "ca": stopping.Card,
    "ci": stopping.CheckIn,
    "rc": stopping.RoutineCard,
    "cd": stopping.Consulted,
    "re": stopping.Restart,
    "cl": stopping.Cleared,
    "ef": training.RateEffort,
    "pf": training.PressFelt,
    "oi": choosing.OptIn,
    "pz": training.Pause,
    "rs": training.Resume,
    "cq": stopping.ClaimCleared,
    "sc": screening.AnswerCard,
    "tk": screening.Tick,
    "oc": screening.OpenCard,
    "de": first.Delete,
    "xs": choosing.ShowExercises,
    "xe": choosing.ShowExercise,
    "uv": choosing.UseVersion,
    "lo": choosing.LeaveOut,
    "tb": choosing.TakeBack,
    "ke": choosing.KeepAsIs,
    "oo": choosing.OptOut,
    "pd": choosing.PlanPattern,
    "se": choosing.ShowEquipment,
    "ti": choosing.ToggleItem,
    "lk": choosing.Lack,
    "up": choosing.UpAnHour,
    "cue": habit.ChooseCue,
    "spo": habit.ChooseSpot,
    "own": habit.OwnWords,
    "opn": habit.LeaveOpen,
    "nud": habit.Nudging,
    "kee": habit.KeepHour,
    "am": measuring.AnswerMorning,
    "tm": measuring.Tired,
    "wb": stopping.ShowWayBack,
    "pi": stopping.PauseIll,
    "we": stopping.WellAgain,
    "ni": stopping.TakeIllnessBack,
    "wa": measuring.AverageOfWeek,
    "ww": measuring.WorstOfWeek,
    "na": measuring.NameActivity,
    "ra": measuring.RateActivity,
    "da": measuring.DropActivity,
    "nn": measuring.NotNow,
    "te": measuring.TellMore,
    "sd": correcting.ShowDays,
    "so": correcting.ShowDay,
    "sx": correcting.SetOutcome,
    "sa": correcting.SetAll,
    "ce": correcting.SetEffort,
    "tu": correcting.TellUntold,
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
