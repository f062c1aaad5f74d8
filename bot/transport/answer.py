"""Reads an answer of HTTP/1.1 out of the bytes that have come so far."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_LONGEST_HEAD = 65_536
_FIRST_LINE = re.compile(rb"HTTP/1\.([01]) (\d{3})(?: [^\r\n]*)?\r\n")
_FIELD = re.compile(rb"([^\s:]+):[ \t]*([^\r\n]*)")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n")
_WITHOUT_BODY = (204, 304)

_Fields = Mapping[bytes, bytes]
_Found = tuple[bytes, int]


class Garbled(ValueError):
    """What came is no HTTP."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `stays` says whether its connection can carry another one."""

    status: int
    body: bytes
    date: str | None
    stays: bool


def read(data: bytes, *, over: bool = False) -> Answer | None:
    """The answer that `data` begins with, or None as long as something is missing; Garbled for anything else.

    `over` says that nothing more can come: what has no length of its own ends there.
    """
    end = data.find(b"\r\n\r\n")
    if end < 0 and len(data) < _LONGEST_HEAD:
        return None
    first = _FIRST_LINE.match(data)
    if end < 0 or first is None:
        raise Garbled
    if first[2].startswith(b"1"):
        return read(data[end + 4 :], over=over)  # "go on": the answer comes behind it
    fields = {name.lower(): value for name, value in _FIELD.findall(data, first.end(), end)}
    found = _body(data, end + 4, int(first[2]), fields, over)
    if found is None:
        return None
    closes = first[1] == b"0" or b"close" in fields.get(b"connection", b"").lower()
    date = fields.get(b"date")
    stays = not (closes or over) and found[1] == len(data)
    return Answer(int(first[2]), found[0], date.decode("latin-1") if date else None, stays)


def _body(data: bytes, start: int, status: int, fields: _Fields, over: bool) -> _Found | None:
    """The body and where it ends."""
    if status in _WITHOUT_BODY:
        return b"", start
    if b"chunked" in fields.get(b"transfer-encoding", b"").lower():
        return _joined(data, start)
    length = fields.get(b"content-length", b"").strip()
    if not length:
        return (data[start:], len(data)) if over else None
    if not length.isdigit():
        raise Garbled
    end = start + int(length)
    return (data[start:end], end) if len(data) >= end else None


def _joined(data: bytes, at: int) -> _Found | None:
    """A body that comes in chunks, each with its length before it; an empty one is the last."""
    pieces: list[bytes] = []
    while line := _CHUNK.match(data, at):
        start, size = line.end(), int(line[1], 16)
        if not size:
            end = data.find(b"\r\n\r\n", start - 2)
            return (b"".join(pieces), end + 4) if end >= 0 else None
        pieces.append(data[start : start + size])
        at = start + size + 2
        if data[at - 2 : at] not in (b"\r\n", b"\r", b""):
            raise Garbled
    if data.find(b"\r\n", at) >= 0:
        raise Garbled
    return None
