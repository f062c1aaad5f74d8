"""The tags of Telegram's HTML: their attributes, and the entity that each becomes."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.demo.wire import Json

if TYPE_CHECKING:
    from bot.demo.entities import Markup

END: Final = "\0"
PLAIN_TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "pre": "pre",
}
REFERENCE: Final = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));?")
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TIME_FORMAT: Final = re.compile(r"r|w?[dD]?[tT]?")


def reference(source: str, at: int) -> tuple[str, int]:
    """The character that a reference such as &amp; stands for and its length; a lone & is itself."""
    found = REFERENCE.match(source, at)
    if found is None:
        return source[at], 1
    name, decimal, hexadecimal = found.groups()
    code = int(decimal) if decimal else int(hexadecimal or "0", 16)
    if not name and not 0 < code < 0x110000:
        return source[at], 1
    return NAMED[name] if name else chr(code), len(found[0])


@dataclass(frozen=True)
class Tag:
    """An opening tag."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True)
class Open:
    """A tag that waits for its end: where its text starts, in UTF-16 units and in collected characters."""

    tag: Tag
    offset: int
    index: int


def read_attributes(markup: "Markup", tag: str, begin: int) -> dict[str, str]:
    """The attributes up to the closing `>`; a name without a value counts as "1"."""
    attributes: dict[str, str] = {}
    while _skip_space(markup) != ">":
        name = _attribute_name(markup, tag, begin)
        if _skip_space(markup) == "=":
            markup.at += 1
            _skip_space(markup)
            attributes[name] = _value(markup)
        else:
            attributes[name] = "1"
        if markup.source[markup.at] == END:
            markup.fail(f'Unclosed start tag "{tag}" at byte offset {markup.byte(begin)}')
    return attributes


def _skip_space(markup: "Markup") -> str:
    while markup.source[markup.at].isspace():
        markup.at += 1
    return markup.source[markup.at]


def _attribute_name(markup: "Markup", tag: str, begin: int) -> str:
    start = markup.at
    while not markup.source[markup.at].isspace() and markup.source[markup.at] not in "=>/\"'" + END:
        markup.at += 1
    if start == markup.at:
        where = markup.byte(begin)
        if markup.source[start] == END:
            markup.fail(f'Unclosed start tag "{tag}" at byte offset {where}')
        markup.fail(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
    return markup.source[start : markup.at]


def _value(markup: "Markup") -> str:
    quote = markup.source[markup.at]
    return _quoted(markup, quote) if quote in "\"'" else _token(markup)


def _token(markup: "Markup") -> str:
    start = markup.at
    while re.match(r"[A-Za-z0-9.-]", markup.source[markup.at]):
        markup.at += 1
    after = markup.source[markup.at]
    if not after.isspace() and after not in (">", END):
        markup.fail(f"Unexpected end of name token at byte offset {markup.byte(start)}")
    return markup.source[start : markup.at].lower()


def _quoted(markup: "Markup", quote: str) -> str:
    value = []
    markup.at += 1
    while (char := markup.source[markup.at]) not in (quote, END):
        char, width = reference(markup.source, markup.at) if char == "&" else (char, 1)
        value.append(char)
        markup.at += width
    if markup.source[markup.at] == quote:
        markup.at += 1
    return "".join(value)


def entity_of(markup: "Markup", tag: Tag, inside: str) -> Json | None:
    """The entity that a closed tag becomes; None when Telegram drops it silently."""
    if tag.name in PLAIN_TAGS:
        return {"type": PLAIN_TAGS[tag.name]}
    match tag.name:
        case "a":
            return _link(tag.attributes.get("href") or inside)
        case "code":
            language = tag.attributes.get("class", "").removeprefix("language-")
            return {"type": "code"} | ({"language": language} if language else {})
        case "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"}
        case "tg-emoji":
            return _emoji(markup, tag.attributes.get("emoji-id", ""))
        case _:
            return _time(markup, tag.attributes)


def _link(address: str) -> Json | None:
    if re.match(r"(https?|tg|tonsite)://\S+|mailto:\S+|tel:\S+", address):
        return {"type": "text_link", "url": address}
    if re.match(r"[\w-]+(\.[\w-]+)+(/\S*)?$", address):
        return {"type": "text_link", "url": f"http://{address}"}
    return None


def _emoji(markup: "Markup", identifier: str) -> Json:
    if not identifier.isdigit() or not 0 < int(identifier) < 2**63:
        markup.fail("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": identifier}


def _time(markup: "Markup", attributes: dict[str, str]) -> Json:
    # The wording of these two refusals is a guess: no public text of them was found.
    if not re.fullmatch(r"\d{1,10}", attributes.get("unix", "")):
        markup.fail("Invalid Unix time specified")
    shape = attributes.get("format", "")
    if not TIME_FORMAT.fullmatch(shape):
        markup.fail("Invalid date-time format specified")
    entity: Json = {"type": "date_time", "unix_time": int(attributes["unix"])}
    return entity | ({"date_time_format": shape} if shape else {})
