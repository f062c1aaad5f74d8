"""The ways in for updates, as the bot sees them."""

import asyncio
from typing import Protocol


class Door(Protocol):
    """A way in for updates."""

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

    async def run(self) -> None:
        """Wait until `stop`."""
        await self._stopping.wait()

    def stop(self) -> None:
        """Ask `run` to come to its end."""
        self._stopping.set()
