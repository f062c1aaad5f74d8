"""Records events: the rules decide, and log and plan are written together or not at all."""

from dataclasses import replace

import db.plans
from bot.domain import coach
from bot.domain.cards import Draft
from bot.domain.log import Event
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


async def begin(tx: Tx, person: Person) -> Person:
    """A plan, not open yet, and empty cards for a person who may begin; one who has a plan keeps it."""
    if not person.specialist or await db.plans.get(tx, person.id) is not None:
        return person
    await db.plans.open_plan(tx, person.id, Plan())
    return replace(person, cards=Draft())
