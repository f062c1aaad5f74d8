"""What a person is shown: values that views make and `show` delivers; no Telegram here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from handlers.actions.kinds import Action


class Style(StrEnum):
    """The colour of a button: none, blue, green or red."""

    PLAIN = ""
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


class Medium(StrEnum):
    """How a picture is sent."""

    PHOTO = "photo"
    ANIMATION = "animation"


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what a tap on it means."""

    label: str
    action: Action
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Picture:
    """A committed file, or a card that is drawn when it has to be; equal `key`s show the same."""

    medium: Medium
    key: str
    name: str
    source: Path | Callable[[], bytes]

    def read(self) -> bytes:
        """The picture's bytes; takes a while, so not on the event loop."""
        return self.source.read_bytes() if isinstance(self.source, Path) else self.source()


@dataclass(frozen=True, slots=True)
class File:
    """A document to keep, such as the export."""

    name: str
    data: bytes


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML text, an optional picture or file, and rows of buttons.

    `session_id` marks the living message of a session, last shown in message `shown_in`;
    `caption_only` says that the picture already shown stays. `asks_location` offers a key that
    shares the place, and `drops_keys` takes it away again.
    """

    text: str
    rows: Rows = ()
    picture: Picture | None = None
    file: File | None = None
    silent: bool = False
    session_id: int | None = None
    shown_in: int | None = None
    caption_only: bool = False
    asks_location: str | None = None
    drops_keys: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one update: what takes the place of the tapped message, what follows, and the toast.

    `strip` takes the buttons off the tapped message and leaves the rest of it; `strips` names one more.
    `echo` answers words that changed nothing: many of them at once are answered once.
    """

    edit: Screen | None = None
    strip: bool = False
    strips: int | None = None
    send: tuple[Screen, ...] = ()
    toast: str = ""
    echo: bool = False
