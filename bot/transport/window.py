"""Which updates have been fetched and not yet confirmed, and how far Telegram may forget them."""

import asyncio
from collections.abc import Callable

from bot.transport.intake import Verdict, update_id

_Future = asyncio.Future[Verdict]


class Window:
    """Numbers are compared within one stretch only: after a silent week Telegram starts at a random one."""

    def __init__(self) -> None:
        self._fetched: dict[int, _Future] = {}
        self._next: int | None = None

    def offset(self) -> int | None:
        """The lowest number that Telegram has to keep; everything below it is settled. None: not known."""
        open_ones = [number for number, future in self._fetched.items() if not _is_settled(future)]
        if open_ones:
            return min(open_ones)
        return max(self._fetched) + 1 if self._fetched else self._next

    def take(self, updates: list[object], admit: Callable[[object], _Future]) -> int:
        """Hand over the updates that were not seen yet; how many those were."""
        fresh = 0
        for update in updates:
            number = update_id(update)
            if number is None:
                admit(update)
            elif number not in self._fetched:
                self._fetched[number] = admit(update)
                fresh += 1
        return fresh

    def confirmed(self, offset: int | None) -> None:
        """Telegram has answered a call with this offset: it has forgotten everything below."""
        self._next = offset
        if offset is not None:
            self._fetched = {number: future for number, future in self._fetched.items() if number >= offset}

    def forget_offset(self) -> None:
        """Everything is confirmed and it has been silent for long: ask without a number from now on."""
        if not self._fetched:
            self._next = None

    def unsettled(self) -> list[_Future]:
        """The futures of updates under way, the lowest number first."""
        return [self._fetched[number] for number in sorted(self._fetched) if not self._fetched[number].done()]

    def __len__(self) -> int:
        """How many fetched updates are not confirmed."""
        return len(self._fetched)


def _is_settled(future: _Future) -> bool:
    return future.done() and future.result() is Verdict.DONE
