"""What people write beside the buttons: answers when one is awaited, and a kind word to anything else."""

from bot.domain.person import Awaiting, Person, listening
from bot.transport.incoming import Membership, Said
from content.wishes import says_yes, wish_in
from handlers import commands, habit, home, onboarding, pain, plain_words, telling
from handlers.context import Context
from handlers.deliver import answer
from handlers.screen import Reply
from handlers.turn import Turn, texts_for, turn_of
from handlers.views import notices

LONGEST = 200
TYPED = {
    Awaiting.ZONE: onboarding.typed,
    Awaiting.HOUR: onboarding.typed,
    Awaiting.CLEARED: pain.typed_cleared,
    Awaiting.ACTIVITY: telling.typed,
}


async def on_said(said: Said, context: Context) -> None:
    """Anything that is written or sent; in a group (its number is negative) only commands."""
    turn = turn_of(said, context)
    if turn is not None:
        await answer(_heard(said, turn), turn, context.show)
    elif said.is_command and said.chat_id < 0 and _for_us(said.text, context.bot.username):
        await context.show.send(said.chat_id, notices.in_private(texts_for("en")))


def _for_us(text: str, username: str) -> bool:
    """In a group all bots hear a command; one with a name behind it is for that bot alone."""
    return text.split(maxsplit=1)[0].partition("@")[2].lower() in {"", username.lower()}


async def on_membership(change: Membership, context: Context) -> None:
    """The person blocked the bot, or is back."""
    turn = turn_of(change, context)
    if turn is not None:
        await turn.services.onboarding.reachable(turn.user_id, change.there)


async def _heard(said: Said, turn: Turn) -> Reply:
    if said.is_command:
        return await _command(said.text, turn)
    if said.place is not None:
        return await onboarding.located(*said.place, turn)
    # A sticker, a photo, a voice message: a word about what works here.
    return await (_typed(said.text, turn) if said.text else plain_words.heard(said.caption, turn))


async def _command(text: str, turn: Turn) -> Reply:
    """A command, known or not: whoever writes one is there again, and answers no earlier question."""
    await turn.services.onboarding.is_here(turn.user_id)
    first = (text.split(maxsplit=1) or ["/"])[0]
    name = first[1:].partition("@")[0].lower()
    return await commands.MENU.get(name, home.unknown)(turn)


async def _typed(text: str, turn: Turn) -> Reply:
    person = listening(await turn.services.onboarding.who(turn.user_id, turn.language))
    if person.awaiting in habit.AWAITED:
        return await habit.typed(text, person, turn)
    if person.awaiting is None or len(text) > LONGEST or _wishes(text, person, turn):
        return await plain_words.heard(text, turn)
    return await TYPED[person.awaiting](text, person, turn)


def _wishes(text: str, person: Person, turn: Turn) -> bool:
    """Whether a text is a wish of its own rather than the answer that is awaited."""
    if person.awaiting is Awaiting.ACTIVITY:
        return False
    agrees = person.awaiting is Awaiting.ZONE and bool(person.proposed_zones)
    return wish_in(text, turn.texts) is not None and not (agrees and says_yes(text, turn.texts) is not None)
