"""What Lumbo reads of a message: PTB makes an object of every part it is given, down to each button."""

from collections.abc import Mapping
from typing import Any

_READ = ("message_id", "date", "chat", "photo", "animation", "document", "video")
_SIZE = ("file_id", "file_unique_id", "width", "height", "duration")


def message(whole: Mapping[str, Any]) -> dict[str, Any]:
    """A message of the bot's own that was tapped, without its words, marks and buttons."""
    kept = {name: whole[name] for name in _READ if name in whole}
    film = kept.get("animation")
    if isinstance(film, dict):
        kept["animation"] = {name: film[name] for name in _SIZE if name in film}
        # For older clients Telegram tells the same film a second time.
        kept.pop("document", None)
    return kept


def update(whole: dict[str, Any]) -> dict[str, Any]:
    """An update with no more of a tapped message than is read of it."""
    query = whole.get("callback_query")
    tapped = query.get("message") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(tapped, dict):
        return whole
    return {**whole, "callback_query": {**query, "message": message(tapped)}}
