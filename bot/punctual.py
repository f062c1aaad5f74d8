"""Leads only when it can tell what is due: the clock is right, and what people wrote meanwhile is read."""

from dataclasses import dataclass

from bot.services.ports import Leadership
from bot.transport.door import Door
from bot.transport.telegrams_time import TelegramsTime


@dataclass(frozen=True, slots=True)
class Punctual:
    """The leadership of `lead`, suspended while this machine's clock and Telegram's differ.

    It begins once the updates that waited have taken effect, at the start and whenever Telegram was out of
    reach or this process stood still: a report of pain may be among them.
    """

    lead: Leadership
    time: TelegramsTime
    door: Door

    async def held(self) -> bool:
        """Whether this process sends now."""
        return self.door.is_caught_up() and await self.time.agrees() and await self.lead.held()

    async def resign(self) -> None:
        """Let another process lead."""
        await self.lead.resign()
