"""Due reminders: claimed by one process, started only while they may be sent, recorded as they ended."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import db.dispatch
import db.people
import db.plans
import db.reminders
from bot.clock import Clock
from bot.domain import schedule
from bot.domain.crowding import LOOK_BACK, window_end
from bot.domain.reminder import (
    DAILY,
    LEASE,
    LIVE,
    MARGIN,
    REPEAT_AFTER,
    RETRY_AFTER,
    Occurrence,
    OccurrenceState,
    Planned,
    Recorded,
    Sent,
    traced,
    woken,
)
from bot.domain.schedule import MAX_SNOOZES, Snooze
from bot.services import inviting, nudging, planning
from bot.services.ports import Invitation, Outcome, Traces, Untraced
from db.engine import Database, Tx

CLAIM = 100
SWEPT = 1000
FINAL = {
    Sent.DELIVERED: OccurrenceState.SENT,
    Sent.REFUSED: OccurrenceState.UNKNOWN,
    Sent.UNREACHABLE: OccurrenceState.CANCELLED,
}


@dataclass(frozen=True)
class PutOffUntil:
    """The reminder comes again at this moment; None: it was put off often enough for one day."""

    at: datetime | None


@dataclass(frozen=True)
class Reminders:
    """The life of reminders; each method is one transaction, `claim` and `sweep` several short ones.

    `owner` names this process; `traces` tells what dead ones left of their sends; `tally` counts the states
    that reminders ended in here.
    """

    db: Database
    clock: Clock
    owner: str
    traces: Traces = field(default_factory=Untraced, compare=False)
    tally: Counter[str] = field(default_factory=Counter, compare=False)

    async def claim(self, limit: int = CLAIM) -> Sequence[Occurrence]:
        """Take at most `limit` reminders whose moment has come; those beyond their grace end, counted."""
        while True:
            now = self.clock.now()
            async with self.db.begin() as tx:
                found = await db.dispatch.awake(tx, now, limit)
                claimed = await self._sort(tx, found, now) if found else ()
            if claimed or not found:
                return claimed

    async def start(self, claimed: Sequence[Occurrence]) -> Sequence[Invitation]:
        """Start the sending of those that may still go out: the plan is asked here, at the last moment."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            ids = [each.id for each in claimed]
            known = await db.dispatch.claimed(tx, ids, self.owner, now + MARGIN)
            held = [*known, *await nudging.newcomers(tx, claimed, self.owner, now + MARGIN)]
            if not held:
                return ()
            invitations = await inviting.invitations(tx, held, now)
            started = {each.occurrence.id for each in invitations}
            await db.dispatch.begin_sending(tx, started, now + REPEAT_AFTER)
            skipped = [each for each, _ in held if each.id not in started]
            await self._end(tx, skipped, OccurrenceState.SKIPPED)
            await self._plan_after(tx, skipped, now)
        return invitations

    async def note_on_wire(self, ids: Sequence[int]) -> None:
        """Write that a copy of each has left: whoever dies now need not wonder."""
        async with self.db.begin() as tx:
            await db.dispatch.note_on_wire(tx, ids)

    async def release(self) -> None:
        """Give back what this process has claimed and not started: it ends, and another one may send it."""
        async with self.db.begin() as tx:
            await db.dispatch.release(tx, self.owner, self.clock.now())

    async def hold_back(self, waits: Mapping[int, timedelta]) -> None:
        """Give claimed reminders back: each may go out once its wait is over."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            await db.dispatch.hold_back(tx, self.owner, {each: now + wait for each, wait in waits.items()})

    async def record(self, outcomes: Sequence[Outcome]) -> None:
        """Write how the sendings ended, and plan what comes next."""
        now = self.clock.now()
        gone = [each for each in outcomes if each.sent is Sent.UNREACHABLE]
        final = [each.invitation.occurrence for each in outcomes if each.sent in FINAL]
        written = [_ending(each, now) for each in outcomes]
        async with self.db.begin() as tx:
            await nudging.note_arrived(tx, outcomes, self.owner)
            await db.dispatch.record(tx, self.owner, written)
            for each in gone:
                await db.people.mark_reachable(tx, each.invitation.occurrence.user_id, False, now)
                await db.reminders.close(tx, each.invitation.occurrence.user_id, OccurrenceState.CANCELLED)
            await self._plan_after(tx, final, now)
        self.tally.update(each.state for each in written if each.state not in LIVE)

    async def put_off(self, user_id: int, occurrence_id: int, snooze: Snooze) -> PutOffUntil | None:
        """Bring the reminder again later the same day, if not too often; None when it is none of today's."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            held = await db.reminders.get(tx, occurrence_id, owner=user_id)
            zone = person.tzinfo() if person else None
            if person is None or held is None or zone is None or held.day != person.day(now):
                return None
            await planning.heard(tx, person)
            await db.reminders.prove_arrival(tx, occurrence_id, user_id)
            count = await db.reminders.snoozes(tx, user_id, held.day)
            if count >= MAX_SNOOZES:
                return PutOffUntil(None)
            due = schedule.snoozed_until(snooze, now, zone)
            await db.reminders.close(tx, user_id, OccurrenceState.CANCELLED, held.day)
            expires = schedule.expires(due, due.astimezone(zone).time(), zone)
            later = Planned(user_id, f"later-{count + 1}", held.day, due, expires)
            await db.reminders.put(tx, [later])
            await planning.plan_next(tx, person, now)
            return PutOffUntil(due)

    async def decline(self, user_id: int, occurrence_id: int) -> bool:
        """No more reminders for the date of this one; whether it was today's."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            held = await db.reminders.get(tx, occurrence_id, owner=user_id)
            if person is None or held is None or held.day != person.day(now):
                return False
            await planning.heard(tx, person)
            await db.reminders.prove_arrival(tx, occurrence_id, user_id)
            await planning.no_more_today(tx, person, held.day, now)
            return True

    async def sweep(self) -> int:
        """Plan for whoever should have a reminder ahead and has none; how many there were (normally 0)."""
        lacking = 0
        after: int | None = -1
        while after is not None:
            async with self.db.read() as tx:
                found, after = await db.reminders.without_next(tx, after, SWEPT)
            if found:
                await self._plan_again(found)
            lacking += len(found)
        return lacking

    async def until(self, user_id: int) -> time | None:
        """Until which local time the daily reminder may come, when a crowd is due with it; else None."""
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id)
            ahead = [each for each in await db.reminders.live(tx, user_id) if each.slot == DAILY]
            if person is None or not ahead:
                return None
            at = ahead[0].due_at
            end = window_end(at, await db.dispatch.due_between(tx, at - LOOK_BACK, at))
        return end.astimezone(person.tzinfo()).time() if end else None

    async def next_due(self, user_id: int) -> datetime | None:
        """When the person's next reminder is due."""
        async with self.db.read() as tx:
            ahead = await db.reminders.live(tx, user_id)
        return ahead[0].due_at if ahead else None

    async def next_invitation(self, user_id: int) -> datetime | None:
        """When the person is invited next, days of rest aside; None while the plan rests."""
        due = await self.next_due(user_id)
        async with self.db.read() as tx:
            person, plan = await db.people.get(tx, user_id), await db.plans.get(tx, user_id)
        return planning.invitation(person, plan, due) if person and plan else None

    async def _sort(self, tx: Tx, found: Sequence[Occurrence], now: datetime) -> Sequence[Occurrence]:
        """Claim what may still be sent; end the rest, which may plan something that is due already."""
        becomes: dict[OccurrenceState, list[Occurrence]] = defaultdict(list)
        for each in await self._trace(tx, found):
            becomes[woken(each, now)].append(each)
        claimed = becomes.pop(OccurrenceState.CLAIMED, [])
        ids = [each.id for each in claimed]
        await db.dispatch.mark(tx, ids, OccurrenceState.CLAIMED, owner=self.owner, wake_at=now + LEASE)
        for state, over in becomes.items():
            await self._end(tx, over, state)
        await self._plan_after(tx, [each for over in becomes.values() for each in over], now)
        return claimed

    async def _trace(self, tx: Tx, found: Sequence[Occurrence]) -> Sequence[Occurrence]:
        """Ask what is left of the sends whose end nobody has recorded, and write it down."""
        under_way = [each for each in found if each.state is OccurrenceState.SENDING]
        if not under_way:
            return found
        known = {
            each.id: traced(each, trace)
            for each, trace in zip(under_way, self.traces.of(under_way), strict=True)
        }
        left = [each.id for each in under_way if known[each.id].on_wire and not each.on_wire]
        unsent = [each.id for each in under_way if known[each.id].unsent > each.unsent]
        await db.dispatch.note_on_wire(tx, left)
        await db.dispatch.note_unsent(tx, unsent)
        return [known.get(each.id, each) for each in found]

    async def _end(self, tx: Tx, over: Sequence[Occurrence], state: OccurrenceState) -> None:
        await db.dispatch.mark(tx, [each.id for each in over], state, owner=None)
        self.tally[state] += len(over)

    async def _plan_after(self, tx: Tx, over: Sequence[Occurrence], now: datetime) -> None:
        """Plan what follows reminders that have ended, for those who can still be reached."""
        since = {each.user_id: each.due_at for each in over if each.slot == DAILY}
        if since:
            people = await db.people.among(tx, list(since))
            reachable = [each for each in people.values() if each.reachable]
            await planning.plan_ahead(tx, reachable, now, since)

    async def _plan_again(self, user_ids: Sequence[int]) -> None:
        now = self.clock.now()
        async with self.db.begin() as tx:
            people = await db.people.among(tx, user_ids)
            await planning.plan_ahead(tx, list(people.values()), now)


def _ending(outcome: Outcome, now: datetime) -> Recorded:
    """What is written of a send that has ended this way."""
    occurrence = outcome.invitation.occurrence
    if outcome.sent is Sent.NOT_SENT:
        before = occurrence.starts, occurrence.on_wire
        return Recorded(occurrence.id, OccurrenceState.PENDING, *before, now + RETRY_AFTER, None)
    state = FINAL.get(outcome.sent, OccurrenceState.SENDING)
    starts = occurrence.starts + 1
    return Recorded(occurrence.id, state, starts, True, now + REPEAT_AFTER, outcome.message_id)
