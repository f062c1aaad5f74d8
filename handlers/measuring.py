"""The questions around a session: the morning after, and tired muscles told from pain."""

from bot.domain.refusal import Refused
from handlers import home, pain, session
from handlers.actions.measuring import AnswerMorning, Tired
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import measuring


async def morning(action: AnswerMorning, turn: Turn) -> Reply:
    """Pain stops; anything else goes on to what Start was to begin."""
    felt, start = divmod(action.answer, measuring.STARTS)
    if felt > measuring.UNSAID:
        return home.stale_reply(turn)
    if felt == measuring.PAIN:
        return await pain.report(turn, after=action.session_id)
    if felt != measuring.UNSAID:
        tired = felt == measuring.TIRED
        answer = await turn.services.measures.morning(turn.user_id, action.session_id, tired=tired)
        if isinstance(answer, Refused):
            return home.refused_reply(answer.reason, turn)
    if start == measuring.NOTHING:
        return Reply(edit=measuring.morning_noted(turn.texts))
    return await session.begin(start, action.occurrence_id, turn, heard=True)


async def tired(action: Tired, turn: Turn) -> Reply:
    """Tired muscles: a word about them, and the way on from where the person is."""
    step = await turn.services.sessions.open_now(turn.user_id)
    if step is not None:
        screen = measuring.tired_now(step.session_id, step.session.cursor, turn.texts)
        return Reply(send=(screen,))
    if rests := await home.unless_running(turn):
        return rests
    waiting = home.waits_for_effort(await turn.services.plans.standing(turn.user_id), turn)
    return Reply(send=(measuring.tired_later(waiting, turn.texts),))
