"""The commands of the chat, each one short answer."""

from collections.abc import Awaitable, Callable

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
"""What is done for each command of the chat."""
