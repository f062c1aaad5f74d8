"""What comes in from Telegram, as values that hold what is read of it and no more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram.constants import ChatType, MessageAttachmentType

from bot.transport import shape

_PICTURES = ("photo", "animation", "document", "video")
_SENT = (*MessageAttachmentType, "checklist")
_COMMAND = re.compile(r"/\w")
_THERE = {"member", "administrator", "creator"}


@dataclass(frozen=True, slots=True)
class Sender:
    """A person in their private chat with the bot; the chat has the person's own number."""

    id: int
    language: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """The message below which a button was tapped; Telegram lets no `lost` one be edited any more."""

    message_id: int
    has_picture: bool
    lost: bool


@dataclass(frozen=True, slots=True)
class Tap:
    """A button was tapped; `data` is what it carries, and Telegram waits for an answer to `query_id`."""

    sender: Sender | None
    query_id: str
    data: str | None
    tapped: Tapped | None


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote or sent something: a command, a place, a text, or anything else with its `caption`."""

    sender: Sender | None
    chat_id: int
    text: str
    caption: str
    is_command: bool
    place: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Membership:
    """The person blocked the bot (not `there`), or is back."""

    sender: Sender | None
    there: bool


Incoming = Tap | Said | Membership


def read(raw: Mapping[str, Any]) -> Incoming | None:
    """The value of an update; None for what nobody handles, Malformed for what is no update.

    `sender` is None for a group, a channel or another bot.
    """
    shape.check(raw)
    if query := raw.get("callback_query"):
        return _tap(query)
    if message := raw.get("message"):
        return _said(message)
    if (message := raw.get("edited_message")) and not message.get("location"):
        # A place that moves on (a live location) is no new answer each time.
        return _said(message)
    if change := raw.get("my_chat_member"):
        there = change["new_chat_member"]["status"] in _THERE
        return Membership(_sender(change, change["chat"]), there)
    return None


def _tap(query: Mapping[str, Any]) -> Tap:
    message = query.get("message")
    if not message:
        # Too old for Telegram to tell; our buttons stand in private chats only, so it is the tapper's own.
        return Tap(_sender(query, _own_chat(query["from"])), query["id"], query.get("data"), None)
    has_picture = any(message.get(kind) for kind in _PICTURES)
    tapped = Tapped(message["message_id"], has_picture, lost=not message["date"])
    return Tap(_sender(query, message["chat"]), query["id"], query.get("data"), tapped)


def _own_chat(who: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"id": who["id"], "type": ChatType.PRIVATE}


def _said(message: Mapping[str, Any]) -> Said | None:
    text, place = message.get("text") or "", message.get("location")
    if not text and not any(message.get(kind) for kind in _SENT):
        return None  # a note of Telegram's own, such as a pinned message
    return Said(
        _sender(message, message["chat"]),
        message["chat"]["id"],
        text,
        message.get("caption") or "",
        is_command=bool(_COMMAND.match(text)),
        place=(place["latitude"], place["longitude"]) if place else None,
    )


def _sender(part: Mapping[str, Any], chat: Mapping[str, Any]) -> Sender | None:
    who = part.get("from")
    alone = who and not who["is_bot"] and chat["type"] == ChatType.PRIVATE and chat["id"] == who["id"]
    return Sender(who["id"], (who.get("language_code") or "en")[:16]) if who and alone else None
