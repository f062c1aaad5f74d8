"""Plans and their logs: the log is the truth, the plan row is its fold, kept for reading."""

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import TypeAdapter
from sqlmodel import col, select, update

from bot.domain.log import Event
from bot.domain.plan import Plan
from db import sealing
from db.engine import Tx
from db.tables import LogRow, PlanRow

_PLAN = TypeAdapter(Plan)
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in _KINDS.values()}


async def get(tx: Tx, user_id: int) -> Plan | None:
    """The person's plan, or None before it exists."""
    snapshot = (await tx.exec(select(PlanRow.snapshot).where(PlanRow.user_id == user_id))).first()
    return _load(tx, snapshot) if snapshot else None


async def held(tx: Tx, user_id: int) -> Plan | None:
    """As `get`, and nobody else changes the plan before this transaction ends."""
    statement = select(PlanRow.snapshot).where(PlanRow.user_id == user_id).with_for_update()
    snapshot = (await tx.exec(statement)).first()
    return _load(tx, snapshot) if snapshot else None


async def open_plan(tx: Tx, user_id: int, plan: Plan) -> None:
    """Write the plan of a person who had none."""
    tx.add(PlanRow(user_id=user_id, state=plan.state, epoch=plan.epoch, snapshot=_dump(tx, plan)))


async def advance(tx: Tx, user_id: int, event: Event, plan: Plan) -> None:
    """Append `event` to the log and write the plan that follows from it."""
    kind = type(event)
    body = sealing.of(tx).shut(_adapter(kind).dump_json(event).decode())
    tx.add(LogRow(user_id=user_id, at=event.at, kind=kind.__name__, body=body))
    await tx.exec(
        update(PlanRow)
        .where(col(PlanRow.user_id) == user_id)
        .values(state=plan.state, epoch=plan.epoch, version=PlanRow.version + 1, snapshot=_dump(tx, plan))
    )


async def log(tx: Tx, user_id: int) -> Sequence[Event]:
    """Everything that happened, in order."""
    statement = select(LogRow.kind, LogRow.body).where(LogRow.user_id == user_id).order_by(col(LogRow.id))
    seal = sealing.of(tx)
    return [_adapter(_KINDS[kind]).validate_json(seal.open(body)) for kind, body in await tx.exec(statement)]


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return _ADAPTERS[kind]


def _dump(tx: Tx, plan: Plan) -> str:
    return sealing.of(tx).shut(_PLAN.dump_json(plan).decode())


def _load(tx: Tx, snapshot: str) -> Plan:
    return _PLAN.validate_json(sealing.of(tx).open(snapshot))
