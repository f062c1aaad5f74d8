"""What due reminders become, for many at once: asked inside the transaction that starts their sending."""

from collections.abc import Sequence
from datetime import datetime

import db.dispatch
import db.people
import db.sessions
from bot.domain import schedule
from bot.domain.attention import FIRST, STOPPED_EARLY, nudge_at
from bot.domain.comeback import mentioned
from bot.domain.invite import invite_for
from bot.domain.person import Person
from bot.domain.plan import Plan, PlanState
from bot.domain.reminder import DAILY, Invite, Occurrence, OccurrenceState
from bot.domain.safety import STOPPED
from bot.services.outcomes import Standing
from bot.services.ports import Invitation
from db.engine import Tx


async def invitations(
    tx: Tx, held: Sequence[tuple[Occurrence, Plan | None]], now: datetime
) -> Sequence[Invitation]:
    """The invitations of those that may still go out, as person and plan stand now."""
    people = await db.people.among(tx, [each.user_id for each, _ in held])
    trained = await db.sessions.trained(tx, list(people), {each.day for each, _ in held})
    before = await db.dispatch.previous(tx, [each.id for each, _ in held])
    found = (
        _invitation(
            each, plan, people.get(each.user_id), now,
            trained=(each.user_id, each.day) in trained, before=before.get(each.id),
        )
        for each, plan in held
    )  # fmt: skip
    return [each for each in found if each is not None]


def _invitation(
    held: Occurrence,
    plan: Plan | None,
    person: Person | None,
    now: datetime,
    *,
    trained: bool,
    before: Occurrence | None,
) -> Invitation | None:
    """What goes out for a claimed reminder, or None when it may not go out any more."""
    if person is None or not person.reachable or now >= held.expires_at:
        return None
    unfinished, zone = Standing(person, plan).question is not None, person.tzinfo()
    if held.slot in FIRST or held.slot in STOPPED_EARLY:
        early = _early(held, plan, person, unfinished=unfinished)
        return Invitation(held, early, person.language) if early else None
    if held.slot == DAILY and zone is None and person.zone:
        # The zone's name is gone: the hour by its last rules stands, and serves to ask where they are.
        return Invitation(held, Invite.FIRST_QUESTIONS, person.language)
    if plan is None or zone is None or unfinished:
        return None
    invite = invite_for(plan, held, person.day(now), trained, person.attention)
    if invite is None:
        return None
    late = now - held.due_at if schedule.is_late(held.due_at, now) else None
    gone = held.slot == DAILY and before is not None and before.state is OccurrenceState.EXPIRED
    missed = before.day if before and gone else None
    return Invitation(
        held, invite, person.language, late, missed, schedule.offers_evening(now, zone),
        back=mentioned(plan, held.day) if held.slot == DAILY else None,
        cue=person.cue, spot=person.spot, hour=person.hour,
        nudge_at=nudge_at(now, zone) if person.attention.wants_nudge else None,
    )  # fmt: skip


def _early(held: Occurrence, plan: Plan | None, person: Person, *, unfinished: bool) -> Invite | None:
    """What comes before zone and hour are known; once they are, the daily reminders do it."""
    if held.slot in FIRST:
        return Invite.FIRST_QUESTIONS if unfinished else None
    known = person.hour is not None and person.tzinfo() is not None
    if plan is None or plan.state not in STOPPED or known:
        return None
    return Invite.CHECK_IN if plan.state is PlanState.PAUSED_PAIN else Invite.WAITING
