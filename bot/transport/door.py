"""The ways in for updates, as the bot sees them."""

import asyncio
from typing import Protocol


class Door(Protocol):
    """A way in for updates; `caught_up` tells when those that waited before the start have taken effect."""

    caught_up: asyncio.Event

    async def run(self) -> None:
        """Take updates in until `stop`."""
        ...

    def stop(self) -> None:
        """Ask `run` to come to its end."""
        ...


class NoDoor:
    """The way in of a process that takes no updates: it only waits."""

    def __init__(self) -> None:
        self._stopping = asyncio.Event()
        self.caught_up = nothing_waits()

    async def run(self) -> None:
        """Wait until `stop`."""
        await self._stopping.wait()

    def stop(self) -> None:
        """Ask `run` to come to its end."""
        self._stopping.set()


def nothing_waits() -> asyncio.Event:
    """Of a way in to which Telegram brings what waits: nobody knows how much that is."""
    caught_up = asyncio.Event()
    caught_up.set()
    return caught_up
