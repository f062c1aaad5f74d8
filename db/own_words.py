"""What a person wrote for their if-then plan: two short answers, sealed."""

import json

from sqlalchemy import select

from db import sealing
from db.engine import Tx
from db.prepared import OWN_WORDS, given, run

_GET = select(OWN_WORDS.c.body).where(given(OWN_WORDS, user_id="owner"))
_DROP = OWN_WORDS.delete().where(given(OWN_WORDS, user_id="owner"))
_PUT = OWN_WORDS.insert()


async def get(tx: Tx, user_id: int) -> tuple[str, str]:
    """The words for the cue and for the spot; empty where there are none."""
    body = (await run(tx, _GET, owner=user_id)).scalar()
    kept = json.loads(sealing.of(tx).open(body)) if body else {}
    return str(kept.get("cue", "")), str(kept.get("spot", ""))


async def save(tx: Tx, user_id: int, cue: str, spot: str) -> None:
    """Keep the words, or nothing when there are none."""
    await run(tx, _DROP, owner=user_id)
    if cue or spot:
        body = sealing.of(tx).shut(json.dumps({"cue": cue, "spot": spot}))
        await run(tx, _PUT, user_id=user_id, body=body)
