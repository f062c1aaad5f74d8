"""The pictures of an exercise: found by name, and opened far enough to know that they are pictures."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from content.error import ContentError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Telegram refuses a photo above these (https://core.telegram.org/bots/api#sendphoto).
MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_PHOTO_SIDES = 10_000
MAX_PHOTO_RATIO = 20

MIRROR = "_mirror"


@dataclass(frozen=True)
class Picture:
    """A committed picture file: a still (PNG) or a silent loop (MP4)."""

    path: Path

    def __fspath__(self) -> str:
        return str(self.path)

    @property
    def moving(self) -> bool:
        """Whether it is sent as an animation rather than as a photo."""
        return self.path.suffix == ".mp4"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content in hex: a new drawing gets a new upload. Read from disk at first use."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Pictures:
    """What there is to show of one exercise, on one side of the body."""

    stills: tuple[Picture, ...]
    loop: Picture | None = None
    easier: Picture | None = None

    def all(self) -> Iterator[Picture]:
        """Every picture in it."""
        yield from self.stills
        yield from (picture for picture in (self.loop, self.easier) if picture)


def find(folder: Path, exercise_id: str, suffix: str = "") -> Pictures:
    """The pictures in `folder` that belong to an exercise; `suffix` MIRROR asks for the other side's."""
    return Pictures(
        stills=tuple(_numbered(folder, exercise_id, suffix)),
        loop=_existing(folder / f"{exercise_id}_loop{suffix}.mp4"),
        easier=_existing(folder / f"{exercise_id}_easier{suffix}.png"),
    )


def check(picture: Picture) -> ContentError | None:
    """What keeps Telegram from showing this file, if anything."""
    try:
        with picture.path.open("rb") as file:
            head = file.read(24)
        remedy = _mp4_problem(head) if picture.moving else _png_problem(head, picture.path.stat().st_size)
    except OSError as error:
        remedy = f"make it readable: {error.strerror}"
    return ContentError(f"content/pictures/{picture.path.name}", "file", remedy) if remedy else None


def _numbered(folder: Path, exercise_id: str, suffix: str) -> Iterator[Picture]:
    number = 1
    while picture := _existing(folder / f"{exercise_id}_{number}{suffix}.png"):
        yield picture
        number += 1


def _existing(path: Path) -> Picture | None:
    return Picture(path) if path.is_file() else None


def _mp4_problem(head: bytes) -> str:
    return "" if head[4:8] == b"ftyp" else "draw it again with `make pictures`: this is no MP4"


def _png_problem(head: bytes, size: int) -> str:
    if len(head) < 24 or not head.startswith(PNG_SIGNATURE) or head[12:16] != b"IHDR":
        return "draw it again with `make pictures`: this is no PNG"
    width, height = struct.unpack(">II", head[16:24])
    if min(width, height) < 1 or max(width, height) > MAX_PHOTO_RATIO * min(width, height):
        return f"make its sides more alike than {width} x {height}"
    if width + height > MAX_PHOTO_SIDES or size > MAX_PHOTO_BYTES:
        return f"make it smaller: {width} x {height}, {size} bytes is more than Telegram takes"
    return ""
