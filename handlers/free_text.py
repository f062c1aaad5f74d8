"""What people write beside the buttons: answers when one is awaited, and a kind word to anything else."""

from telegram import Update

from bot.domain.person import Awaiting, listening
from content.wishes import Wish, wish_in
from handlers import commands, habit, home, onboarding, pain, plain_words, telling
from handlers.context import Context
from handlers.deliver import answer
from handlers.screen import Reply
from handlers.turn import Turn, turn_of

LONGEST = 200
TYPED = {
    Awaiting.ZONE: onboarding.typed,
    Awaiting.HOUR: onboarding.typed,
    Awaiting.CLEARED: pain.typed_cleared,
    Awaiting.ACTIVITY: telling.typed,
}


async def on_command(update: Update, context: Context) -> None:
    """A command, known or not."""
    message, turn = update.effective_message, turn_of(update, context)
    if message is None or turn is None:
        return
    await turn.services.onboarding.reachable(turn.user_id, True)
    name = (message.text or "/").split(maxsplit=1)[0][1:].partition("@")[0].lower()
    command = commands.MENU.get(name, home.unknown)
    await answer(command(turn), turn, context.show)


async def on_text(update: Update, context: Context) -> None:
    """A text: the answer that is awaited, or something to be kind about."""
    message, turn = update.effective_message, turn_of(update, context)
    if message is not None and turn is not None:
        await answer(_typed(message.text or "", turn), turn, context.show)


async def on_location(update: Update, context: Context) -> None:
    """A shared place: its time zone."""
    message, turn = update.effective_message, turn_of(update, context)
    if message is None or message.location is None or turn is None:
        return
    place = message.location
    reply = onboarding.located(place.latitude, place.longitude, turn)
    await answer(reply, turn, context.show)


async def on_anything(update: Update, context: Context) -> None:
    """A sticker, a photo, a voice message: a word about what works here."""
    message, turn = update.effective_message, turn_of(update, context)
    if message is not None and turn is not None:
        reply = plain_words.heard(message.caption or "", turn)
        await answer(reply, turn, context.show)


async def on_group(update: Update, _: Context) -> None:
    """Lumbo talks with one person at a time."""
    message = update.effective_message
    if message is not None and (message.text or "").startswith("/"):
        await message.reply_text("Please write to me in a private chat.")


async def on_membership(update: Update, context: Context) -> None:
    """The person blocked the bot, or is back."""
    change, turn = update.my_chat_member, turn_of(update, context)
    if change is None or turn is None or change.chat.id != turn.user_id:
        return
    there = change.new_chat_member.status in {"member", "administrator", "creator"}
    await turn.services.onboarding.reachable(turn.user_id, there)


async def _typed(text: str, turn: Turn) -> Reply:
    person = listening(await turn.services.onboarding.who(turn.user_id, turn.language))
    if person.awaiting in habit.AWAITED:
        return await habit.typed(text, person, turn)
    hurts = person.awaiting is not Awaiting.ACTIVITY and wish_in(text, turn.texts) is Wish.STOP
    if person.awaiting is None or len(text) > LONGEST or hurts:
        return await plain_words.heard(text, turn)
    return await TYPED[person.awaiting](text, person, turn)
