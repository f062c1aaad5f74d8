"""Methods that change or remove what the bot has sent."""

from collections.abc import Callable
from typing import Any, Final

from bot.demo.chats import remove, show
from bot.demo.keyboards import reply_markup
from bot.demo.messages import KINDS, body_of, caption_of, kind_of, media_of, text_of
from bot.demo.wire import Call, Json, Refused
from bot.demo.world import Kept, Person, World

NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
DELETE_WITHIN: Final = 48 * 3600  # seconds


def edit_text(world: World, call: Call) -> Json:
    """editMessageText: only for messages that have a text."""
    return _edit(world, call, lambda old: _new_text(old, call))


def edit_caption(world: World, call: Call) -> Json:
    """editMessageCaption: only for messages with media."""
    return _edit(world, call, lambda old: _new_caption(old, call))


def edit_media(world: World, call: Call) -> Json:
    """editMessageMedia: other media and caption; may also add media to a text."""
    return _edit(world, call, lambda old: _new_media(world, call))


def edit_markup(world: World, call: Call) -> Json:
    """editMessageReplyMarkup: other buttons, or none."""
    return _edit(world, call, body_of)


def _new_text(old: Json, call: Call) -> Json:
    if kind_of(old) != "text" or "text" not in old:
        raise Refused("there is no text in the message to edit")
    return text_of(call)


def _new_caption(old: Json, call: Call) -> Json:
    if kind_of(old) == "text":
        raise Refused("there is no caption in the message to edit")
    fields: Json = {"caption": call.text("caption"), "parse_mode": call.text("parse_mode")}
    fields |= {"caption_entities": call.data("caption_entities")}
    fields |= {"show_caption_above_media": call.flag("show_caption_above_media")}
    media = {key: value for key, value in body_of(old).items() if key in {*KINDS, "has_media_spoiler"}}
    return media | caption_of(fields)


def _new_media(world: World, call: Call) -> Json:
    wanted = call.data("media")
    if not isinstance(wanted, dict) or wanted.get("type") not in KINDS:
        raise Refused("can't parse input media: type must be one of photo, animation, video, document")
    kind = wanted["type"]
    stored = world.files.take(call, kind, str(wanted.get("media") or ""))
    return media_of(world, kind, stored, wanted) | caption_of(wanted)


def _edit(world: World, call: Call, new_body: Callable[[Json], Json]) -> Json:
    person, kept = _own_message(world, call)
    markup = reply_markup(call)
    if markup and "inline_keyboard" not in markup:
        raise Refused("message can't be edited")
    body = new_body(kept.json)
    buttons = markup if markup and markup["inline_keyboard"] else None
    if _shown(body) == _shown(body_of(kept.json)) and buttons == kept.json.get("reply_markup"):
        raise Refused(NOT_MODIFIED)
    around = {k: v for k, v in kept.json.items() if k not in body_of(kept.json) and k != "reply_markup"}
    edited = {"edit_date": world.unix()} if body != body_of(kept.json) else {}
    kept.json = around | edited | body | ({"reply_markup": buttons} if buttons else {})
    show(world, person, kept, is_new=False)
    return kept.json


def _shown(body: Json) -> Json:
    return {key: value for key, value in body.items() if key != "link_preview_options"}


def _own_message(world: World, call: Call) -> tuple[Person, Kept]:
    person = world.reachable(call.chat_id)
    number = call.integer("message_id")
    if number is None:
        raise Refused("message identifier is not specified")
    kept = person.messages.get(number)
    if kept is None:
        raise Refused("message to edit not found")
    if kept.mine or not kept.editable:
        raise Refused("message can't be edited")
    return person, kept


def delete_message(world: World, call: Call) -> bool:
    """deleteMessage: within 48 hours only."""
    person = world.person(call.chat_id)
    kept = person.messages.get(call.integer("message_id") or 0)
    if kept is None:
        raise Refused("message to delete not found")
    if world.unix() - int(kept.json["date"]) >= DELETE_WITHIN:
        raise Refused("message can't be deleted")
    remove(world, person, kept)
    return True


def delete_messages(world: World, call: Call) -> bool:
    """deleteMessages: those that can be; the others are skipped without a word."""
    person, wanted = world.person(call.chat_id), call.data("message_ids")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= 100:
        raise Refused("message_ids must be an Array of 1-100 identifiers")
    for number in wanted:
        kept = person.messages.get(int(number))
        if kept and world.unix() - int(kept.json["date"]) < DELETE_WITHIN:
            remove(world, person, kept)
    return True


def set_reaction(world: World, call: Call) -> bool:
    """setMessageReaction: at most one emoji on an existing message."""
    person = world.reachable(call.chat_id)
    if call.integer("message_id") not in person.messages:
        raise Refused("message to react not found")
    reactions: Any = call.data("reaction") or []
    if len(reactions) > 1:
        raise Refused("REACTIONS_TOO_MANY")
    if any(reaction.get("type") != "emoji" or not reaction.get("emoji") for reaction in reactions):
        raise Refused("REACTION_INVALID")
    return True
