"""The ways in for updates, as the bot sees them."""

import asyncio
import logging
from contextlib import suppress
from typing import Protocol

from telegram.error import InvalidToken, TelegramError

from bot.transport.request import AiohttpRequest

ASK_SECONDS = 60.0
"""Seconds from one question to the next whether the token is still good."""

_log = logging.getLogger(__name__)


class Door(Protocol):
    """A way in for updates."""

    async def run(self) -> None:
        """Take updates in until `stop`."""
        ...

    def stop(self) -> None:
        """Ask `run` to come to its end."""
        ...

    def is_caught_up(self) -> bool:
        """Whether the updates that waited have taken effect, as far as that can be known."""
        ...


class NoDoor:
    """The way in of a process that takes no updates: it only waits; `url` is the API with the token."""

    def __init__(self, request: AiohttpRequest, url: str) -> None:
        self._request, self._url = request, url
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Wait until `stop`; InvalidToken once Telegram does not know the token any more."""
        await known_until(self._stopping, self._request, self._url)

    def stop(self) -> None:
        """Ask `run` to come to its end."""
        self._stopping.set()

    def is_caught_up(self) -> bool:
        """Others take in what waits."""
        return True


async def known_until(stopping: asyncio.Event, request: AiohttpRequest, url: str) -> None:
    """Wait for `stopping`, and ask now and then whether Telegram still knows the token; else InvalidToken.

    Who polls hears of it by polling; who only sends would go on trying for ever.
    """
    while not stopping.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), ASK_SECONDS)
            return
        try:
            await request.call(f"{url}/getMe", {})
        except InvalidToken:
            raise
        except TelegramError as error:
            _log.debug("Telegram does not say who we are: %s", type(error).__name__)
