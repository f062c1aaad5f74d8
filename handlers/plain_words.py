"""Plain words and numbers in place of a tap: what they ask for is done, and pain is never passed over."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.domain import morning
from bot.domain.cards import Card, Draft, next_card
from bot.domain.pain import NRS
from bot.domain.person import Question
from bot.domain.safety import STOPPED
from bot.domain.unanswered import PainQuestion, open_question
from bot.services.outcomes import morning_of
from content.wishes import Wish, says_yes, wish_in
from handlers import commands, home, measuring, pain, screening
from handlers.actions.measuring import Tired
from handlers.actions.screening import AnswerCard
from handlers.actions.stopping import CheckIn, RatePain
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import cards, notices, way_back
from handlers.views.measuring import ask_morning

STRENGTH = re.compile(r"(?:[^\W\d]+\s+){0,2}(\d{1,2})(\s*(?:/|of|out of)\s*10)?[.!]*", re.IGNORECASE)
"""0-10 with a word or two before it and "of 10" behind it: `4`, `pain 5`, `7/10`."""


async def heard(text: str, turn: Turn) -> Reply:
    """A command without its slash, the strength of pain, a wish, or nothing that Lumbo can read."""
    word = text.strip().lower()
    if word in commands.MENU:
        return await commands.MENU[word](turn)
    told = STRENGTH.fullmatch(word)
    if told and (answer := await _strength(int(told[1]), turn)):
        return answer
    wish = wish_in(text, turn.texts) or (Wish.STOP if told and told[2] else None)
    if wish is Wish.GO_ON and says_yes(text, turn.texts) is not None and (asked := await _morning(turn)):
        return asked
    return replace(await (WISHES[wish] if wish else home.unknown)(turn), echo=True)


async def _strength(nrs: int, turn: Turn) -> Reply | None:
    """The answer, where the strength of pain is being asked; a question that comes first is shown again."""
    if nrs not in NRS:
        return None
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    asked = open_question(standing.plan) if standing.plan else None
    if asked is PainQuestion.STRENGTH:
        return await pain.rate(RatePain(nrs), turn)
    if asked is not None:
        return await home.present(turn)
    if standing.question is Question.CARDS and next_card(standing.person.cards or Draft()) is Card.PAIN_NOW:
        return await screening.answer(AnswerCard(cards.CARDS.index(Card.PAIN_NOW), nrs), turn)
    return await pain.check_in(CheckIn(nrs), turn) if way_back.asks_today(standing.missing) else None


async def _morning(turn: Turn) -> Reply | None:
    """The question about the morning once more, where it stands: a yes or no in words may be meant for it."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    plan, today = standing.plan, standing.person.day(turn.services.clock.now())
    if standing.question or not plan or not morning.is_awaited(plan, today):
        return None
    if await turn.services.sessions.open_now(turn.user_id):
        return None
    due = morning_of(plan, today)
    return Reply(edit=ask_morning(due, turn.texts, then_start=False), echo=True) if due else None


async def stop(turn: Turn) -> Reply:
    """Something hurts, or has to stop: the Pain button, unless everything rests for pain already."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.plan and standing.plan.state in STOPPED:
        return await home.present(turn)
    return Reply(send=(notices.hurting(turn.texts),))


async def alarm(turn: Turn) -> Reply:
    """Something that may need help at once: the signs, and whom to call."""
    person = await turn.services.onboarding.who(turn.user_id, turn.language)
    return Reply(send=(notices.alarming(turn.texts, person.zone),))


async def ill(turn: Turn) -> Reply:
    """An illness: the pause for it, where a plan runs."""
    return await home.unless_running(turn) or Reply(send=(notices.ill(turn.texts),))


async def tired(turn: Turn) -> Reply:
    """Tired: as the button."""
    return await measuring.tired(Tired(0), turn)


async def thanks(turn: Turn) -> Reply:
    """Thank you."""
    return Reply(send=(notices.welcome(turn.texts),))


WISHES: Mapping[Wish, Callable[[Turn], Awaitable[Reply]]] = {
    Wish.ALARM: alarm,
    Wish.STOP: stop,
    Wish.ILL: ill,
    Wish.TIRED: tired,
    Wish.HELP: home.help_reply,
    Wish.GO_ON: home.arrive,
    Wish.THANKS: thanks,
}
"""What is done for each wish."""
