"""How parameters become a form and answers become values."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from mimetypes import guess_type
from secrets import token_hex
from typing import Any

import orjson
from telegram.request import RequestData
from yarl import URL

_FORM = b"application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send along; its name says what kind it is."""

    name: str
    content: bytes


class Form:
    """Parameters given as plain values, for calls that go past PTB's `Bot`; None is left out.

    `on_wire` wants to know when they have left.
    """

    __slots__ = ("contains_files", "json_parameters", "multipart_data", "on_wire")

    def __init__(self, payload: Mapping[str, object], on_wire: Callable[[], None] | None = None) -> None:
        self.on_wire = on_wire
        self.json_parameters: dict[str, str] = {}
        self.multipart_data: dict[str, tuple[str, bytes, str]] = {}
        for name, value in payload.items():
            if isinstance(value, Upload):
                kind = guess_type(value.name)[0] or "application/octet-stream"
                self.multipart_data[name] = (value.name, value.content, kind)
            elif value is not None:
                self.json_parameters[name] = _text(value)
        self.contains_files = bool(self.multipart_data)


def body(data: RequestData | Form | None) -> bytes:
    """The rest of a request after its first lines: what `data` is, how long it is, and all of it."""
    if data is None:
        return b"\r\n"
    kind, content = _multipart(data) if data.contains_files else (_FORM, encoded(data))
    return b"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (kind, len(content), content)


def encoded(data: RequestData | Form) -> bytes:
    """`data` as application/x-www-form-urlencoded; half a surrogate pair becomes a question mark."""
    whole = {name: value.encode("utf-8", "replace").decode() for name, value in data.json_parameters.items()}
    # This address library writes forms six times faster than the standard library's.
    return URL.build(query=whole).raw_query_string.encode()


def _multipart(data: RequestData | Form) -> tuple[bytes, bytes]:
    """Values and files as multipart/form-data (RFC 7578)."""
    line = token_hex(16).encode()
    parts = [_part(name, value.encode("utf-8", "replace")) for name, value in data.json_parameters.items()]
    for name, (filename, content, mime) in data.multipart_data.items():
        parts.append(_part(name, _whole(content), f'; filename="{_quoted(filename)}"', mime))
    whole = b"".join(b"--%s\r\n%s\r\n" % (line, part) for part in parts) + b"--%s--\r\n" % line
    return b"multipart/form-data; boundary=" + line, whole


def _part(name: str, content: bytes, named: str = "", mime: str = "text/plain; charset=utf-8") -> bytes:
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"{named}\r\nContent-Type: {mime}\r\n\r\n'
    return head.encode() + content


def _quoted(name: str) -> str:
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _whole(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    content.seek(0)  # a repeat finds it read to its end
    return bytes(content.read())


def parsed(payload: bytes) -> object:
    """The JSON value in `payload`, or None when there is none that can be read."""
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        return _patiently_parsed(payload)


def _patiently_parsed(payload: bytes) -> object:
    # orjson refuses lone surrogates, broken UTF-8 and a byte order mark; one such name must not hold up
    # everybody's updates.
    try:
        return json.loads(payload.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        # Half a surrogate pair in somebody's own words, which orjson refuses and JSON can tell.
        return json.dumps(value)
