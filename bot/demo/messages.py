"""The parts of a message: text or caption with entities, media, and everything around them."""

from typing import Any, Final

from bot.demo.entities import parse_html, trimmed, with_found
from bot.demo.files import Stored
from bot.demo.wire import Call, Json, Refused, utf16
from bot.demo.world import World

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024
KINDS: Final = ("photo", "animation", "video", "document")
BODY: Final = frozenset(
    {"text", "entities", "caption", "caption_entities", "show_caption_above_media", "has_media_spoiler"}
    | {"link_preview_options", *KINDS}
)


def formatted(words: str, parse_mode: str, entities: Any) -> tuple[str, list[Json]]:
    """Plain text and entities of what the bot wrote, in either way to mark it up."""
    if parse_mode and parse_mode.lower() != "html":
        raise Refused(f"unsupported parse_mode: the stand-in reads HTML only, not {parse_mode}")
    plain, marks = parse_html(words) if parse_mode else trimmed(words, list(entities or []))
    return plain, with_found(plain, marks)


def text_of(call: Call) -> Json:
    """The text of a message; refused when it is empty or too long."""
    text, entities = formatted(call.text("text"), call.text("parse_mode"), call.data("entities"))
    if not text:
        raise Refused("message text is empty")
    if utf16(text) > MAX_TEXT:
        raise Refused("message is too long")
    preview = call.data("link_preview_options")
    body: Json = {"text": text}
    return (
        body
        | ({"entities": entities} if entities else {})
        | ({"link_preview_options": preview} if preview else {})
    )


def caption_of(fields: Json) -> Json:
    """The caption of a media message; refused when it is too long."""
    words, mode = str(fields.get("caption") or ""), str(fields.get("parse_mode") or "")
    caption, entities = formatted(words, mode, fields.get("caption_entities"))
    if utf16(caption) > MAX_CAPTION:
        raise Refused("message caption is too long")
    if not caption:
        return {}
    above = {"show_caption_above_media": True} if fields.get("show_caption_above_media") else {}
    return {"caption": caption} | ({"caption_entities": entities} if entities else {}) | above


def media_of(world: World, kind: str, stored: Stored, given: Json) -> Json:
    """The media field of a message; sizes that the bot gave win over those of the file."""
    spoiler = {"has_media_spoiler": True} if given.get("has_spoiler") else {}
    if kind == "photo":
        return {"photo": world.files.photo_sizes(stored)} | spoiler
    document = world.files.described(stored) | {"file_name": stored.name, "mime_type": stored.shape.mime}
    if kind == "document":
        return {"document": document}
    film = document | {
        name: int(given.get(name) or getattr(stored.shape, name)) for name in ("width", "height", "duration")
    }
    # Telegram repeats an animation as a document, for clients that know no animations.
    return ({"animation": film, "document": document} if kind == "animation" else {kind: film}) | spoiler


def kind_of(message: Json) -> str:
    """What a message is: "text" or its kind of media."""
    return next((kind for kind in ("animation", *KINDS) if kind in message), "text")


def body_of(message: Json) -> Json:
    """The part of a message that an edit may replace."""
    return {key: value for key, value in message.items() if key in BODY}


def file_id_of(message: Json) -> str:
    """The file id of a message's media; empty when it has none."""
    kind = kind_of(message)
    if kind == "text":
        return ""
    media = message[kind][-1] if kind == "photo" else message[kind]
    return str(media["file_id"])
