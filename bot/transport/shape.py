"""The shape of an update: the parts that are read of it are of the kinds that Telegram documents.

A broken part is noticed here, at the door, and not deep inside a handler.
"""

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _User(_Part):
    id: int
    is_bot: bool
    first_name: str
    language_code: str | None = None


class _Chat(_Part):
    id: int
    type: str


class _Entity(_Part):
    type: str
    offset: int = Field(ge=0)
    length: int = Field(ge=0)


class _Location(_Part):
    latitude: float
    longitude: float


class _Message(_Part):
    message_id: int
    date: int
    chat: _Chat
    sender: _User | None = Field(None, alias="from")
    text: str | None = None
    caption: str | None = None
    entities: list[_Entity] = []
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
    date: int
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
