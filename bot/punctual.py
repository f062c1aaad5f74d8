"""Leads only while the clock is right: otherwise what is due, and what has expired, is anybody's guess."""

from dataclasses import dataclass

from bot.services.ports import Leadership
from bot.transport.telegrams_time import TelegramsTime


@dataclass(frozen=True, slots=True)
class Punctual:
    """The leadership of `lead`, suspended while this machine's clock and Telegram's differ."""

    lead: Leadership
    time: TelegramsTime

    async def held(self) -> bool:
        """Whether this process sends now."""
        return await self.time.agrees() and await self.lead.held()

    async def resign(self) -> None:
        """Let another process lead."""
        await self.lead.resign()
