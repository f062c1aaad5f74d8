"""Writes down at once which reminders have left, those together that leave while it writes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from bot.domain.faults import StorageUnavailable

GATHER = 0.005
"""Seconds in which others gather once one is written: a crowd leaves one by one."""


class Departures:
    """A hand of the dispatcher's: who leaves alone is written at once, for a bot may die at any moment."""

    def __init__(self, write: Callable[[Sequence[int]], Awaitable[None]]) -> None:
        self._write = write
        self._left: list[int] = []
        self._writing: asyncio.Future[None] | None = None

    def note(self, occurrence_id: int) -> None:
        """This reminder has left."""
        self._left.append(occurrence_id)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._write_all())

    async def written(self) -> None:
        """Wait until all of it is written."""
        if self._writing is not None:
            await asyncio.wait({self._writing})

    async def _write_all(self) -> None:
        # Without a database the record of the end has to do, which comes as soon as there is one.
        with suppress(StorageUnavailable):
            while self._left:
                left, self._left = self._left, []
                await self._write(left)
                await asyncio.sleep(GATHER)
