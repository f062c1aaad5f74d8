"""Takes due reminders from the database to Telegram: evenly paced, many under way, few statements each."""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.domain.faults import StorageUnavailable
from bot.domain.reminder import Occurrence
from bot.services.ports import Leadership, Notifier, Outcome
from bot.services.reminders import Reminders

AT_ONCE = 50
"""So many are started in one transaction: a tap in between waits for no longer one."""

GATHER = 0.2
"""Seconds after which those whose turn has come are started, be they few."""

UNDER_WAY = 60
"""Sends on the wire at most; the connections beyond them are for the answers to taps."""

logger = structlog.get_logger()


class Dispatcher:
    """Rounds of claim, wait for the pace, start and send; what has ended is recorded on the way."""

    def __init__(self, reminders: Reminders, notifier: Notifier, lead: Leadership) -> None:
        self._reminders, self._notifier, self._lead = reminders, notifier, lead
        self._sends: set[asyncio.Future[Outcome]] = set()
        self._round: asyncio.Future[None] | None = None
        self._stopping = False

    async def tick(self) -> None:
        """Send everything that is due now; a tick during another one does nothing."""
        if self._stopping or (self._round is not None and not self._round.done()):
            return
        # Whoever ends this beat must not cut off a send between its start and its record.
        self._round = asyncio.ensure_future(self._work())
        await asyncio.shield(self._round)

    async def stop(self, seconds: float) -> None:
        """Let what is on the wire end within `seconds`, and give back what was only claimed."""
        self._stopping = True
        if self._round is not None:
            await asyncio.wait({self._round}, timeout=seconds)
            self._round.cancel()
        with suppress(StorageUnavailable):
            await self._reminders.release()
        await self._lead.resign()

    async def _work(self) -> None:
        # What could not be recorded because the database was gone is recorded first.
        await self._record()
        while await self._may_send() and (claimed := deque(await self._reminders.claim())):
            while claimed and await self._may_send():
                await self._send_some(claimed)
            await self._make_room(0)
            if claimed:
                # Another process leads now: it need not wait for the end of our lease.
                await self._reminders.release()

    async def _may_send(self) -> bool:
        return not self._stopping and await self._lead.held()

    async def _send_some(self, claimed: deque[Occurrence]) -> None:
        """Start and send the next few of `claimed`, and record what has ended meanwhile."""
        # The pace is waited for before START, so that no send begins near the end of its lease.
        few = await self._in_turn(claimed)
        await self._make_room(UNDER_WAY - len(few))
        await self._record()
        for invitation in await self._reminders.start(few) if few else ():
            self._sends.add(asyncio.ensure_future(self._notifier.invite(invitation)))
            # Taps go first.
            await asyncio.sleep(0)

    async def _in_turn(self, claimed: deque[Occurrence]) -> Sequence[Occurrence]:
        """The next ones that the pace lets go; a chat that Telegram holds back comes again later."""
        loop = asyncio.get_running_loop()
        until = loop.time() + GATHER
        few: list[Occurrence] = []
        held: dict[int, timedelta] = {}
        while claimed and len(few) < AT_ONCE and loop.time() < until:
            occurrence = claimed.popleft()
            if wait := await self._notifier.turn(occurrence.user_id):
                held[occurrence.id] = wait
            else:
                few.append(occurrence)
        if held:
            await self._reminders.hold_back(held)
        return few

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
