"""Telegram's file ids of our pictures: each picture is uploaded once for each bot."""

from sqlalchemy import select, text

from db.engine import Tx
from db.prepared import PICTURE, given, run

_ONE = given(PICTURE, bot_id="bot", content_hash="digest")
_GET = select(PICTURE.c.file_id).where(_ONE)
_PUT = text(
    "INSERT INTO picture (bot_id, content_hash, file_id) VALUES (:bot, :digest, :file_id)"
    " ON CONFLICT (bot_id, content_hash) DO UPDATE SET file_id = excluded.file_id"
)
_FORGET = PICTURE.delete().where(_ONE)


async def file_id(tx: Tx, bot_id: int, content_hash: str) -> str | None:
    """The file id of the picture at this bot, if it was uploaded before."""
    found: str | None = (await run(tx, _GET, bot=bot_id, digest=content_hash)).scalar()
    return found


async def remember(tx: Tx, bot_id: int, content_hash: str, file_id: str) -> None:
    """Keep the file id of an upload; a later one replaces it."""
    await run(tx, _PUT, bot=bot_id, digest=content_hash, file_id=file_id)


async def forget(tx: Tx, bot_id: int, content_hash: str) -> None:
    """Drop a file id that Telegram no longer knows."""
    await run(tx, _FORGET, bot=bot_id, digest=content_hash)
