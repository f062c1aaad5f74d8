"""What a person may always do with what is kept of them: see it all, and have it all removed."""

import json
from dataclasses import dataclass

import db.people
import db.personal
import db.tombstones
from bot.clock import Clock
from db.engine import Database


@dataclass(frozen=True)
class Privacy:
    """Export and erasure; each method is one transaction."""

    db: Database
    clock: Clock

    async def export(self, user_id: int) -> bytes:
        """Everything kept of the person as indented JSON; an empty object for a stranger."""
        async with self.db.read() as tx:
            kept = await db.personal.everything(tx, user_id)
        document = {
            "exported_at": self.clock.now().isoformat(),
            **{name: rows for name, rows in kept.items() if rows},
        }
        return json.dumps(document, ensure_ascii=False, indent=2).encode()

    async def forget(self, user_id: int) -> None:
        """Remove everything that is kept of the person; a restored backup will not bring them back."""
        async with self.db.begin() as tx:
            if await db.people.get(tx, user_id) is None:
                return
            await db.people.forget(tx, user_id)
            await db.tombstones.bury(tx, user_id, self.clock.now())
        await db.tombstones.mirror(self.db)
