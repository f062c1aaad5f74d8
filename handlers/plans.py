"""The plan by one's own wish: pause, come back, training days, and the way back after a stop."""

from dataclasses import replace

from bot.domain.plan import Plan, PlanState
from bot.domain.refusal import Refusal, Refused
from bot.domain.unanswered import open_question
from bot.services.outcomes import Paused
from handlers import home
from handlers.actions.first import ToggleDay
from handlers.actions.stopping import PauseIll, ShowWayBack, TakeIllnessBack, WellAgain
from handlers.actions.training import Pause, Resume
from handlers.screen import Reply
from handlers.session import hold_still
from handlers.turn import Turn
from handlers.views import menu, pain, resting, session

WEEKDAYS = 7


async def pause_command(turn: Turn) -> Reply:
    """/pause: the plan, or only the session that is open."""
    step = await hold_still(turn)
    return await _pause(turn) if step is None else Reply(send=(session.take_your_time(step, turn.texts),))


async def pause(_: Pause, turn: Turn) -> Reply:
    """The pause button of the settings."""
    return await _pause(turn)


async def pause_ill(_: PauseIll, turn: Turn) -> Reply:
    """A pause for illness."""
    answer = await turn.services.plans.pause(turn.user_id, ill=True)
    shown = await way_back(ShowWayBack(), turn)
    return replace(shown, strips=answer.message_id) if isinstance(answer, Paused) else shown


async def not_ill(_: TakeIllnessBack, turn: Turn) -> Reply:
    """The illness was a slip."""
    await turn.services.plans.not_ill(turn.user_id)
    return await _where(turn)


async def well_again(_: WellAgain, turn: Turn) -> Reply:
    """Well for a whole day."""
    return await _resume(turn, well=True)


async def way_back(_: ShowWayBack, turn: Turn) -> Reply:
    """What has to happen before the plan goes on."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.question is not None:
        return await home.present(turn)
    return Reply(edit=resting.standing(standing, turn.texts))


async def resume_command(turn: Turn) -> Reply:
    """/resume: back from one's own pause, or what has to happen first."""
    return await _resume(turn)


async def resume(_: Resume, turn: Turn) -> Reply:
    """The button that ends one's own pause."""
    return await _resume(turn)


async def toggle_day(action: ToggleDay, turn: Turn) -> Reply:
    """Add or take out a training day."""
    if action.weekday >= WEEKDAYS:
        return home.stale_reply(turn)
    answer = await turn.services.plans.toggle_day(turn.user_id, action.weekday)
    if isinstance(answer, Refused):
        too_few = answer.reason is Refusal.OUT_OF_RANGE
        return Reply(toast=menu.too_few_days(turn.texts)) if too_few else home.stale_reply(turn)
    return Reply(edit=menu.training_days(answer.weekdays, turn.texts))


async def _pause(turn: Turn) -> Reply:
    answer = await turn.services.plans.pause(turn.user_id)
    if isinstance(answer, Paused):
        return Reply(edit=menu.paused(turn.texts), strips=answer.message_id)
    return await _where(turn)


async def _resume(turn: Turn, *, well: bool = False) -> Reply:
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.plan is not None and standing.plan.state is PlanState.PAUSED_BY_USER:
        answer = await turn.services.plans.resume(turn.user_id, well=well)
        if isinstance(answer, Plan):
            return Reply(edit=menu.resumed(turn.texts))
    return await _where(turn)


async def _where(turn: Turn) -> Reply:
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.question is not None or standing.plan is None:
        return await home.present(turn)
    if asked := open_question(standing.plan):
        return Reply(edit=pain.question(asked, turn.texts))
    return await way_back(ShowWayBack(), turn)
