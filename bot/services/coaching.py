"""Records events: the rules decide, and log and plan are written together or not at all."""

from datetime import datetime

import db.plans
from bot.domain import coach
from bot.domain.log import Enrolled, Event
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refusal, Refused
from db.engine import Tx


async def record(tx: Tx, user_id: int, event: Event, programme: Programme) -> Plan | Refused:
    """The plan after `event`, kept; or why the rules refuse it, and then nothing is kept."""
    plan = await db.plans.held(tx, user_id)
    if plan is None:
        return Refused(Refusal.NOT_ENROLLED)
    changed = coach.apply(plan, event, programme)
    if isinstance(changed, Plan):
        await db.plans.advance(tx, user_id, event, changed)
    return changed


async def enrol(tx: Tx, person: Person, programme: Programme, now: datetime) -> None:
    """Open the plan of a person who has answered everything; one who has a plan keeps it."""
    if await db.plans.get(tx, person.id) is not None:
        return
    await db.plans.open_plan(tx, person.id, Plan())
    await record(tx, person.id, Enrolled(at=now, day=person.day(now)), programme)
