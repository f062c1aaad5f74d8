"""What everybody sees of a chat when it changes."""

from bot.demo.rendering import message
from bot.demo.wire import Json
from bot.demo.world import Kept, Person, World


def show(world: World, person: Person, kept: Kept, *, is_new: bool) -> None:
    """Let the open pages draw a new or changed message."""
    if world.hub.watched(person.id):
        event: Json = {"type": "message", "message": message(world, kept), "is_new": is_new}
        world.hub.tell(person.id, event)


def remove(world: World, person: Person, kept: Kept) -> None:
    """Take a message out of the chat and off the open pages."""
    del person.messages[kept.id]
    world.hub.tell(person.id, {"type": "deleted", "message_id": kept.id})
