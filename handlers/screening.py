"""The screening cards: answered at the start, and anew at any time."""

from bot.services.outcomes import CardAnswer, CardNoted, CardRefused
from handlers import home
from handlers.actions.screening import AnswerCard, OpenCard, Tick
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import cards, safety


async def answer(action: AnswerCard, turn: Turn) -> Reply:
    """One card answered."""
    if action.card >= len(cards.CARDS):
        return home.stale_reply(turn)
    card = cards.CARDS[action.card]
    return await _reply(await turn.services.screening.answer(turn.user_id, card, action.answer), turn)


async def tick(action: Tick, turn: Turn) -> Reply:
    """A tick of the health card."""
    if action.item >= len(cards.ITEMS):
        return home.stale_reply(turn)
    item, on = cards.ITEMS[action.item], bool(action.on)
    return await _reply(await turn.services.screening.tick(turn.user_id, item, on), turn)


async def open_card(action: OpenCard, turn: Turn) -> Reply:
    """A card to be answered anew."""
    draft = await turn.services.screening.cards(turn.user_id)
    if draft is None or action.card >= len(cards.CARDS):
        return home.stale_reply(turn)
    return Reply(edit=cards.card(cards.CARDS[action.card], draft, turn.texts))


async def _reply(answered: CardAnswer, turn: Turn) -> Reply:
    match answered:
        case CardRefused():
            return Reply(edit=cards.refused(answered, turn.texts))
        case CardNoted():
            shown, *more = safety.after(answered, turn.services.catalogue, turn.texts)
            return Reply(edit=shown, send=tuple(more))
        case None:
            return await home.present(turn)
