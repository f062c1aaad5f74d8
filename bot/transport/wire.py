"""How parameters become a form and answers become values."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from mimetypes import guess_type

import orjson
from telegram.request import RequestData
from yarl import URL


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send along; its name says what kind it is."""

    name: str
    content: bytes


class Form:
    """Parameters given as plain values, for calls that go past PTB's `Bot`; None is left out.

    They leave within `crossing`.
    """

    __slots__ = ("contains_files", "crossing", "json_parameters", "multipart_data")

    def __init__(
        self, payload: Mapping[str, object], crossing: AbstractContextManager[None] | None = None
    ) -> None:
        self.crossing = crossing
        self.json_parameters: dict[str, str] = {}
        self.multipart_data: dict[str, tuple[str, bytes, str]] = {}
        for name, value in payload.items():
            if isinstance(value, Upload):
                kind = guess_type(value.name)[0] or "application/octet-stream"
                self.multipart_data[name] = (value.name, value.content, kind)
            elif value is not None:
                self.json_parameters[name] = _text(value)
        self.contains_files = bool(self.multipart_data)


def encoded(data: RequestData | Form) -> bytes:
    """`data` as application/x-www-form-urlencoded; half a surrogate pair becomes a question mark."""
    whole = {name: value.encode("utf-8", "replace").decode() for name, value in data.json_parameters.items()}
    # The address library that aiohttp brings writes forms six times faster than the standard library's.
    return URL.build(query=whole).raw_query_string.encode()


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
