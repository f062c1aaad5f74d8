"""Telegram's HTML parse mode, as strict as Telegram: markup in, plain text and entities out."""

import re
from typing import Any, Final

from bot.demo.tags import END, PLAIN_TAGS, Open, Tag, entity_of, read_attributes, reference
from bot.demo.wire import Json, Refused, utf16

TAGS: Final = frozenset({*PLAIN_TAGS, "a", "code", "blockquote", "tg-emoji", "tg-time"})
FOUND: Final = re.compile(r"(?<![\w/])(/[a-zA-Z0-9_]{1,64}(?:@\w+)?)(?![\w/])|(https?://[^\s<>\"]+[\w/])")


class Markup:
    """One reading of a marked-up text."""

    def __init__(self, source: str) -> None:
        self.source = source.replace(END, " ") + END
        self.at = 0
        self.plain: list[str] = []
        self.length = 0
        self.open: list[Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        """The plain text and its entities; refused where Telegram would refuse."""
        while (char := self.source[self.at]) != END:
            if char == "<":
                self._tag()
                continue
            char, width = reference(self.source, self.at) if char == "&" else (char, 1)
            self.plain.append(char)
            self.length += utf16(char)
            self.at += width
        if self.open:
            self.fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag.name}"')
        return "".join(self.plain), sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def fail(self, why: str) -> Any:
        """Refuse in Telegram's words."""
        raise Refused(f"can't parse entities: {why}")

    def byte(self, at: int) -> int:
        """Where a character stands, counted in UTF-8 bytes."""
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.source[self.at] == "/":
            self._close(begin)
        else:
            self._begin(begin)

    def _word(self) -> str:
        start = self.at
        while not self.source[self.at].isspace() and self.source[self.at] not in (">", END):
            self.at += 1
        return self.source[start : self.at]

    def _begin(self, begin: int) -> None:
        name = self._word().lower()
        if self.source[self.at] == END:
            self.fail(f"Unclosed start tag at byte offset {self.byte(begin)}")
        if name not in TAGS:
            self.fail(f'Unsupported start tag "{name}" at byte offset {self.byte(begin)}')
        attributes = read_attributes(self, name, begin)
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            self.fail(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}')
        self.open.append(Open(Tag(name, attributes), self.length, len(self.plain)))

    def _close(self, begin: int) -> None:
        if not self.open:
            self.fail(f"Unexpected end tag at byte offset {self.byte(begin)}")
        self.at += 1
        name = self._word()
        while self.source[self.at].isspace():
            self.at += 1
        if self.source[self.at] != ">":
            self.fail(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag.name:
            self.fail(
                f"Unmatched end tag at byte offset {self.byte(begin)},"
                f' expected "</{opened.tag.name}>", found "</{name}>"'
            )
        self._keep(opened)

    def _keep(self, opened: Open) -> None:
        length = self.length - opened.offset
        entity = entity_of(self, opened.tag, "".join(self.plain[opened.index :]))
        if entity is None or not length:
            return
        place = {"offset": opened.offset, "length": length}
        inner = self.entities[-1] if self.entities else {}
        if opened.tag.name == "pre" and inner.get("type") == "code" and place.items() <= inner.items():
            entity |= {k: v for k, v in self.entities.pop().items() if k == "language"}
        if entity["type"] == "code":
            self._keep_code(entity, place)
        else:
            self.entities.append(entity | place)

    def _keep_code(self, entity: Json, place: Json) -> None:
        inside_pre = bool(self.open) and self.open[-1].tag.name == "pre"
        if not inside_pre:
            entity.pop("language", None)
        self.entities.append(entity | place)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of a text in HTML parse mode, spaces at both ends cut as Telegram does."""
    return trimmed(*Markup(source).read())


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut the white space at both ends and move the entities along."""
    lead = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    whole = utf16(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, whole)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return text, kept


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """The entities together with the commands and addresses that Telegram finds by itself."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in OPAQUE]
    found = []
    for match in FOUND.finditer(text):
        start, length = utf16(text[: match.start()]), utf16(match[0])
        if not any(start < end and begin < start + length for begin, end in taken):
            kind = "bot_command" if match[1] else "url"
            found.append({"type": kind, "offset": start, "length": length})
    return sorted([*entities, *found], key=lambda e: (e["offset"], -e["length"]))


OPAQUE: Final = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"})
