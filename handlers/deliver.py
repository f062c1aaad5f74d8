"""Carries a handler's reply to the chat: the toast at once, and the screens."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress

import structlog
from telegram.error import Forbidden, TelegramError

from bot.domain.faults import AlreadyHandled
from bot.transport.failure import Dropped
from bot.transport.incoming import Tap
from bot.transport.limiter import Lane
from handlers import home
from handlers.screen import Reply, Screen
from handlers.show import Show
from handlers.turn import Turn

TOAST_LIMIT = 200
logger = structlog.get_logger()


async def answer(reply: Awaitable[Reply], turn: Turn, show: Show, tap: Tap | None = None) -> None:
    """Run a handler and deliver its reply; a redelivered update only shows where things stand."""
    try:
        told = await reply
    except AlreadyHandled:
        told = await home.present(turn)
    try:
        await asyncio.gather(toast(tap, show, told.toast), _screens(told, turn, show, tap))
    except Forbidden:
        await turn.services.onboarding.reachable(turn.user_id, False)


async def toast(tap: Tap | None, show: Show, text: str = "") -> None:
    """Answer a tap; it may be too late for that, or not be possible."""
    if tap is None:
        return
    try:
        await show.toast(tap.query_id, text[:TOAST_LIMIT])
    except TelegramError as error:
        # The effect stays and the screens tell of it: nobody need be told to try again for a lost toast.
        logger.debug("toast lost", error=type(error).__name__)


async def _screens(reply: Reply, turn: Turn, show: Show, tap: Tap | None) -> None:
    tapped, echo = tap.tapped if tap else None, reply.echo and tap is None
    if reply.strip and tapped is not None:
        await show.strip(turn.user_id, tapped.message_id)
    if reply.strips is not None:
        await show.strip(turn.user_id, reply.strips)
    if reply.edit is not None:
        if tapped is not None and not tapped.lost:
            message_id = await show.edit(turn.user_id, tapped, reply.edit)
            await _keep(reply.edit, message_id, turn, show)
        else:
            await _say(reply.edit, turn, show, echo=echo)
    for screen in reply.send:
        await _say(screen, turn, show, echo=echo)


async def _say(screen: Screen, turn: Turn, show: Show, *, echo: bool) -> None:
    """Send one screen; an echo of what the chat has just heard holds up nothing that comes after it."""
    with suppress(Dropped):
        message_id = await show.send(turn.user_id, screen, Lane.ECHO if echo else Lane.INTERACTIVE)
        await _keep(screen, message_id, turn, show)


async def _keep(screen: Screen, message_id: int, turn: Turn, show: Show) -> None:
    """Remember a session's living message; an older one loses its buttons."""
    if screen.session_id is None or screen.shown_in == message_id:
        return
    await turn.services.sessions.keep_message(turn.user_id, screen.session_id, message_id)
    if screen.shown_in is not None:
        await show.tidy(turn.user_id, screen.shown_in)
