"""The shape of an update: the parts that are read of it are of the kinds that Telegram documents.

A broken part is noticed here, at the door, and not deep inside a handler.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

# Telegram's numbers of people and chats have at most 52 bits; no database takes more than 63.
Number = Annotated[int, Field(gt=-(2**63), lt=2**63)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _User(_Part):
    id: Number
    is_bot: bool
    language_code: str | None = None


class _Chat(_Part):
    id: Number
    type: str


class _Location(_Part):
    latitude: float
    longitude: float


class _Message(_Part):
    message_id: Number
    date: int
    chat: _Chat
    sender: _User | None = Field(None, alias="from")
    text: str | None = None
    caption: str | None = None
    location: _Location | None = None


class _Query(_Part):
    id: str
    sender: _User = Field(alias="from")
    message: _Message | None = None
    data: str | None = None


class _Member(_Part):
    status: str


class _Membership(_Part):
    chat: _Chat
    sender: _User = Field(alias="from")
    new_chat_member: _Member


class _Update(_Part):
    update_id: int = Field(ge=0)
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Query | None = None
    my_chat_member: _Membership | None = None


class Malformed(Exception):
    """What came is no update that Telegram documents."""


def check(raw: object) -> None:
    """Raise Malformed unless `raw` can be read; fields that nobody reads may be anything."""
    try:
        _Update.model_validate(raw)
    except (ValidationError, RecursionError):
        # Without the cause: it quotes what was sent.
        raise Malformed from None
