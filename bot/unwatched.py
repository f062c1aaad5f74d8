"""What stands in the place of `operations` where nobody asks how the bot fares."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.scheduler import Beat
from bot.services.ports import Notifier
from bot.transport.door import Door
from bot.transport.intake import Intake, Verdict

Handle = Callable[[dict[str, Any]], Awaitable[Verdict]]


class Unwatched:
    """What is used without METRICS_LISTEN: everything passes as it is."""

    def handled(self, handle: Handle) -> Handle:
        """`handle`, its duration noted."""
        return handle

    def sent(self, notifier: Notifier) -> Notifier:
        """`notifier`, its outcomes noted."""
        return notifier

    def beaten(self, tick: Beat) -> Beat:
        """`tick`, its last success noted; only a process that has a beat is expected to beat."""
        return tick

    async def start(self, intake: Intake, door: Door) -> None:
        """Begin to answer."""

    async def stop(self) -> None:
        """End."""
