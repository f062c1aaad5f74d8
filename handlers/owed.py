"""Answers that could not be brought: whoever waits for one is shown where things stand once that goes."""

import asyncio
from dataclasses import dataclass, field

import structlog
from telegram.error import BadRequest, TelegramError

from bot import log
from bot.domain.faults import StorageUnavailable
from bot.transport.failure import MaybeSent
from handlers import home
from handlers.deliver import answer
from handlers.screen import Reply
from handlers.show import Show
from handlers.turn import Turn

logger = structlog.get_logger()

HANDS = 16
"""So many are tried side by side: one chat that Telegram holds back delays few others."""

LONGEST = 128
"""Beats between two tries at most, when each of them may have arrived: a chat is not to be filled."""


@dataclass
class _Debt:
    turn: Turn
    unclear: int = 0
    rests: int = 0


@dataclass(frozen=True)
class Owed:
    """Those who wait for an answer; a restart forgets them (docs/decisions/0060)."""

    show: Show
    _debts: dict[int, _Debt] = field(default_factory=dict)

    async def bring(self, turn: Turn) -> None:
        """Show where things stand in place of an answer that was lost: now, or at one of the next beats."""
        debt = self._debts[turn.user_id] = _Debt(turn)
        await self._try(debt)

    def settled(self, user_id: int) -> None:
        """The person wrote or tapped again: there is a newer answer to wait for."""
        self._debts.pop(user_id, None)

    async def pay(self) -> None:
        """Try those again who have waited longest; whoever may have been answered is left to rest longer."""
        for debt in self._debts.values():
            debt.rests -= 1
        ready = [debt for debt in self._debts.values() if debt.rests <= 0]
        await asyncio.gather(*map(self._try, ready[:HANDS]))

    async def _try(self, debt: _Debt) -> None:
        turn, still = debt.turn, False
        try:
            await answer(self._standing(debt), turn, self.show)
        except (TelegramError, StorageUnavailable) as error:
            still = not isinstance(error, BadRequest)
            debt.unclear += isinstance(error, MaybeSent)
            debt.rests = min(2**debt.unclear - 1, LONGEST)
            logger.warning("answer owed", person=log.person(turn.user_id), error=type(error).__name__)
        finally:
            if self._debts.get(turn.user_id) is debt:
                self._debts.pop(turn.user_id)
                if still:
                    self._debts[turn.user_id] = debt  # behind the others

    async def _standing(self, debt: _Debt) -> Reply:
        told = await home.present(debt.turn)
        # What was tapped meanwhile has changed that, and brings an answer of its own.
        return told if self._debts.get(debt.turn.user_id) is debt else Reply()
