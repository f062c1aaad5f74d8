"""Events for the open pages: every tab of a user gets all of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.demo.wire import Json

Tab = asyncio.Queue[Json | None]


class Hub:
    """The open tabs of all users."""

    def __init__(self) -> None:
        self._tabs: dict[int, set[Tab]] = defaultdict(set)

    @contextmanager
    def tab(self, user_id: int) -> Iterator[Tab]:
        """One more tab; its queue ends with None when the server stops."""
        queue: Tab = asyncio.Queue()
        self._tabs[user_id].add(queue)
        try:
            yield queue
        finally:
            self._tabs[user_id].discard(queue)

    def watched(self, user_id: int) -> bool:
        """Whether anybody looks at this user's chat."""
        return bool(self._tabs.get(user_id))

    def tell(self, user_id: int, event: Json) -> None:
        """Send an event to all tabs of a user."""
        for queue in self._tabs.get(user_id, ()):
            queue.put_nowait(event)

    def tell_all(self, event: Json) -> None:
        """Send an event to every tab."""
        for user_id in list(self._tabs):
            self.tell(user_id, event)

    def close(self) -> None:
        """End all tabs."""
        for tabs in self._tabs.values():
            for queue in tabs:
                queue.put_nowait(None)
