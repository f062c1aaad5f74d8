"""Taps: decode, find the handler, answer, show."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

from handlers import actions, home, onboarding, pain, plans, reminder, session
from handlers.codec import decode
from handlers.context import Context
from handlers.deliver import answer
from handlers.screen import Reply
from handlers.show import Show
from handlers.turn import Turn, turn_of

Handler = Callable[[Any, Turn], Awaitable[Reply]]

ROUTES: dict[type[actions.Action], Handler] = {
    actions.Consent: onboarding.consent,
    actions.Specialist: onboarding.specialist,
    actions.PickZone: onboarding.pick_zone,
    actions.ConfirmZone: onboarding.confirm_zone,
    actions.SetHour: onboarding.set_hour,
    actions.Change: home.change,
    actions.ToggleDay: plans.toggle_day,
    actions.Open: home.open_screen,
    actions.StartSession: session.start,
    actions.PutOff: reminder.put_off,
    actions.NotToday: reminder.not_today,
    actions.ExerciseDone: session.done,
    actions.SkipExercise: session.skip,
    actions.AskSkip: session.ask_skip,
    actions.ShowEasier: session.easier,
    actions.ShowHow: session.how,
    actions.ShowStep: session.step,
    actions.BeginHold: session.begin_hold,
    actions.PauseHold: session.pause_hold,
    actions.ResumeHold: session.resume_hold,
    actions.StopHold: session.stop_hold,
    actions.Pain: pain.press,
    actions.RatePain: pain.rate,
    actions.PlacePain: pain.place,
    actions.Card: pain.card,
    actions.CheckIn: pain.check_in,
    actions.Consulted: pain.consulted,
    actions.Restart: pain.restart,
    actions.Cleared: pain.cleared,
    actions.RateEffort: session.effort,
    actions.PressFelt: session.press_felt,
    actions.OptIn: session.opt_in,
    actions.Pause: plans.pause,
    actions.Resume: plans.resume,
    actions.ClaimCleared: pain.claim_cleared,
    actions.Delete: home.delete,
}
"""The handler of each button; a test sees that none is forgotten."""


async def on_button(update: Update, context: Context) -> None:
    """Any tap: an unknown or foreign button gets a word and changes nothing."""
    query, turn = update.callback_query, turn_of(update, context)
    if query is None:
        return
    if turn is None:
        await query.answer()
        return
    action = decode(query.data)
    reply = ROUTES[type(action)](action, turn) if action else home.stale(turn)
    await answer(reply, turn, Show(context.bot, turn.services.pictures), query)
