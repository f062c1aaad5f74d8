"""Taps: decode, find the handler, answer, show."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.transport.incoming import Tap
from handlers import (
    choosing,
    correcting,
    ending,
    habit,
    home,
    measuring,
    onboarding,
    pain,
    plans,
    reminder,
    rescreening,
    screening,
    session,
    telling,
)
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
from handlers.codec import decode
from handlers.context import Context
from handlers.deliver import answer, toast
from handlers.screen import Reply
from handlers.turn import Turn, turn_of

Handler = Callable[[Any, Turn], Awaitable[Reply]]

ROUTES: dict[type[Action], Handler] = {
    Consent: onboarding.consent,
    Specialist: onboarding.specialist,
    PickZone: onboarding.pick_zone,
    ConfirmZone: onboarding.confirm_zone,
    SetHour: onboarding.set_hour,
    Change: home.change,
    ToggleDay: plans.toggle_day,
    Open: home.open_screen,
    StartSession: session.start,
    PutOff: reminder.put_off,
    NotToday: reminder.not_today,
    ExerciseDone: session.done,
    SkipExercise: session.skip,
    AskSkip: session.ask_skip,
    ShowEasier: session.easier,
    ShowHow: session.how,
    ShowStep: session.step,
    BeginHold: session.begin_hold,
    PauseHold: session.pause_hold,
    ResumeHold: session.resume_hold,
    StopHold: session.stop_hold,
    Pain: pain.press,
    RatePain: pain.rate,
    PlacePain: pain.place,
    Card: pain.card,
    CheckIn: pain.check_in,
    RoutineCard: rescreening.answer,
    Consulted: pain.consulted,
    Restart: pain.restart,
    Cleared: pain.cleared,
    RateEffort: ending.effort,
    PressFelt: ending.press_felt,
    OptIn: choosing.opt_in,
    Pause: plans.pause,
    Resume: plans.resume,
    ClaimCleared: pain.claim_cleared,
    AnswerCard: screening.answer,
    Tick: screening.tick,
    OpenCard: screening.open_card,
    Delete: home.delete,
    ShowExercises: choosing.show_all,
    ShowExercise: choosing.show_one,
    UseVersion: choosing.use_version,
    LeaveOut: choosing.leave_out,
    TakeBack: choosing.take_back,
    KeepAsIs: choosing.keep,
    OptOut: choosing.opt_out,
    PlanPattern: choosing.plan_pattern,
    ShowEquipment: choosing.show_equipment,
    ToggleItem: choosing.toggle_item,
    Lack: session.lack,
    UpAnHour: session.up_an_hour,
    ChooseCue: habit.choose_cue,
    ChooseSpot: habit.choose_spot,
    OwnWords: habit.own_words,
    LeaveOpen: habit.leave_open,
    Nudging: habit.nudging,
    KeepHour: habit.keep_hour,
    AnswerMorning: measuring.morning,
    Tired: measuring.tired,
    ShowWayBack: plans.way_back,
    PauseIll: plans.pause_ill,
    WellAgain: plans.well_again,
    TakeIllnessBack: plans.not_ill,
    AverageOfWeek: telling.average,
    WorstOfWeek: telling.worst,
    NameActivity: telling.ask_name,
    RateActivity: telling.rate,
    DropActivity: telling.drop,
    NotNow: telling.not_now,
    TellMore: telling.more,
    ShowDays: correcting.show_days,
    ShowDay: correcting.show_day,
    SetOutcome: correcting.set_outcome,
    SetAll: correcting.set_all,
    SetEffort: correcting.set_effort,
    TellUntold: correcting.tell_untold,
}
"""The handler of each button; a test sees that none is forgotten."""


async def on_button(tap: Tap, context: Context) -> None:
    """Any tap: an unknown or foreign button gets a word and changes nothing."""
    turn = turn_of(tap, context)
    if turn is None:
        await toast(tap, context.show)
        return
    action = decode(tap.data)
    reply = ROUTES[type(action)](action, turn) if action else home.stale(turn)
    await answer(reply, turn, context.show, tap)
