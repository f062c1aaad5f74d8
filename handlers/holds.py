"""Draws the hold timers that are due, and rings when one is over."""

import asyncio
from dataclasses import dataclass, field, replace

import structlog
from telegram.error import Forbidden, TelegramError

from bot import log
from bot.domain.faults import StorageUnavailable
from bot.services.holds import Holds
from bot.services.outcomes import Frame, SessionAnswer, Step
from bot.services.sessions import Sessions
from content.catalogue import Catalogue
from handlers.show import Show
from handlers.turn import texts_for
from handlers.views import session, timer

logger = structlog.get_logger()

HANDS = 16
"""So many timers are drawn side by side: a few, so that nobody's tap stands behind a crowd of them."""
GLANCE = 0.05
"""Seconds that the next timer waits for one of so many chats to answer."""


@dataclass(frozen=True)
class HoldPainter:
    """The beats of all running hold timers."""

    holds: Holds
    sessions: Sessions
    show: Show
    catalogue: Catalogue
    _in_hand: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    async def paint(self) -> None:
        """Begin to draw what is due; a chat that is slow to answer delays nobody else's timer."""
        for frame in await self.holds.frames():
            if frame.user_id not in self._in_hand:
                self._in_hand[frame.user_id] = asyncio.ensure_future(self._show(frame))
                await self._a_hand_free()

    async def settle(self, seconds: float | None = None) -> None:
        """Wait until all that was begun is drawn; what is not within `seconds` is broken off."""
        while drawing := set(self._in_hand.values()):
            late = (await asyncio.wait(drawing, timeout=seconds))[1]
            for task in late:
                task.cancel()

    async def _a_hand_free(self) -> None:
        if len(self._in_hand) >= HANDS:
            await asyncio.wait(
                set(self._in_hand.values()), timeout=GLANCE, return_when=asyncio.FIRST_COMPLETED
            )

    async def _show(self, frame: Frame) -> None:
        """Draw or ring, whatever comes of it: the beat after this one has to find its way clear."""
        try:
            if await self._stands(frame):
                await self._show_if_wanted(frame)
        except (TelegramError, StorageUnavailable) as error:
            logger.warning("timer not drawn", person=log.person(frame.user_id), error=type(error).__name__)
        except Exception as error:
            logger.exception("timer failed", person=log.person(frame.user_id), error=type(error).__name__)
        finally:
            del self._in_hand[frame.user_id]

    async def _show_if_wanted(self, frame: Frame) -> None:
        """Draw or ring; who has blocked the bot has no timer any more."""
        try:
            await (self._ring(frame) if frame.over else self._draw(frame))
        except Forbidden:
            await self._put_away(frame)
            raise

    async def _stands(self, frame: Frame) -> bool:
        """Whether nothing was tapped since it was planned, such as Pain: no timer is drawn over that."""
        step = await self.sessions.present(frame.user_id, frame.step.session_id)
        return isinstance(step, Step) and step.session == frame.step.session

    async def _draw(self, frame: Frame) -> None:
        step, texts = frame.step, texts_for(frame.language)
        if step.message_id is None:
            return
        ticks = step.session.hold is not None
        screen = (
            timer.frame(step, frame.elapsed, self.catalogue, texts)
            if ticks
            else session.step(step, self.catalogue, texts)
        )
        shown_in = await self.show.paint(frame.user_id, step.message_id, screen)
        if shown_in is None and not ticks:
            await self.holds.draw_later(step.session_id)
        elif shown_in not in (None, step.message_id):
            await self.sessions.keep_message(frame.user_id, step.session_id, shown_in)

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
