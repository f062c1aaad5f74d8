"""A bell that everybody who waits hears once."""

import asyncio
from contextlib import suppress


class Pulse:
    """Wakes all waiters whenever something has changed."""

    def __init__(self) -> None:
        self.closed = False
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Something has changed."""
        self._event.set()
        self._event = asyncio.Event()

    def close(self) -> None:
        """Wake everybody for the last time."""
        self.closed = True
        self.ring()

    async def wait(self, seconds: float | None = None) -> None:
        """Until the next ring, or until `seconds` have passed."""
        if self.closed:
            return
        event = self._event
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
