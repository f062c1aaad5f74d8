"""The stand-in of the Bot API: one loopback server for the demo page, the stories and the fault campaigns."""

import asyncio
import copy
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from bot.demo.control import ControlApi
from bot.demo.faults import DOOR, Fault, fault_of
from bot.demo.guard import only_local, say_what_is_wrong
from bot.demo.journal import Entry
from bot.demo.page_api import MoveClock, PageApi
from bot.demo.server import BotApi
from bot.demo.userside import UserSide
from bot.demo.webhook import Webhook
from bot.demo.wire import Json
from bot.demo.world import Person, Rules, World

LOOPBACK: Final = "127.0.0.1"
LARGEST_REQUEST: Final = 60 * 1024 * 1024
LAST_WORDS: Final = 0.2  # seconds that open requests get when the server stops


class StandIn:
    """A Telegram of one bot. Start it, let people act, look at what the bot did."""

    def __init__(
        self,
        now: Callable[[], datetime],
        token: str = "1:demo",  # noqa: S107 - a made-up token for loopback
        journal: Path | None = None,
        seed: int = 0,
        move_clock: MoveClock | None = None,
        rules: Rules | None = None,
    ) -> None:
        self.world = World(now, token, journal, seed, rules)
        self._users = UserSide(self.world)
        self._webhook = Webhook(self.world)
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self._page = PageApi(self.world, self._users, move_clock)
        self._port = 0
        self._reopening: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where the Bot API is, without a slash at the end."""
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def page_url(self) -> str:
        """Where the chat page is."""
        return f"{self.url}/"

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        app = web.Application(middlewares=[only_local, say_what_is_wrong], client_max_size=LARGEST_REQUEST)
        app.on_response_prepare.append(self._date)
        app.add_routes(self._page.routes())
        app.add_routes(ControlApi(self).routes())
        app.add_routes(BotApi(self.world, self._webhook).routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_WORDS)
        await self._runner.setup()
        await self._open(port)
        self._port = int(self._runner.addresses[0][1])

    async def _date(self, _: web.Request, answer: web.StreamResponse) -> None:
        """Telegram's answers tell Telegram's time."""
        answer.headers["Date"] = format_datetime(self.world.now(), usegmt=True)

    async def _open(self, port: int) -> None:
        if self._runner is None:
            return
        self._site = web.TCPSite(self._runner, LOOPBACK, port, reuse_address=True)
        await self._site.start()

    async def stop(self) -> None:
        """Close everything; waiting polls and open pages end at once."""
        self.world.updates.pulse.close()
        self.world.hub.close()
        for task in list(self._reopening):
            task.cancel()
        await self._webhook.stop()
        if self._runner:
            await self._runner.cleanup()
        self.world.journal.close()

    def person(
        self,
        first_name: str = "Anna",
        language_code: str | None = "en",
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """A new user with a private chat; the bot may write once they have written."""
        return self.world.new_person(first_name, language_code, last_name, username)

    def says(self, user_id: int, text: str) -> int:
        """The user sends a text or command; the update's id."""
        return self._users.says(user_id, text)

    def shares_location(self, user_id: int, lat: float, lon: float) -> int:
        """The user shares a place, in degrees."""
        return self._users.shares_location(user_id, lat, lon)

    def sends_sticker(self, user_id: int) -> int:
        """The user sends a sticker."""
        return self._users.sends_sticker(user_id)

    def edits(self, user_id: int, message_id: int, text: str) -> int:
        """The user edits a text of their own."""
        return self._users.edits(user_id, message_id, text)

    def deletes(self, user_id: int, message_id: int) -> None:
        """The user deletes a message; Telegram tells the bot nothing."""
        self._users.deletes(user_id, message_id)

    def taps(self, user_id: int, message_id: int, button: str) -> int:
        """The user presses a button, named by label or data; KeyError names the labels that are there."""
        return self._users.taps(user_id, message_id, button)

    def replays(self, user_id: int, message_id: int, data: str) -> int:
        """The user's app sends old or made-up callback data for a message."""
        return self._users.presses(user_id, message_id, data)[0]

    def blocks(self, user_id: int) -> int:
        """The user blocks the bot."""
        return self._users.blocks(user_id)

    def unblocks(self, user_id: int) -> int:
        """The user lets the bot write again."""
        return self._users.unblocks(user_id)

    def leaves_telegram(self, user_id: int) -> None:
        """The user deletes their account."""
        self._users.leaves_telegram(user_id)

    def pushes(self, raw_update: Json) -> int:
        """Queue any update, also a malformed one; one with an id is (re)delivered under that id."""
        return self.world.updates.push(raw_update)

    async def confirmed(self, update_id: int, timeout: float = 10) -> None:  # noqa: ASYNC109 - waits inside asyncio.timeout
        """Wait until the bot confirmed the update; TimeoutError after `timeout` real seconds."""
        await self.world.updates.confirmed(update_id, timeout)

    def messages(self, user_id: int) -> list[Json]:
        """All messages of the chat as they stand now, the user's own included, as Bot API objects."""
        kept = self.world.people[user_id].messages.values()
        return [copy.deepcopy(message.json) for message in kept]

    def toasts(self, user_id: int) -> list[Json]:
        """All answers to taps so far: query_id, text, alert."""
        return list(self.world.people[user_id].toasts)

    @property
    def calls(self) -> list[Entry]:
        """Every call of the bot so far, refused ones included."""
        return self.world.journal.entries

    def plan(self, fault: Fault | Mapping[str, Any]) -> Fault:
        """Plan a fault (see `Fault`); the planned fault counts its uses down."""
        planned = fault_of(fault)
        if planned.kind == DOOR:
            task = asyncio.create_task(self._refuse(planned.seconds))
            self._reopening.add(task)
            task.add_done_callback(self._reopening.discard)
        else:
            self.world.faults.add(planned)
        return planned

    def clear_faults(self) -> None:
        """Everything goes well from here; held back updates are handed out."""
        self.world.faults.clear()
        self.world.updates.release()

    async def _refuse(self, seconds: float) -> None:
        if self._site and self._runner and self._runner.server:
            await self._site.stop()
            for connection in list(self._runner.server.connections):
                connection.force_close()
            await asyncio.sleep(seconds)
            await self._open(self._port)
