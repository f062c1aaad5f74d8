"""What an invitation that arrived leads to: it counts as unanswered, and one nudge is planned."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

import db.nudges
import db.people
import db.reminders
from bot.domain.attention import FIRST, NUDGE, NUDGE_LASTS
from bot.domain.plan import Plan
from bot.domain.reminder import DAILY, Invite, Occurrence, Planned, Sent
from bot.services.ports import Invitation, Outcome
from db.engine import Tx

COUNTED = frozenset({Invite.SESSION, Invite.ANOTHER_HOUR})


async def note_arrived(tx: Tx, outcomes: Sequence[Outcome], owner: str) -> None:
    """Count the daily invitations that arrived and were not answered meanwhile, and plan their nudges."""
    arrived = {each.invitation.occurrence.id: each.invitation for each in outcomes if _counts(each)}
    if not arrived:
        return
    unanswered = [arrived[each] for each in await db.nudges.still_sending(tx, list(arrived), owner)]
    by_day: dict[date, list[int]] = defaultdict(list)
    for each in unanswered:
        by_day[each.occurrence.day].append(each.occurrence.user_id)
    for day, user_ids in by_day.items():
        await db.people.invited(tx, user_ids, day)
    await db.reminders.put(tx, [_nudge(each, each.nudge_at) for each in unanswered if each.nudge_at])


async def newcomers(
    tx: Tx, claimed: Sequence[Occurrence], owner: str, until: datetime
) -> Sequence[tuple[Occurrence, Plan | None]]:
    """The claimed words to people who are still at the first questions and have no plan."""
    ids = [each.id for each in claimed if each.slot in FIRST]
    return [(each, None) for each in await db.nudges.newcomers(tx, ids, owner, until)] if ids else []


def _counts(outcome: Outcome) -> bool:
    told = outcome.invitation
    return outcome.sent is Sent.DELIVERED and told.invite in COUNTED and told.occurrence.slot == DAILY


def _nudge(told: Invitation, due: datetime) -> Planned:
    held = told.occurrence
    return Planned(held.user_id, NUDGE, held.day, due, due + NUDGE_LASTS)
