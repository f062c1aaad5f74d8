"""Second messages, words to newcomers, and the dates on which Lumbo did its part."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, select

from bot.domain.attention import NUDGE
from bot.domain.reminder import DAILY, OccurrenceState
from db.engine import Tx
from db.prepared import OCCURRENCE, given, run

_IS = OCCURRENCE.c
_KNOWN = select(_IS.id).where(given(OCCURRENCE, user_id="person", slot="which", local_date="day"))
_PUT = OCCURRENCE.insert()
_MOVE = OCCURRENCE.update().where(
    given(OCCURRENCE, user_id="person", slot="which", local_date="day"),
    _IS.state.in_((OccurrenceState.PENDING, OccurrenceState.CANCELLED)),
)
_DROP = OCCURRENCE.update().where(
    given(OCCURRENCE, user_id="person", slot="which"),
    _IS.state.in_((OccurrenceState.PENDING, OccurrenceState.CLAIMED)),
)
_REACHED = select(_IS.local_date).where(
    given(OCCURRENCE, user_id="person"),
    _IS.slot == DAILY,
    _IS.local_date >= bindparam("first"),
    _IS.state.not_in((OccurrenceState.EXPIRED, OccurrenceState.UNKNOWN, OccurrenceState.CANCELLED)),
)


async def put(tx: Tx, user_id: int, slot: str, day: date, due_at: datetime, expires_at: datetime) -> None:
    """Plan a message of the slot for `day`, or move it; one that was sent or tried stays as it is."""
    moments = {"due_at": due_at, "expires_at": expires_at, "wake_at": due_at}
    if (await run(tx, _KNOWN, person=user_id, which=slot, day=day)).scalar() is not None:
        await run(
            tx, _MOVE, person=user_id, which=slot, day=day,
            **moments, state=OccurrenceState.PENDING, owner=None,
        )  # fmt: skip
        return
    await run(
        tx, _PUT, user_id=user_id, slot=slot, local_date=day,
        starts=0, state=OccurrenceState.PENDING, owner=None, **moments,
    )  # fmt: skip


async def drop(tx: Tx, user_id: int) -> None:
    """The second message of the day is not needed any more."""
    await run(tx, _DROP, person=user_id, which=NUDGE, state=OccurrenceState.SKIPPED, owner=None)


async def reached(tx: Tx, user_id: int, first: date) -> Sequence[date]:
    """The dates since `first` on which Lumbo came, or knew why not; neither late nor away."""
    return (await run(tx, _REACHED, person=user_id, first=first)).scalars().all()
