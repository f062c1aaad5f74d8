"""Second messages, words to newcomers, and the dates on which Lumbo did its part."""

from collections.abc import Sequence, Set
from datetime import date, datetime

from sqlalchemy import bindparam, select

from bot.domain.attention import NUDGE
from bot.domain.reminder import DAILY, Occurrence, OccurrenceState
from db.engine import Tx
from db.prepared import OCCURRENCE, PLAN, among_these, given, run
from db.reminders import occurrence

_IS = OCCURRENCE.c
_NEWCOMERS = (
    select(OCCURRENCE)
    .where(among_these(_IS.id), _IS.state == OccurrenceState.CLAIMED, given(OCCURRENCE, owner="process"))
    .where(
        _IS.wake_at > bindparam("until"),
        ~select(PLAN.c.user_id).where(PLAN.c.user_id == _IS.user_id).exists(),
    )
    .with_for_update(skip_locked=True)
)
_SENDING = (
    select(_IS.id)
    .where(among_these(_IS.id), _IS.state == OccurrenceState.SENDING, given(OCCURRENCE, owner="process"))
    .with_for_update()
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


async def newcomers(tx: Tx, ids: Sequence[int], owner: str, until: datetime) -> Sequence[Occurrence]:
    """Words still claimed by `owner` beyond `until`, to people who have no plan yet."""
    found = await run(tx, _NEWCOMERS, ids=ids, process=owner, until=until)
    return [occurrence(row) for row in found]


async def still_sending(tx: Tx, ids: Sequence[int], owner: str) -> Set[int]:
    """Those that this process is still sending; a tap that comes now waits, one before took its row away."""
    return set((await run(tx, _SENDING, ids=ids, process=owner)).scalars())


async def drop(tx: Tx, user_id: int) -> None:
    """The second message of the day is not needed any more."""
    await run(tx, _DROP, person=user_id, which=NUDGE, state=OccurrenceState.SKIPPED, owner=None)


async def reached(tx: Tx, user_id: int, first: date) -> Sequence[date]:
    """The dates since `first` on which Lumbo came, or knew why not; neither late nor away."""
    return (await run(tx, _REACHED, person=user_id, first=first)).scalars().all()
