"""Telegram's file ids of our pictures: each picture is uploaded once for each bot."""

from sqlmodel import col, delete, select

from db.engine import Tx
from db.tables import PictureRow


async def file_id(tx: Tx, bot_id: int, content_hash: str) -> str | None:
    """The file id of the picture at this bot, if it was uploaded before."""
    statement = select(PictureRow.file_id).where(
        PictureRow.bot_id == bot_id, PictureRow.content_hash == content_hash
    )
    return (await tx.exec(statement)).first()


async def remember(tx: Tx, bot_id: int, content_hash: str, file_id: str) -> None:
    """Keep the file id of an upload; a later one replaces it."""
    await tx.merge(PictureRow(bot_id=bot_id, content_hash=content_hash, file_id=file_id))


async def forget(tx: Tx, bot_id: int, content_hash: str) -> None:
    """Drop a file id that Telegram no longer knows."""
    await tx.exec(
        delete(PictureRow).where(
            col(PictureRow.bot_id) == bot_id, col(PictureRow.content_hash) == content_hash
        )
    )
