"""The commands of the chat, each one short answer."""

from collections.abc import Awaitable, Callable

from content.texts import N_
from handlers import home, pain, plans, session
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import menu

Command = Callable[[Turn], Awaitable[Reply]]


async def start(turn: Turn) -> Reply:
    """Greet, ask what is still to be asked, or show where things stand."""
    return await home.arrive(turn)


async def language(turn: Turn) -> Reply:
    """Which languages there are."""
    return Reply(send=(menu.language(turn.texts),))


async def export(turn: Turn) -> Reply:
    """Everything that is kept, as a file."""
    data = await turn.services.privacy.export(turn.user_id)
    return Reply(send=(menu.export(data, turn.texts),))


async def delete(turn: Turn) -> Reply:
    """Ask before everything goes."""
    return Reply(send=(menu.delete(turn.texts),))


async def settings(turn: Turn) -> Reply:
    """Hour, zone, days, moment; the first questions come first."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.question is not None:
        return await home.present(turn)
    return await home.settings(turn)


DESCRIPTIONS = {
    "today": N_("start or go on with the session"),
    "pain": N_("something hurts: stop everything"),
    "progress": N_("the last weeks"),
    "why": N_("the reasons behind the numbers"),
    "settings": N_("hour, time zone, training days"),
    "pause": N_("take a break"),
    "resume": N_("come back"),
    "safety": N_("your health answers and how things stand"),
    "language": N_("choose the language"),
    "privacy": N_("what is kept of you"),
    "export": N_("all your data as a file"),
    "delete": N_("delete all your data"),
    "help": N_("how Lumbo works"),
    "start": N_("begin"),
}
"""What Telegram's command menu says, in its order."""

ABOUT = N_(
    "A few calm floor exercises for the lower back, every morning at your own hour: shown, counted, and "
    "adapted to you. At the first hint of pain everything stops.\n\n"
    "General exercise information, no medical care."
)
"""What stands in the empty chat, above Telegram's Start; at most 512 characters."""

PROFILE = N_("A few calm floor exercises for the lower back, every morning at your own hour.")
"""What stands in the bot's profile and in shared links; at most 120 characters."""

MENU: dict[str, Command] = {
    "start": start,
    "today": session.today,
    "pain": pain.command,
    "pause": plans.pause_command,
    "resume": plans.resume_command,
    "progress": home.progress_reply,
    "settings": settings,
    "why": home.why,
    "safety": home.safety_reply,
    "language": language,
    "privacy": home.privacy,
    "export": export,
    "delete": delete,
    "help": home.help_reply,
}
"""Every command of the chat, in the order of Telegram's command menu."""
