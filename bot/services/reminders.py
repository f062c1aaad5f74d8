"""Due reminders: claimed by one process, started only while they may be sent, recorded as they ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import db.people
import db.plans
import db.reminders
import db.sessions
from bot.clock import Clock
from bot.domain import schedule
from bot.domain.invite import invite_for
from bot.domain.person import Person, next_question
from bot.domain.reminder import (
    DAILY,
    LEASE,
    LIVE,
    MARGIN,
    REPEAT_AFTER,
    RETRY_AFTER,
    Occurrence,
    OccurrenceState,
    Sent,
    woken,
)
from bot.domain.schedule import MAX_SNOOZES, Snooze
from bot.services import planning
from bot.services.ports import Invitation, Outcome
from db.engine import Database, Tx

CLAIM = 100
FINAL = {Sent.DELIVERED: OccurrenceState.SENT, Sent.REFUSED: OccurrenceState.UNKNOWN}


@dataclass(frozen=True)
class PutOffUntil:
    """The reminder comes again at this moment."""

    at: datetime


@dataclass(frozen=True)
class Reminders:
    """The life of reminders; each method is one transaction. `owner` names this process.

    `tally` counts the states that reminders ended in here.
    """

    db: Database
    clock: Clock
    owner: str
    tally: Counter[str] = field(default_factory=Counter, compare=False)

    async def claim(self) -> Sequence[Occurrence]:
        """Take the reminders whose moment has come; those beyond their grace end here, counted."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            while found := await db.reminders.awake(tx, now, CLAIM):
                if claimed := await self._sort(tx, found, now):
                    return claimed
        return ()

    async def start(self, claimed: Sequence[Occurrence]) -> Sequence[Invitation]:
        """Start the sending of those that may still go out: the plan is asked here, at the last moment."""
        now = self.clock.now()
        invitations: list[Invitation] = []
        async with self.db.begin() as tx:
            ids = [each.id for each in claimed]
            for held in await db.reminders.claimed(tx, ids, self.owner, now + MARGIN):
                person = await db.people.get(tx, held.user_id)
                invitation = await self._invitation(tx, held, person, now) if person else None
                if invitation is not None:
                    invitations.append(invitation)
                    continue
                await db.reminders.mark(tx, [held.id], OccurrenceState.SKIPPED, owner=None, wake_at=None)
                self.tally[OccurrenceState.SKIPPED] += 1
                if person is not None and person.reachable:
                    await planning.plan_next(tx, person, now)
            await db.reminders.begin_sending(
                tx, [each.occurrence.id for each in invitations], now + REPEAT_AFTER
            )
        return invitations

    async def record(self, outcomes: Sequence[Outcome]) -> None:
        """Write how the sendings ended, and plan what comes next."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            for outcome in outcomes:
                occurrence = outcome.invitation.occurrence
                await self._record(tx, occurrence, outcome, now)
                if outcome.sent in FINAL:
                    await self._plan_after(tx, occurrence, now)

    async def put_off(self, user_id: int, occurrence_id: int, snooze: Snooze) -> PutOffUntil | None:
        """Bring the reminder again later the same day; None when it may not be put off any more."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            held = await db.reminders.get(tx, occurrence_id, owner=user_id)
            zone = person.tzinfo() if person else None
            if person is None or held is None or zone is None or held.day != person.day(now):
                return None
            await db.reminders.prove_arrival(tx, occurrence_id, user_id)
            count = await db.reminders.snoozes(tx, user_id, held.day)
            if count >= MAX_SNOOZES:
                return None
            due = schedule.snoozed_until(snooze, now, zone)
            await db.reminders.close(tx, user_id, OccurrenceState.CANCELLED, held.day)
            await db.reminders.put(tx, user_id, f"later-{count + 1}", held.day, due, due + schedule.GRACE)
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
            await db.reminders.prove_arrival(tx, occurrence_id, user_id)
            await planning.no_more_today(tx, person, held.day, now)
            return True

    async def sweep(self) -> int:
        """Plan for whoever should have a reminder ahead and has none; how many there were (normally 0)."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            found = await db.reminders.without_next(tx, CLAIM)
            for user_id in found:
                person = await db.people.get(tx, user_id)
                if person is not None:
                    await planning.plan_next(tx, person, now)
        return len(found)

    async def next_due(self, user_id: int) -> datetime | None:
        """When the person's next reminder is due."""
        async with self.db.read() as tx:
            ahead = await db.reminders.live(tx, user_id)
        return ahead[0].due_at if ahead else None

    async def _sort(self, tx: Tx, found: Sequence[Occurrence], now: datetime) -> Sequence[Occurrence]:
        """Claim what may still be sent; end the rest, which may plan something that is due already."""
        becomes = {each: woken(each, now) for each in found}
        claimed = [each for each, state in becomes.items() if state is OccurrenceState.CLAIMED]
        ids = [each.id for each in claimed]
        await db.reminders.mark(tx, ids, OccurrenceState.CLAIMED, owner=self.owner, wake_at=now + LEASE)
        for over, state in becomes.items():
            if state is not OccurrenceState.CLAIMED:
                await db.reminders.mark(tx, [over.id], state, owner=None, wake_at=None)
                self.tally[state] += 1
                await self._plan_after(tx, over, now)
        return claimed

    async def _invitation(self, tx: Tx, held: Occurrence, person: Person, now: datetime) -> Invitation | None:
        plan = await db.plans.get(tx, person.id)
        zone = person.tzinfo()
        if plan is None or zone is None or next_question(person) is not None:
            return None
        if not person.reachable or now >= held.expires_at:
            return None
        trained = await db.sessions.finished_on(tx, person.id, held.day) is not None
        invite = invite_for(plan, held, person.day(now), trained)
        if invite is None:
            return None
        late = now - held.due_at if schedule.is_late(held.due_at, now) else None
        missed = await self._missed(tx, held) if held.slot == DAILY else None
        return Invitation(held, invite, person.language, late, missed, schedule.offers_evening(now, zone))

    async def _missed(self, tx: Tx, held: Occurrence) -> date | None:
        last = await db.reminders.last_had(tx, held.user_id)
        gone = last is not None and last.state is OccurrenceState.EXPIRED
        return last.day if last and gone else None

    async def _record(self, tx: Tx, occurrence: Occurrence, outcome: Outcome, now: datetime) -> None:
        starts, wake_at = occurrence.starts + 1, now + REPEAT_AFTER
        state = FINAL.get(outcome.sent, OccurrenceState.SENDING)
        if outcome.sent is Sent.NOT_SENT:
            state, starts, wake_at = OccurrenceState.PENDING, occurrence.starts, now + RETRY_AFTER
        if outcome.sent is Sent.UNREACHABLE:
            state = OccurrenceState.CANCELLED
            await db.people.mark_reachable(tx, occurrence.user_id, False)
            await db.reminders.close(tx, occurrence.user_id, OccurrenceState.CANCELLED)
        if state not in LIVE:
            self.tally[state] += 1
        await db.reminders.record(
            tx, occurrence, self.owner, state, starts=starts, wake_at=wake_at, message_id=outcome.message_id
        )

    async def _plan_after(self, tx: Tx, over: Occurrence, now: datetime) -> None:
        person = await db.people.get(tx, over.user_id)
        if over.slot == DAILY and person is not None and person.reachable:
            await planning.plan_next(tx, person, now, since=over.due_at)
