"""The files that Telegram keeps: one file id per bot and content, and what may be sent as what."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Final

from bot.demo.pictures import Shape, any_shape, film_shape, photo_shape
from bot.demo.wire import Call, Json, Refused, Upload

MEGABYTE: Final = 1024 * 1024
LIMITS: Final = {"photo": 10 * MEGABYTE}
LARGEST: Final = 50 * MEGABYTE
WRONG_ID: Final = "wrong file identifier/HTTP URL specified"
PHOTO_SIDES: Final = (90, 320, 1280)
FOLDERS: Final = {"photo": "photos", "animation": "animations", "video": "videos", "document": "documents"}


@dataclass(frozen=True)
class Stored:
    """A file that was uploaded once and can be sent again by its id."""

    key: str
    kind: str
    name: str
    data: bytes
    shape: Shape

    @property
    def path(self) -> str:
        """Where getFile says that it can be fetched."""
        suffix = self.name.rpartition(".")[2] or "bin"
        return f"{FOLDERS[self.kind]}/file_{self.key[:12]}.{suffix}"


class Files:
    """All files of one bot."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._by_id: dict[str, Stored] = {}
        self._by_key: dict[str, Stored] = {}
        self._by_path: dict[str, Stored] = {}

    def take(self, call: Call, kind: str, given: str) -> Stored:
        """The file that a parameter names: an upload in this call or the id of an earlier one."""
        part = given.removeprefix("attach://") if given.startswith("attach://") else ""
        if part:
            upload = call.files.get(part)
            if upload is None:
                raise Refused(f'file "{part}" not found')
            return self._keep(kind, upload)
        if given.startswith(("http://", "https://")):
            raise Refused("failed to get HTTP URL content")
        return self._known(kind, given)

    def _known(self, kind: str, file_id: str) -> Stored:
        stored = self.by_id(file_id)
        if stored.kind != kind:
            raise Refused(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored

    def _keep(self, kind: str, upload: Upload) -> Stored:
        if not upload.data:
            raise Refused("file must be non-empty")
        if len(upload.data) > LIMITS.get(kind, LARGEST):
            raise Refused("Request Entity Too Large", code=413)
        shape = _shape(kind, upload)
        name = upload.name if kind == "document" else ""
        key = hashlib.sha256(f"{kind}\0{name}\0".encode() + upload.data).hexdigest()[:32]
        stored = self._by_key.setdefault(key, Stored(key, kind, upload.name, upload.data, shape))
        self._by_path[stored.path] = stored
        return stored

    def file_id(self, stored: Stored, size: int = 0) -> str:
        """The bot's own id of a file, or of one size of a photo."""
        digest = hashlib.sha256(f"{self._token}\0{stored.key}\0{size}".encode()).digest()
        file_id = "AgACAgIAAx" + base64.urlsafe_b64encode(digest + digest[:6]).decode().rstrip("=")
        self._by_id[file_id] = stored
        return file_id

    def by_id(self, file_id: str) -> Stored:
        """The file of an id; refused when this bot never had it."""
        if file_id not in self._by_id:
            raise Refused(WRONG_ID)
        return self._by_id[file_id]

    def by_key(self, key: str) -> Stored | None:
        """The file that the page shows under this key."""
        return self._by_key.get(key)

    def by_path(self, path: str) -> Stored | None:
        """The file behind a path of getFile."""
        return self._by_path.get(path)

    def forget_ids(self) -> None:
        """Make every id invalid, as Telegram may: the bot has to upload again."""
        self._by_id.clear()
        self._token += "'"

    def described(self, stored: Stored, size: int = 0) -> Json:
        """The fields that every file object of Telegram has."""
        return {
            "file_id": self.file_id(stored, size),
            "file_unique_id": f"AQAD{stored.key[:12]}{size or ''}",
            "file_size": len(stored.data),
        }

    def photo_sizes(self, stored: Stored) -> list[Json]:
        """A photo as Telegram lists it: small sizes first, the largest last."""
        width, height = stored.shape.width, stored.shape.height
        longest = max(width, height)
        sides = [side for side in PHOTO_SIDES if side < longest] + [min(longest, PHOTO_SIDES[-1])]
        return [
            self.described(stored, side)
            | {"width": max(width * side // longest, 1), "height": max(height * side // longest, 1)}
            for side in dict.fromkeys(sides)
        ]


def _shape(kind: str, upload: Upload) -> Shape:
    if kind == "photo":
        return photo_shape(upload.data)
    return any_shape(upload.data, upload.mime) if kind == "document" else film_shape(upload.data)
