"""Draws the hold timers that are due, and rings when one is over."""

from dataclasses import dataclass

import structlog
from telegram.error import Forbidden, TelegramError

from bot import log
from bot.services.holds import Holds
from bot.services.outcomes import Frame, SessionAnswer, Step
from bot.services.sessions import Sessions
from content.catalogue import Catalogue
from handlers.show import Show
from handlers.turn import texts_for
from handlers.views import session, timer

logger = structlog.get_logger()


@dataclass(frozen=True)
class HoldPainter:
    """One beat of all running hold timers."""

    holds: Holds
    sessions: Sessions
    show: Show
    catalogue: Catalogue

    async def paint(self) -> None:
        """Draw what is due; a fault with one person's chat never costs another's timer."""
        for frame in await self.holds.frames():
            try:
                await (self._ring(frame) if frame.over else self._draw(frame))
            except TelegramError as error:
                logger.warning(
                    "timer not drawn", person=log.person(frame.user_id), error=type(error).__name__
                )
                if isinstance(error, Forbidden):
                    await self._put_away(frame)

    async def _draw(self, frame: Frame) -> None:
        screen = timer.frame(frame.step, frame.elapsed, self.catalogue, texts_for(frame.language))
        if frame.step.message_id is not None:
            await self.show.paint(frame.user_id, frame.step.message_id, screen)

    async def _ring(self, frame: Frame) -> None:
        """The bell comes first: it stays due until it went out, and only then the timer is put away."""
        texts = texts_for(frame.language)
        guide = self.catalogue.guides[frame.prescription.exercise_id]
        await self.show.send(frame.user_id, session.bell(frame.step, guide, texts))
        after = await self._put_away(frame)
        if isinstance(after, Step) and after.message_id is not None and after.session.hold is None:
            screen = session.step(after, self.catalogue, texts)
            await self.show.edit_known(frame.user_id, after.message_id, screen, has_media=True)

    async def _put_away(self, frame: Frame) -> SessionAnswer:
        """The bell rang, or cannot ring: the timer is over."""
        step = frame.step
        return await self.sessions.stop_hold(frame.user_id, step.session_id, step.session.cursor)
