"""Works planned reminders out again when the rules of zones have changed: the hour stays the person's."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import db.rezoning
from bot.domain import schedule
from db.engine import Database, Tx
from db.rezoning import Group

RULES = "zone rules"


@dataclass(frozen=True)
class Rezoning:
    """One transaction, at start."""

    db: Database

    async def renew(self, rules: str) -> int:
        """Move what was planned by other rules than the version `rules`; how many reminders moved.

        Where a zone's name is gone the old moment stands: at it the person is asked where they are.
        """
        async with self.db.begin() as tx:
            if not await db.rezoning.stamp(tx, RULES, rules):
                return 0
            return sum([await _moved(tx, group) for group in await db.rezoning.groups(tx)])


async def _moved(tx: Tx, group: Group) -> int:
    try:
        zone = ZoneInfo(group.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return 0
    at = time(*divmod(group.minute, 60))
    due = schedule.moment(group.day, at, zone)
    if due is None:
        return await db.rezoning.cancel(tx, group)
    if due == group.due_at:
        return 0
    return await db.rezoning.move(tx, group, due, schedule.expires(due, at, zone))
