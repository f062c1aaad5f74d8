"""The two cards of warning signs when it is time for them: before a session, which then begins."""

from bot.services.outcomes import PainNoted
from handlers import home, pain, session
from handlers.actions.stopping import RoutineCard
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import rescreening
from handlers.views.pain import EMERGENCY, URGENT


async def answer(action: RoutineCard, turn: Turn) -> Reply:
    """One of the cards: a sign stops everything, and none goes on."""
    if action.which > URGENT:
        return home.stale_reply(turn)
    noted = await pain.signs(action.which, bool(action.any_sign), turn)
    if action.any_sign and isinstance(noted, PainNoted):
        return await pain.help_now(action.which, turn)
    if action.which == EMERGENCY:
        return Reply(edit=rescreening.card(URGENT, action.occurrence_id, action.mode, turn.texts))
    return await session.begin(action.mode, action.occurrence_id, turn)
