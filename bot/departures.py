"""Notes which reminders leave: in the trail right at the wire, in the database at once after it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from bot.domain.faults import StorageUnavailable
from bot.domain.reminder import Occurrence
from bot.trail import Step, Trail

GATHER = 0.005
"""Seconds in which others gather once one is written: a crowd leaves one by one."""


class Departures:
    """A hand of the dispatcher's: who leaves alone is written at once, for a bot may die at any moment."""

    def __init__(self, write: Callable[[Sequence[int]], Awaitable[None]], trail: Trail) -> None:
        self._write, self._trail = write, trail
        self._left: list[int] = []
        self._writing: asyncio.Future[None] | None = None

    def crossing(self, occurrence: Occurrence) -> AbstractContextManager[None]:
        """The way over the wire of a reminder that was just started, as it stood before."""
        return _Crossing(self, occurrence.id, occurrence.starts + 1)

    def leaves(self, occurrence_id: int, start: int) -> None:
        """This reminder is about to leave."""
        self._trail.mark(occurrence_id, start, Step.LEAVES)

    def left(self, occurrence_id: int, start: int) -> None:
        """This reminder has left."""
        self._trail.mark(occurrence_id, start, Step.LEFT)
        self._left.append(occurrence_id)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._write_all())

    async def settle(self) -> None:
        """Nothing is under way any more and its end is recorded: wait until all of this is written, too."""
        if self._writing is not None:
            await asyncio.wait({self._writing})
        self._trail.settle()

    async def _write_all(self) -> None:
        # Without a database the record of the end has to do, which comes as soon as there is one.
        with suppress(StorageUnavailable):
            while self._left:
                left, self._left = self._left, []
                await self._write(left)
                await asyncio.sleep(GATHER)


@dataclass(frozen=True, slots=True)
class _Crossing(AbstractContextManager[None]):
    departures: Departures
    occurrence_id: int
    start: int

    def __enter__(self) -> None:
        self.departures.leaves(self.occurrence_id, self.start)

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            # What the loop was handed goes out at the end of its round, and this comes in the next one.
            asyncio.get_running_loop().call_soon(self.departures.left, self.occurrence_id, self.start)
