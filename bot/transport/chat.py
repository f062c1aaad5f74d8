"""One chat on the way to Telegram: its pace, whose turn it is, and what it has heard in a crowded moment."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bot.transport.pace import ChatPace


class Chat:
    """A chat's pace, and the one call to it that is under way (its calls never overtake each other)."""

    __slots__ = ("_echoes", "busy", "pace", "turn")

    def __init__(self, interval: float) -> None:
        self.pace = ChatPace(interval)
        self.turn = asyncio.Lock()
        self.busy = 0
        self._echoes: set[object] = set()

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """While a call to this chat is waited for or on its way."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1

    def echoed(self, data: Mapping[str, object], now: float) -> bool:
        """Whether these words went out in this very crowd of messages, so that waiting for them is no use."""
        if self.pace.idle(now):
            self._echoes.clear()
        return _words(data) in self._echoes and self.pace.wait(now) > 0

    def note_echo(self, data: Mapping[str, object]) -> None:
        """These words went out as an echo."""
        self._echoes.add(_words(data))

    def end_echoes(self) -> None:
        """Something else goes out: what was said before it may be worth saying again."""
        self._echoes.clear()


def _words(data: Mapping[str, object]) -> object:
    return data.get("text") or data.get("caption")
