"""Which file ids Telegram gave our pictures, so that each is uploaded once for each bot."""

from dataclasses import dataclass, field

import db.pictures
from db.engine import Database


@dataclass(frozen=True)
class Pictures:
    """File ids of one bot, kept in the database and, as they never change, in memory too."""

    db: Database
    bot_id: int
    _known: dict[str, str] = field(default_factory=dict)

    async def file_id_of(self, key: str) -> str | None:
        """The file id of the picture with this content hash, if it was uploaded."""
        if key not in self._known:
            async with self.db.read() as tx:
                found = await db.pictures.file_id(tx, self.bot_id, key)
            if found is None:
                return None
            self._known[key] = found
        return self._known[key]

    async def remember(self, key: str, file_id: str) -> None:
        """Keep the file id of an upload."""
        async with self.db.begin() as tx:
            await db.pictures.remember(tx, self.bot_id, key, file_id)
        self._known[key] = file_id

    async def forget(self, key: str) -> None:
        """Drop a file id that Telegram no longer knows, so that the picture is uploaded again."""
        self._known.pop(key, None)
        async with self.db.begin() as tx:
            await db.pictures.forget(tx, self.bot_id, key)
