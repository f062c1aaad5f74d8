"""Small valid pictures and films, made here byte by byte."""

import struct
import zlib


def png(width: int = 4, height: int = 3, shade: int = 0) -> bytes:
    """A grey PNG."""
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def gif(width: int = 4, height: int = 3) -> bytes:
    """The frame of a GIF, without pictures."""
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b"\x3b"


def mp4(width: int = 320, height: int = 240, seconds: int = 2) -> bytes:
    """The headers of an MP4, without frames."""
    movie = bytes(12) + struct.pack(">II", 1000, seconds * 1000) + bytes(80)
    track = bytes(76) + struct.pack(">II", width << 16, height << 16)
    trak = _box(b"trak", _box(b"tkhd", track))
    return _box(b"ftyp", b"isom" + bytes(4)) + _box(b"moov", _box(b"mvhd", movie) + trak)


def _box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data
