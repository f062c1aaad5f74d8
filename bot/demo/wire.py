"""What goes over the wire: a call of a Bot API method, and Telegram's way to refuse one."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]
TRUE_WORDS: Final = frozenset({"true", "1", "yes", "y", "t"})


class Refused(Exception):
    """The method is refused with Telegram's error code and description."""

    def __init__(self, description: str, code: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = f"{PREFIXES[code]}{description}" if code in PREFIXES else description
        self.parameters = parameters

    def body(self) -> Json:
        """The JSON that Telegram answers with."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


PREFIXES: Final = {400: "Bad Request: ", 403: "Forbidden: ", 409: "Conflict: ", 429: "Too Many Requests: "}


@dataclass(frozen=True)
class Upload:
    """A file as the bot sent it."""

    name: str
    data: bytes
    mime: str


@dataclass(frozen=True)
class Call:
    """One call of a method: its parameters as text or JSON values, and the files beside them."""

    method: str
    params: Json
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter as text; empty when it is missing."""
        value = self.params.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """The parameter as a number; None when it is missing or is no number."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """The parameter as yes or no, in any spelling that Telegram takes."""
        return self.text(name).lower() in TRUE_WORDS

    def data(self, name: str) -> Any:
        """The parameter read as JSON; None when it is missing, refused when it is not JSON."""
        value = self.params.get(name)
        if value is None or value == "" or not isinstance(value, str):
            return value or None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(f"can't parse {name.replace('_', ' ')} JSON object") from None

    @property
    def chat_id(self) -> int | None:
        """The chat that the call is about."""
        return self.integer("chat_id")


def utf16(text: str) -> int:
    """Length in UTF-16 units, which is how Telegram counts text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
