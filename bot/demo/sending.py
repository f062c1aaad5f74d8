"""Methods that send something into a chat."""

from typing import Final

from bot.demo.chats import show
from bot.demo.keyboards import reply_markup
from bot.demo.messages import caption_of, media_of, text_of
from bot.demo.rendering import keyboard
from bot.demo.wire import Call, Json, Refused
from bot.demo.world import Person, World

CHAT_ACTIONS: Final = frozenset(
    {"typing", "choose_sticker", "find_location", "upload_photo", "upload_document"}
    | {f"{what}_{kind}" for what in ("record", "upload") for kind in ("video", "voice", "video_note")}
)


def send_message(world: World, call: Call) -> Json:
    """sendMessage: a text."""
    person = world.reachable(call.chat_id)
    return deliver(world, person, call, text_of(call))


def send_media(world: World, call: Call) -> Json:
    """sendPhoto, sendAnimation, sendVideo, sendDocument: a file with a caption."""
    kind = call.method.removeprefix("send").lower()
    person = world.reachable(call.chat_id)
    given = call.text(kind) or (f"attach://{kind}" if kind in call.files else "")
    if not given:
        raise Refused(f"there is no {kind} in the request")
    fields: Json = {name: call.flag(name) or None for name in ("has_spoiler", "show_caption_above_media")}
    fields |= {name: call.integer(name) or None for name in ("width", "height", "duration")}
    fields |= {"caption_entities": call.data("caption_entities")}
    fields |= {"caption": call.text("caption"), "parse_mode": call.text("parse_mode")}
    stored = world.files.take(call, kind, given)
    return deliver(world, person, call, media_of(world, kind, stored, fields) | caption_of(fields))


def send_chat_action(world: World, call: Call) -> bool:
    """sendChatAction: the line that says "typing"."""
    person = world.reachable(call.chat_id)
    if call.text("action") not in CHAT_ACTIONS:
        raise Refused("wrong parameter action in request")
    person.actions.append(call.text("action"))
    world.hub.tell(person.id, {"type": "action", "action": call.text("action")})
    return True


def deliver(world: World, person: Person, call: Call, body: Json) -> Json:
    """Put a new message of the bot into the chat, with its markup; the message as Telegram returns it."""
    markup = reply_markup(call)
    inline = markup if markup and "inline_keyboard" in markup else None
    message = {"from": world.bot_user(), "chat": person.chat(), "date": world.unix()}
    message |= _reply(person, call) | body | _extras(call)
    if inline and inline["inline_keyboard"]:
        message["reply_markup"] = inline
    # A message that carries a reply keyboard can never be edited.
    editable = markup is None or inline is not None
    kept = person.keep(message, mine=False, silent=call.flag("disable_notification"), editable=editable)
    _set_keyboard(world, person, markup)
    show(world, person, kept, is_new=True)
    return kept.json


def _extras(call: Call) -> Json:
    extras: Json = {}
    if call.flag("protect_content"):
        extras["has_protected_content"] = True
    if effect := call.text("message_effect_id"):
        if not effect.isdigit():
            raise Refused("EFFECT_ID_INVALID")
        extras["effect_id"] = effect
    return extras


def _reply(person: Person, call: Call) -> Json:
    wanted = call.data("reply_parameters")
    if not wanted:
        return {}
    kept = person.messages.get(int(wanted.get("message_id", 0)))
    if kept:
        return {"reply_to_message": {k: v for k, v in kept.json.items() if k != "reply_to_message"}}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise Refused("message to be replied not found")


def _set_keyboard(world: World, person: Person, markup: Json | None) -> None:
    if markup and "keyboard" in markup:
        person.keyboard = markup
    elif markup and markup.get("remove_keyboard"):
        person.keyboard = None
    else:
        return
    world.hub.tell(person.id, {"type": "keyboard", "keyboard": keyboard(person.keyboard)})
