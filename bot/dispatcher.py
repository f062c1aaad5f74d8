"""Takes due reminders from the database to Telegram: evenly paced, many under way, few statements each."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import takewhile

import structlog

from bot.departures import Departures
from bot.domain.faults import StorageUnavailable
from bot.domain.reminder import PROMPTLY, Occurrence, Sent
from bot.services.ports import Invitation, Leadership, Notifier, Outcome
from bot.services.reminders import Reminders
from bot.trail import Trail

AT_ONCE = 100
"""So many are started in one transaction at most; while it lasts, taps wait."""

GATHER = 0.02
"""Seconds in which those whose turn has come gather, so that a transaction starts several.

A tap waits for all of them, so they are few even when a thousand a second are sent.
"""

UNDER_WAY = 100
"""Sends on the wire at most; the connections beyond them are for the answers to taps."""

logger = structlog.get_logger()


class Dispatcher:
    """Rounds of two hands: one claims and waits for the pace, the other starts, sends and records.

    A third writes down what has left, in between (docs/decisions/0043-rather-a-third-copy-than-none.md).
    A reminder whose turn has come is `ready`; while the database writes, more of them become it.
    """

    def __init__(self, reminders: Reminders, notifier: Notifier, lead: Leadership, trail: Trail) -> None:
        self._reminders, self._notifier, self._lead = reminders, notifier, lead
        self._ready: list[Occurrence] = []
        self._sends: set[asyncio.Future[Outcome]] = set()
        self._round: asyncio.Future[None] | None = None
        self._trail = trail
        self._departures = Departures(reminders.note_on_wire, trail)
        self._stopping = False

    async def tick(self) -> None:
        """Send everything that is due now; a tick during another one does nothing."""
        if self._stopping or (self._round is not None and not self._round.done()):
            return
        # Whoever ends this beat must not cut off a send between its start and its record.
        self._round = asyncio.ensure_future(self._work())
        await asyncio.wait({self._round})
        self._round.result()

    async def stop(self, seconds: float) -> None:
        """Let what is on the wire end within `seconds`, and give back what was only claimed."""
        self._stopping = True
        if self._round is not None:
            await asyncio.wait({self._round}, timeout=seconds)
            self._round.cancel()
        self._trail.close(keep=bool(self._sends))
        with suppress(StorageUnavailable):
            await self._reminders.release()
        await self._lead.resign()

    async def _work(self) -> None:
        self._trail.open()
        # What could not be recorded because the database was gone is recorded first.
        await self._record()
        if self._ready:
            # Their turn was long ago: they take another.
            self._ready.clear()
            await self._reminders.release()
        queueing = asyncio.ensure_future(self._queue_up())
        try:
            while not queueing.done() or self._ready:
                await self._start_some(queueing)
            await self._make_room(0)
            await self._departures.settle()
            queueing.result()
        finally:
            queueing.cancel()

    async def _queue_up(self) -> None:
        """Claim what is due and let the pace make it ready; who must not be written to comes again later."""
        while await self._may_send() and (claimed := await self._reminders.claim()):
            held: dict[int, timedelta] = {}
            for occurrence in claimed:
                if not await self._may_send():
                    # Another process leads now: it need not wait for the end of our lease.
                    await self._reminders.release()
                    return
                if wait := await self._notifier.turn(occurrence.user_id):
                    held[occurrence.id] = wait
                else:
                    self._ready.append(occurrence)
            if held:
                await self._reminders.hold_back(held)

    async def _start_some(self, queueing: "asyncio.Future[None]") -> None:
        """Start and send what is ready by now, and record what has ended meanwhile."""
        if len(self._ready) < AT_ONCE:
            await asyncio.wait({queueing}, timeout=GATHER)
        await self._make_room(UNDER_WAY - 1)
        await self._record()
        few = _together(self._ready[: min(AT_ONCE, UNDER_WAY - len(self._sends))])
        del self._ready[: len(few)]
        begun = self._reminders.clock.now()
        for invitation in await self._reminders.start(few) if few else ():
            self._sends.add(asyncio.ensure_future(self._send(invitation, begun)))
            # Taps go first.
            await asyncio.sleep(0)

    async def _send(self, invitation: Invitation, started_at: datetime) -> Outcome:
        # Whoever stood still since its start may have missed a report of pain, or another process's turn.
        if self._reminders.clock.now() - started_at > PROMPTLY:
            return Outcome(invitation, Sent.NOT_SENT)
        return await self._notifier.invite(invitation, self._departures.crossing(invitation.occurrence))

    async def _may_send(self) -> bool:
        return not self._stopping and await self._lead.held()

    async def _make_room(self, places: int) -> None:
        """Wait until no more than `places` are on the wire, recording what ends."""
        while len(self._sends) > places:
            await asyncio.wait(self._sends, return_when=asyncio.FIRST_COMPLETED)
            await self._record()

    async def _record(self) -> None:
        ended = {send for send in self._sends if send.done()}
        if ended:
            await self._reminders.record([send.result() for send in ended])
            self._sends -= ended
            logger.info("reminders sent", count=len(ended))


def _together(ready: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """The first of `ready` that start in one transaction; a repeat starts alone.

    It has few starts left: another crash right after this one must not cost a whole batch its reminders.
    """
    firsts = [*takewhile(lambda each: not each.starts, ready)]
    return firsts or ready[:1]
