"""Where things stand, and the screens that can always be opened."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.person import Awaiting, Question
from bot.domain.plan import EVERY_DAY, Plan
from bot.domain.refusal import Refusal
from bot.domain.safety import TRAINING
from bot.domain.unanswered import open_question
from bot.services.outcomes import MorningDue, Standing, Step
from handlers import questions
from handlers.actions.first import Change, Delete, Open
from handlers.screen import Reply, Screen
from handlers.turn import Turn
from handlers.views import (
    ending,
    habit,
    measuring,
    menu,
    notices,
    onboarding,
    pain,
    progress,
    resting,
    safety,
    session,
    timer,
    zones,
)

BEFORE_SAFETY = (Question.CONSENT, Question.SPECIALIST, Question.CARDS)


async def present(turn: Turn) -> Reply:
    """What is going on just now: a question, an open session, a pause, or the home screen."""
    return await _at_hand(turn) or Reply(edit=menu.home(turn.texts))


async def arrive(turn: Turn) -> Reply:
    """As `present`, to somebody who comes by: what may be asked without a session is asked here."""
    if at_hand := await _at_hand(turn):
        return at_hand
    asked = await turn.services.measures.ask_beside(turn.user_id)
    if isinstance(asked, MorningDue):
        return Reply(edit=measuring.ask_morning(asked, turn.texts, then_start=False))
    return Reply(edit=menu.home(turn.texts), send=await questions.put(asked, turn))


async def _at_hand(turn: Turn) -> Reply | None:
    """What comes before the home screen, if anything does."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.question is not None or standing.plan is None:
        return Reply(edit=onboarding.question(standing.person, turn.texts))
    step = await turn.services.sessions.open_now(turn.user_id)
    if step is not None:
        return Reply(send=(at_step(step, turn),))
    waiting = _waiting(standing, standing.plan, turn)
    return Reply(edit=waiting) if waiting else None


def at_step(step: Step, turn: Turn) -> Screen:
    """The exercise that a session stands at, or its running timer."""
    catalogue = turn.services.catalogue
    if step.session.hold is None:
        return session.step(step, catalogue, turn.texts)
    return timer.frame(step, turn.services.sessions.elapsed(step), catalogue, turn.texts)


def _waiting(standing: Standing, plan: Plan, turn: Turn) -> Screen | None:
    """The question that is still open, or why the plan rests; None when nothing waits."""
    if asked := open_question(plan):
        return pain.question(asked, turn.texts)
    if plan.state not in TRAINING:
        return resting.standing(standing, turn.texts)
    waiting = waits_for_effort(standing, turn)
    idle = plan.sitting is None or plan.trained_on != plan.sitting.day
    return None if waiting is None else ending.ask_effort(waiting, turn.texts, idle=idle)


def waits_for_effort(standing: Standing, turn: Turn) -> int | None:
    """The session of today that waits for the answer how it was."""
    today = standing.person.day(turn.services.clock.now())
    sitting = standing.plan.sitting if standing.plan else None
    waits = sitting is not None and sitting.closed and sitting.effort is None and sitting.day == today
    return sitting.session_id if sitting is not None and waits else None


async def open_screen(action: Open, turn: Turn) -> Reply:
    """A screen of the menu."""
    return await SCREENS.get(action.screen, arrive)(turn)


async def privacy(turn: Turn) -> Reply:
    """What is kept and how to get at it."""
    return Reply(send=(menu.privacy(turn.texts),))


async def settings(turn: Turn) -> Reply:
    """Hour, zone, training days and the moment to train."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    moment = habit.plan(await turn.services.habits.of(turn.user_id), turn.texts)
    now = turn.services.clock.now()
    until = await turn.services.reminders.until(turn.user_id)
    return Reply(edit=menu.settings(standing, until, moment, turn.texts, now))


async def change(action: Change, turn: Turn) -> Reply:
    """Ask one of the first questions again."""
    if action.what == menu.DAYS:
        standing = await turn.services.plans.standing(turn.user_id, turn.language)
        days = standing.plan.weekdays if standing.plan else EVERY_DAY
        return Reply(edit=menu.training_days(days, turn.texts))
    if action.what == menu.MOMENT:
        return Reply(edit=habit.cue_question(turn.texts))
    if action.what == menu.ZONE:
        await turn.services.onboarding.ask(turn.user_id, Awaiting.ZONE)
        return Reply(send=(zones.ask(turn.texts),))
    await turn.services.onboarding.ask(turn.user_id, Awaiting.HOUR)
    return Reply(edit=onboarding.hour(turn.texts, first=False))


async def help_reply(turn: Turn) -> Reply:
    """What Lumbo does, the commands, and whom to call."""
    person = await turn.services.onboarding.who(turn.user_id, turn.language)
    return Reply(edit=menu.help_screen(turn.texts, person.zone), echo=True)


async def safety_reply(turn: Turn) -> Reply:
    """/safety: how things stand, and every answer to be changed; the first cards come first."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.question in BEFORE_SAFETY:
        return Reply(edit=onboarding.question(standing.person, turn.texts))
    return Reply(edit=safety.overview(standing, turn.services.catalogue, turn.texts))


async def progress_reply(turn: Turn) -> Reply:
    """The last weeks in words and as a picture."""
    look = await turn.services.history.look_back(turn.user_id)
    if look.standing.plan is None or look.standing.question is Question.CARDS:
        return await present(turn)
    return Reply(send=(progress.screen(look, turn.texts),))


async def why(turn: Turn) -> Reply:
    """The reasons behind the numbers."""
    reasons = await turn.services.history.reasons(turn.user_id)
    return Reply(send=(progress.reasons(reasons, turn.services.catalogue, turn.texts),))


async def delete(action: Delete, turn: Turn) -> Reply:
    """The second tap deletes."""
    if not action.sure:
        return Reply(edit=menu.delete(turn.texts))
    await turn.services.privacy.forget(turn.user_id)
    return Reply(edit=menu.deleted(turn.texts))


async def unknown(turn: Turn) -> Reply:
    """Something that Lumbo cannot read: say what works, or show again what waits for an answer."""
    waiting = await _at_hand(turn)
    if waiting is None or waiting.edit is None:
        # Nothing waits, or an exercise that stands on the screen.
        return Reply(edit=notices.unknown(turn.texts), echo=True)
    return Reply(edit=notices.not_this(waiting.edit, turn.texts), echo=True)


async def unless_running(turn: Turn) -> Reply | None:
    """Where things stand, when that is not a running plan; None when it runs."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    runs = standing.question is None and standing.plan is not None and standing.plan.state in TRAINING
    return None if runs else await present(turn)


async def stale(turn: Turn) -> Reply:
    """A button that nobody knows."""
    return stale_reply(turn)


def stale_reply(turn: Turn) -> Reply:
    """A button whose time is over: it goes, and the toast says so."""
    return Reply(strip=True, toast=notices.stale(turn.texts))


def refused_reply(reason: Refusal | None, turn: Turn) -> Reply:
    """An answer that changes nothing: it was given already, or its time is over."""
    if reason is Refusal.ALREADY_ANSWERED:
        return Reply(strip=True, toast=notices.already(turn.texts))
    return stale_reply(turn)


SCREENS: Mapping[int, Callable[[Turn], Awaitable[Reply]]] = {
    menu.PRIVACY: privacy,
    menu.SETTINGS: settings,
    menu.HELP: help_reply,
    menu.PROGRESS: progress_reply,
    menu.WHY: why,
    menu.SAFETY: safety_reply,
}
"""The screens of the menu but the home screen itself."""
