"""Typed reading of one table of a content file, which notes every problem, not only the first."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from content.error import ContentError

Choice = TypeVar("Choice", bound=StrEnum)


def utf16_length(text: str) -> int:
    """The length of `text` as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


class Fields:
    """The keys of one table. A wrong value is noted in `problems` and a harmless one is given instead,
    so a caller must look at `problems` before it uses what it has read.
    """

    def __init__(
        self, file: str, table: Mapping[str, object], problems: list[ContentError], path: str = ""
    ) -> None:
        self.file = file
        self.problems = problems
        self._table = table
        self._path = path
        self._read: set[str] = set()

    def complain(self, key: str, remedy: str) -> None:
        """Note a problem of `key`; `remedy` says what to write instead."""
        self.problems.append(ContentError(self.file, self._path + key, remedy))

    def has(self, key: str) -> bool:
        """Whether the table holds `key`."""
        return key in self._table

    def text(self, key: str, most: int) -> str:
        """A sentence of 1 to `most` UTF-16 units, without blanks at its ends."""
        value = self._value(key, "write a text in quotes")
        return self._text(key, value, most)

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """A list of at least one text."""
        value = self._value(key, "write a list of texts")
        if not isinstance(value, list) or not value:
            self.complain(key, 'write a list with at least one text, like ["..."]')
            return ()
        return tuple(filter(None, (self._text(key, item, most) for item in value)))

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = self._value(key, f"write a number from {least} to {most}")
        if type(value) is int and least <= value <= most:
            return value
        self.complain(key, f"write a whole number from {least} to {most}, not {value!r}")
        return least

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One value of the enumeration `kind`."""
        return self._member(key, kind, self._value(key, f"write one of {_names(kind)}"))

    def choices(self, key: str, kind: type[Choice]) -> frozenset[Choice]:
        """A list, empty or left out, of values of the enumeration `kind`."""
        value = self._value(key, "") if self.has(key) else []
        if not isinstance(value, list):
            self.complain(key, f"write a list of {_names(kind)}")
            return frozenset()
        return frozenset(self._member(key, kind, item) for item in value)

    def table(self, key: str) -> "Fields":
        """The sub-table `[key]`."""
        value = self._value(key, f"add a table [{key}]")
        if not isinstance(value, dict):
            self.complain(key, f"add a table [{key}]")
            value = {}
        return Fields(self.file, value, self.problems, f"{self._path}{key}.")

    def finish(self) -> None:
        """Complain about every key that nobody has asked for: most often a slip of the pen."""
        for key in self._table.keys() - self._read:
            self.complain(key, "remove it, or mend its spelling: no such key is known here")

    def _value(self, key: str, remedy: str) -> object:
        self._read.add(key)
        if key not in self._table:
            self.complain(key, f"it is missing; {remedy}")
        return self._table.get(key)

    def _text(self, key: str, value: object, most: int) -> str:
        if not isinstance(value, str) or not value.strip() or value != value.strip():
            self.complain(key, "write a text that neither begins nor ends with a blank")
            return ""
        if (length := utf16_length(value)) > most:
            self.complain(key, f"shorten it to {most} characters: {value[:30]!r}... has {length}")
            return ""
        return value

    def _member(self, key: str, kind: type[Choice], value: object) -> Choice:
        for member in kind:
            if member.value == value:
                return member
        self.complain(key, f"write one of {_names(kind)}, not {value!r}")
        return next(iter(kind))


def _names(kind: type[StrEnum]) -> str:
    return ", ".join(member.value for member in kind)
