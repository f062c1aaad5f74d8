"""Puts a session together and opens it; used inside the transaction of whoever presses Start."""

from dataclasses import dataclass
from datetime import datetime

import db.plans
import db.sessions
from bot.domain import building, session, waking
from bot.domain.comeback import comeback
from bot.domain.log import SessionBuilt
from bot.domain.missing import what_is_missing
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.services import planning
from bot.services.outcomes import Closed, SessionAnswer, UpAsked, step_of
from db.engine import Tx


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was pressed: the short version, another one after today's, from which reminder (0: none)."""

    short: bool
    again: bool
    occurrence_id: int


async def begin(
    tx: Tx, person: Person, plan: Plan, programme: Programme, now: datetime, wanted: Wanted
) -> SessionAnswer:
    """Open the session that the held `plan` asks for; it is put together once, shown and booked."""
    day = person.day(now)
    built = building.build(plan, programme, day, now, short=wanted.short)
    if isinstance(built, Refused):
        return Closed(person, plan, built.reason, what_is_missing(plan, now, day))
    if waking.question_due(plan, built.shown, now.astimezone(person.tzinfo()).time()):
        return UpAsked(wanted.occurrence_id, wanted.short, wanted.again)
    opened = session.start(built.shown)
    begun = await db.sessions.put(tx, person.id, opened, wanted.occurrence_id or None, now)
    event = SessionBuilt(at=now, day=day, session_id=begun.id, short=wanted.short)
    await db.plans.advance(tx, person.id, event, building.booked(built, event))
    await planning.no_more_today(tx, person, day, now)
    return step_of(begun, fresh=True, back=comeback(plan, day))
