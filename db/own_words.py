"""What a person wrote for their if-then plan: two short answers, sealed."""

import json

from sqlmodel import col, select

from db import sealing
from db.engine import Tx
from db.tables import OwnWordsRow


async def get(tx: Tx, user_id: int) -> tuple[str, str]:
    """The words for the cue and for the spot; empty where there are none."""
    body = (await tx.exec(select(OwnWordsRow.body).where(OwnWordsRow.user_id == user_id))).first()
    kept = json.loads(sealing.of(tx).open(body)) if body else {}
    return str(kept.get("cue", "")), str(kept.get("spot", ""))


async def save(tx: Tx, user_id: int, cue: str, spot: str) -> None:
    """Keep the words, or nothing when there are none."""
    row = (await tx.exec(select(OwnWordsRow).where(col(OwnWordsRow.user_id) == user_id))).first()
    if not cue and not spot:
        if row is not None:
            await tx.delete(row)
        return
    row = row or OwnWordsRow(user_id=user_id, body="")
    row.body = sealing.of(tx).shut(json.dumps({"cue": cue, "spot": spot}))
    tx.add(row)
