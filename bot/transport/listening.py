"""The webhook as a way in: tells Telegram the address, listens, and hands updates to the intake."""

import asyncio
import logging
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot.transport.door import known_until
from bot.transport.intake import Intake
from bot.transport.polling import ALLOWED_UPDATES
from bot.transport.request import AiohttpRequest
from bot.transport.webhook import webhook_app

_log = logging.getLogger(__name__)
# Seconds that an update under way has for its end when the bot stops.
_GRACE = 7.0


class ListenError(Exception):
    """Nobody can listen at an address; the message is one line that says what to do."""


async def listen(runner: web.AppRunner, address: str, setting: str) -> None:
    """Let `runner` answer at `address` (HOST:PORT), which comes from `setting`; ListenError otherwise."""
    host, _, port = address.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    except (OSError, UnicodeError) as error:
        reason = f"{type(error).__name__} {getattr(error, 'errno', '')}".strip()
        raise ListenError(
            f"{setting} cannot be used: {address} is taken or not of this machine "
            f"({reason}); end what listens there or type another HOST:PORT"
        ) from None


class Listening:
    """Takes updates by webhook; `run` and `stop` as `Polling` has them.

    `url` is the API address with the token, `public` the https address Telegram delivers to, `listen`
    HOST:PORT on this machine. Several replicas may listen behind one address.
    """

    def __init__(
        self, request: AiohttpRequest, url: str, intake: Intake, *, public: str, listen: str, secret: str
    ) -> None:
        self._request, self._url, self._intake = request, url, intake
        self._public, self._listen, self._secret = public, listen, secret
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Listen until `stop`; InvalidToken for a wrong token, ListenError when the place is taken."""
        path = urlsplit(self._public).path or "/"
        app = webhook_app(self._intake, path, self._secret)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GRACE)
        await runner.setup()
        try:
            await listen(runner, self._listen, "WEBHOOK_LISTEN")
            await self._announced_until_stopped()
        finally:
            await runner.cleanup()

    def is_caught_up(self) -> bool:
        """Telegram brings what waits, and nobody knows how much that is."""
        return True

    def stop(self) -> None:
        """Ask `run` to come to its end; requests under way are answered first."""
        self._stopping.set()

    async def _announced_until_stopped(self) -> None:
        stopped = asyncio.ensure_future(self._stopping.wait())
        announcing = asyncio.ensure_future(self._announce())
        await asyncio.wait({stopped, announcing}, return_when=asyncio.FIRST_COMPLETED)
        if announcing.done():
            announcing.result()
            _log.info("updates come in by webhook")
            await known_until(self._stopping, self._request, self._url)
        announcing.cancel()
        await stopped

    async def _announce(self) -> None:
        """Tell Telegram where to deliver, for as long as it takes; listening goes on meanwhile."""
        wanted = {
            "url": self._public,
            "secret_token": self._secret,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        pause = 1.0
        while True:
            try:
                await self._request.call(f"{self._url}/setWebhook", wanted)
            except InvalidToken:
                raise
            except TelegramError as error:
                _log.warning(
                    "the webhook is not set yet: %s: %s; next try in %.0f s",
                    type(error).__name__, error, pause,
                )  # fmt: skip
                await asyncio.sleep(pause)
                pause = min(2 * pause, 30.0)
            else:
                return
