"""Plans and their logs: the log is the truth, the plan row is its fold, kept for reading."""

from collections.abc import Sequence
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter
from sqlalchemy import select

from bot.domain.log import Event
from bot.domain.plan import Plan
from db import sealing
from db.engine import Tx
from db.prepared import LOG, PLAN, given, run
from db.remembering import Remembered

_PLAN = TypeAdapter(Plan)
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}
_KNOWN: Remembered[Plan] = Remembered(_PLAN.validate_json)

_GET = select(PLAN.c.snapshot).where(given(PLAN, user_id="owner"))
_HELD = _GET.with_for_update()
_OPEN, _APPEND = PLAN.insert(), LOG.insert()
_ADVANCE = PLAN.update().where(given(PLAN, user_id="owner")).values(version=PLAN.c.version + 1)
_LOG = select(LOG.c.kind, LOG.c.body).where(given(LOG, user_id="owner")).order_by(LOG.c.id)


async def get(tx: Tx, user_id: int) -> Plan | None:
    """The person's plan, or None before it exists."""
    snapshot = (await run(tx, _GET, owner=user_id)).scalar()
    return load(tx, snapshot) if snapshot else None


async def held(tx: Tx, user_id: int) -> Plan | None:
    """As `get`, and nobody else changes the plan before this transaction ends."""
    snapshot = (await run(tx, _HELD, owner=user_id)).scalar()
    return load(tx, snapshot) if snapshot else None


async def open_plan(tx: Tx, user_id: int, plan: Plan) -> None:
    """Write the plan of a person who had none."""
    snapshot = _dump(tx, plan)
    await run(tx, _OPEN, user_id=user_id, state=plan.state, epoch=plan.epoch, version=0, snapshot=snapshot)


async def advance(tx: Tx, user_id: int, event: Event, plan: Plan) -> None:
    """Append `event` to the log and write the plan that follows from it."""
    kind = type(event).__name__
    body = sealing.of(tx).shut(_adapter(kind).dump_json(event).decode())
    await run(tx, _APPEND, user_id=user_id, at=event.at, kind=kind, body=body)
    snapshot = _dump(tx, plan)
    await run(tx, _ADVANCE, owner=user_id, state=plan.state, epoch=plan.epoch, snapshot=snapshot)


async def log(tx: Tx, user_id: int) -> Sequence[Event]:
    """Everything that happened, in order."""
    seal = sealing.of(tx)
    found = await run(tx, _LOG, owner=user_id)
    return [_adapter(kind).validate_json(seal.open(body)) for kind, body in found]


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[kind])


def _dump(tx: Tx, plan: Plan) -> str:
    # What was never touched need not be said: a third less to write, and to read again.
    words = _PLAN.dump_json(plan, exclude_defaults=True).decode()
    return sealing.of(tx).shut(_KNOWN.keep(words, plan))


def load(tx: Tx, snapshot: str) -> Plan:
    """The plan in the `snapshot` of a row."""
    return known(sealing.of(tx).open(snapshot))


def known(words: str) -> Plan:
    """The plan that these words are, remembered or decoded."""
    return _KNOWN.value(words)
