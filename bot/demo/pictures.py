"""Reads the size of pictures and films from their bytes, and refuses what Telegram could not process."""

import struct
from dataclasses import dataclass
from typing import Final

from bot.demo.wire import Refused

FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
MAX_SIDES: Final = 10_000
MAX_RATIO: Final = 20


@dataclass(frozen=True)
class Shape:
    """What the bytes are: MIME type, size in pixels, duration in whole seconds."""

    mime: str
    width: int = 0
    height: int = 0
    duration: int = 0


def photo_shape(data: bytes) -> Shape:
    """The shape of a PNG or JPEG; refused when it is neither, is broken or too large."""
    shape = _png(data) if data.startswith(b"\x89PNG\r\n\x1a\n") else _jpeg(data)
    if shape is None:
        raise Refused("IMAGE_PROCESS_FAILED")
    long, short = max(shape.width, shape.height), min(shape.width, shape.height)
    if short < 1 or long + short > MAX_SIDES or long > MAX_RATIO * short:
        raise Refused("PHOTO_INVALID_DIMENSIONS")
    return shape


def film_shape(data: bytes) -> Shape:
    """The shape of an MP4 or GIF; refused when it is neither."""
    if data[:6] in (b"GIF87a", b"GIF89a") and data.rstrip(b"\0").endswith(b"\x3b"):
        width, height = struct.unpack_from("<HH", data, 6)
        return Shape("image/gif", width, height)
    if data[4:8] == b"ftyp" and (movie := box(data, b"moov")):
        return _movie(movie)
    raise Refused("wrong type of the web page content")


def any_shape(data: bytes, mime: str) -> Shape:
    """The shape of any document: its MIME type as the sender named it."""
    return Shape(mime or "application/octet-stream")


def _png(data: bytes) -> Shape | None:
    at, names = 8, []
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        names.append(data[at + 4 : at + 8])
        at += 12 + length
    whole = at == len(data) and names[:1] == [b"IHDR"] and b"IDAT" in names and names[-1] == b"IEND"
    return Shape("image/png", *struct.unpack_from(">II", data, 16)) if whole else None


def _jpeg(data: bytes) -> Shape | None:
    if not data.startswith(b"\xff\xd8") or b"\xff\xd9" not in data[-64:]:
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return Shape("image/jpeg", width, height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def box(data: bytes, name: bytes) -> bytes:
    """The content of the first MP4 box of that name on this level; empty when there is none."""
    at = 0
    while at + 8 <= len(data):
        length, found = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        head = 16 if length == 1 else 8
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        length = length or len(data) - at
        if found == name:
            return data[at + head : at + length]
        at += max(length, 8)
    return b""


def _movie(movie: bytes) -> Shape:
    header, track = box(movie, b"mvhd"), box(box(movie, b"trak"), b"tkhd")
    if len(header) < 32 or len(track) < 84:
        raise Refused("wrong type of the web page content")
    layout, at = (">IQ", 20) if header[0] else (">II", 12)
    scale, length = struct.unpack_from(layout, header, at)
    width, height = struct.unpack(">II", track[-8:])
    return Shape("video/mp4", width >> 16, height >> 16, round(length / scale) if scale else 0)
