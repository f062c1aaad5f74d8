"""After a session: how it was, and the one question that may follow."""

from dataclasses import replace

from bot.domain.asking import Topic
from bot.domain.happening import Effort
from bot.domain.refusal import Refused
from bot.services.outcomes import Rated
from handlers import home, questions
from handlers.actions.training import PressFelt, RateEffort
from handlers.screen import Reply, Screen
from handlers.turn import Turn
from handlers.views import choosing, ending, notices, rhythm
from handlers.words import moment

EFFORTS = (Effort.EASY, Effort.RIGHT, Effort.HARD)


async def effort(action: RateEffort, turn: Turn) -> Reply:
    """Easy, right or hard."""
    if action.effort >= len(EFFORTS):
        return home.stale_reply(turn)
    answer = await turn.services.sessions.rate(turn.user_id, action.session_id, EFFORTS[action.effort])
    if isinstance(answer, Refused):
        return home.refused_reply(answer.reason, turn)
    if rests := await home.unless_running(turn):
        return replace(rests, toast=notices.noted(turn.texts))
    standing = await turn.services.plans.standing(turn.user_id)
    when = moment(answer.next_invitation, standing.person, turn.texts) if answer.next_invitation else None
    week = rhythm.weekly(await turn.services.history.new_week(turn.user_id), turn.texts)
    told = ending.rated(answer, turn.services.catalogue, turn.texts, when, week)
    return Reply(edit=told, send=await _asked(answer, turn))


async def _asked(answer: Rated, turn: Turn) -> tuple[Screen, ...]:
    """The one question that may follow a session."""
    match answer.asks:
        case Topic.PRESS:
            return (ending.ask_press(turn.texts),)
        case Topic.OFFER if answer.offer:
            return (choosing.offer(answer.offer, turn.services.catalogue, turn.texts),)
        case asked:
            return await questions.put(asked, turn)


async def press_felt(action: PressFelt, turn: Turn) -> Reply:
    """Whether the floor press is felt."""
    answer = await turn.services.sessions.press_felt(turn.user_id, bool(action.yes))
    if isinstance(answer, Refused):
        return home.refused_reply(answer.reason, turn)
    rests = await home.unless_running(turn)
    return rests or Reply(edit=ending.press_answered(bool(action.yes), turn.texts))
