"""Answers that could not be brought: whoever waits for one is shown where things stand once that goes."""

import asyncio
from dataclasses import dataclass, field

import structlog
from telegram.error import BadRequest, TelegramError

from bot import log
from bot.domain.faults import StorageUnavailable
from handlers import home
from handlers.deliver import answer
from handlers.screen import Reply
from handlers.show import Show
from handlers.turn import Turn

logger = structlog.get_logger()

HANDS = 16
"""So many are tried side by side: one chat that Telegram holds back delays few others."""


@dataclass(frozen=True)
class Owed:
    """The turns of those who wait for an answer; a restart forgets them (docs/decisions/0060)."""

    show: Show
    _turns: dict[int, Turn] = field(default_factory=dict)

    async def bring(self, turn: Turn) -> None:
        """Show where things stand in place of an answer that was lost: now, or at one of the next beats."""
        self._turns[turn.user_id] = turn
        await self._try(turn)

    def settled(self, user_id: int) -> None:
        """The person wrote or tapped again: there is a newer answer to wait for."""
        self._turns.pop(user_id, None)

    async def pay(self) -> None:
        """Try those again who have waited longest."""
        await asyncio.gather(*map(self._try, list(self._turns.values())[:HANDS]))

    async def _try(self, turn: Turn) -> None:
        still = False
        try:
            await answer(self._standing(turn), turn, self.show)
        except (TelegramError, StorageUnavailable) as error:
            still = not isinstance(error, BadRequest)
            logger.warning("answer owed", person=log.person(turn.user_id), error=type(error).__name__)
        finally:
            if self._turns.get(turn.user_id) is turn:
                self._turns.pop(turn.user_id)
                if still:
                    self._turns[turn.user_id] = turn  # behind the others

    async def _standing(self, turn: Turn) -> Reply:
        told = await home.present(turn)
        # What was tapped meanwhile has changed that, and brings an answer of its own.
        return told if self._turns.get(turn.user_id) is turn else Reply()
