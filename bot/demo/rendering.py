"""Messages as the demo page shows them: safe HTML, media addresses, buttons."""

from datetime import UTC, datetime
from html import escape
from typing import Any, Final

from bot.demo.messages import file_id_of, kind_of
from bot.demo.wire import Json, Refused
from bot.demo.world import Kept, World

WRAPS: Final = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
}


def message(world: World, kept: Kept) -> Json:
    """The Message of the page protocol."""
    json = kept.json
    words: str = json.get("text") or json.get("caption") or ""
    marks: list[Json] = json.get("entities") or json.get("caption_entities") or []
    place = json.get("location")
    return {
        "id": kept.id,
        "mine": kept.mine,
        "date": json["date"],
        "edited": "edit_date" in json,
        "silent": kept.silent,
        "html": html(words, marks),
        "location": {"lat": place["latitude"], "lon": place["longitude"]} if place else None,
        "sticker": json["sticker"]["emoji"] if "sticker" in json else None,
        "media": _media(world, json),
        "buttons": [
            [_button(button) for button in row]
            for row in json.get("reply_markup", {}).get("inline_keyboard", [])
        ],
    }


def keyboard(markup: Json | None) -> Json | None:
    """The Keyboard of the page protocol."""
    if markup is None:
        return None
    rows = [
        [{"text": b["text"], "request_location": bool(b.get("request_location"))} for b in row]
        for row in markup["keyboard"]
    ]
    return {
        "rows": rows,
        "one_time": bool(markup.get("one_time_keyboard")),
        "placeholder": markup.get("input_field_placeholder"),
        "resize": bool(markup.get("resize_keyboard")),
    }


def _button(button: Json) -> Json:
    shown = {"text": button["text"], "style": button.get("style") or ""}
    if "url" in button:
        return shown | {"kind": "url", "url": button["url"]}
    if "copy_text" in button:
        return shown | {"kind": "copy", "copy": button["copy_text"]["text"]}
    return shown | {"kind": "callback"}


def _media(world: World, json: Json) -> Json | None:
    kind = kind_of(json)
    if kind == "text":
        return None
    media = json[kind][-1] if kind == "photo" else json[kind]
    try:
        stored = world.files.by_id(file_id_of(json))
    except Refused:
        return None
    return {
        "kind": kind,
        "url": f"/page/api/files/{stored.key}",
        "width": media.get("width"),
        "height": media.get("height"),
        "duration": media.get("duration"),
        "name": stored.name,
        "size": len(stored.data),
        "mime": stored.shape.mime,
    }


def html(words: str, entities: list[Json]) -> str:
    """Escaped text with its entities as tags; line ends stay."""
    units = words.encode("utf-16-le", "surrogatepass")
    ordered = sorted(entities, key=lambda e: (e["offset"], -e["length"]))
    return _within(units, ordered, 0, len(units) // 2)


def _within(units: bytes, entities: list[Json], start: int, end: int) -> str:
    parts, at, index = [], start, 0
    while index < len(entities):
        entity = entities[index]
        first, last = max(entity["offset"], at), min(entity["offset"] + entity["length"], end)
        inner = [e for e in entities[index + 1 :] if e["offset"] < last]
        opening, closing = _tags(entity, _text(units, first, last))
        parts += [escape(_text(units, at, first)), opening, _within(units, inner, first, last), closing]
        at, index = max(at, last), index + 1 + len(inner)
    return "".join([*parts, escape(_text(units, at, end))])


def _text(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")


def _tags(entity: Json, inside: str) -> tuple[str, str]:
    kind: Any = entity["type"]
    if kind in WRAPS:
        return WRAPS[kind]
    if kind == "bot_command":
        return f'<a class="command" data-command="{escape(inside)}" href="#">', "</a>"
    if kind == "date_time":
        moment = datetime.fromtimestamp(entity["unix_time"], UTC).isoformat()
        return f'<time datetime="{moment}">', "</time>"
    address = entity.get("url") or (inside if kind == "url" else "")
    if address.startswith(("http://", "https://", "tg://", "mailto:", "tel:")):
        return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return "", ""
