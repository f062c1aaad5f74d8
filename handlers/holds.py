"""Draws the hold timers that are due, and rings when one is over."""

from dataclasses import dataclass, replace

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
        step, texts = frame.step, texts_for(frame.language)
        if step.message_id is None:
            return
        if step.session.hold is not None:
            screen = timer.frame(step, frame.elapsed, self.catalogue, texts)
            await self.show.paint(frame.user_id, step.message_id, screen)
        elif not await self.show.paint(
            frame.user_id, step.message_id, session.step(step, self.catalogue, texts)
        ):
            await self.holds.draw_later(step.session_id)

    async def _ring(self, frame: Frame) -> None:
        """The bell comes first: it stays due until it went out, and only then the timer is put away."""
        guide = self.catalogue.guides[frame.prescription.exercise_id]
        await self.show.send(frame.user_id, session.bell(frame.step, guide, texts_for(frame.language)))
        after = await self._put_away(frame)
        if isinstance(after, Step) and after.session.hold is None:
            await self._draw(replace(frame, step=after))

    async def _put_away(self, frame: Frame) -> SessionAnswer:
        """The bell rang, or cannot ring: the timer is over."""
        step = frame.step
        return await self.sessions.stop_hold(frame.user_id, step.session_id, step.session.cursor)
