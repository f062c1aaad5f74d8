"""The journal: what the bot asked of Telegram, and what became of it. The truth that a checker reads."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from bot.demo.wire import Call, Json


@dataclass(frozen=True)
class Entry:
    """One call. `accepted` means that it had its effect, whatever the bot was told."""

    number: int
    at: str
    method: str
    chat_id: int | None
    params: Json
    accepted: bool
    code: int
    result: Any


class Journal:
    """Keeps every entry in memory, and every accepted one on disk before the bot is answered."""

    def __init__(self, path: Path | None) -> None:
        self.entries: list[Entry] = []
        self._file: TextIO | None = path.open("a", encoding="utf-8") if path else None

    def note(self, call: Call, chat_id: int | None, at: str, code: int, result: Any) -> None:
        """Write one call down; code 200 means accepted."""
        shown = call.params | {name: _upload(call, name) for name in call.files}
        entry = Entry(len(self.entries) + 1, at, call.method, chat_id, shown, code == 200, code, result)
        self.entries.append(entry)
        if self._file and entry.accepted:
            self._file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
            self._file = None


def _upload(call: Call, name: str) -> Json:
    upload = call.files[name]
    return {"file": upload.name, "size": len(upload.data), "mime": upload.mime}
