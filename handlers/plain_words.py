"""Plain words and numbers in place of a tap: what they ask for is done, and pain is never passed over."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.pain import NRS
from bot.domain.plan import PlanState
from bot.domain.unanswered import PainQuestion, open_question
from content.wishes import Wish, wish_in
from handlers import commands, home, pain
from handlers.actions.stopping import CheckIn, RatePain
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import notices, resting

SCALE = {str(nrs): nrs for nrs in NRS}
AFTER_PAIN = (PlanState.PAUSED_PAIN, PlanState.NEEDS_CLEARANCE)


async def heard(text: str, turn: Turn) -> Reply:
    """A command without its slash, the strength of pain, a wish, or nothing that Lumbo can read."""
    word = text.strip().lower()
    if word in commands.MENU:
        return await commands.MENU[word](turn)
    if word in SCALE:
        return await number(SCALE[word], turn)
    wish = wish_in(text, turn.texts)
    return await (WISHES[wish] if wish else home.unknown)(turn)


async def number(nrs: int, turn: Turn) -> Reply:
    """0-10, where the strength of pain is being asked."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.plan and open_question(standing.plan) is PainQuestion.STRENGTH:
        return await pain.rate(RatePain(nrs), turn)
    if resting.asks_today(standing.missing):
        return await pain.check_in(CheckIn(nrs), turn)
    return await home.unknown(turn)


async def stop(turn: Turn) -> Reply:
    """Something hurts, or has to stop: the Pain button, unless everything rests for pain already."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.plan and standing.plan.state in AFTER_PAIN:
        return await home.present(turn)
    return Reply(send=(notices.hurting(turn.texts),))


async def thanks(turn: Turn) -> Reply:
    """Thank you."""
    return Reply(send=(notices.welcome(turn.texts),))


WISHES: Mapping[Wish, Callable[[Turn], Awaitable[Reply]]] = {
    Wish.STOP: stop,
    Wish.HELP: home.help_reply,
    Wish.GO_ON: home.arrive,
    Wish.THANKS: thanks,
}
"""What is done for each wish."""
