"""The chat as a user has it: `anna.says`, `anna.taps`, `anna.sees`, against the real bot over real HTTP."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import SecretStr

from bot.app import App
from bot.assembly import build
from bot.clock import StillClock
from bot.demo.standin import StandIn
from bot.settings import Settings
from bot.transport.limiter import TwoLanes
from content import catalogue

TOKEN = "1000:story-token-canary"
CATALOGUE = catalogue.load()
Message = dict[str, Any]


def text_of(message: Message) -> str:
    """What a message says, be it text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def labels_of(message: Message) -> list[str]:
    """The labels of a message's buttons, in order."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [key["text"] for row in rows for key in row]


def is_invitation(message: Message) -> bool:
    """Whether a message invites to train: it can be started and declined, whatever its words are."""
    labels = labels_of(message)
    return "▶️ Start" in labels and "Not today" in labels


@dataclass
class World:
    """A stand-in of Telegram, the bot beside it, and the clock of both."""

    clock: StillClock
    standin: StandIn
    database_url: str
    chat_interval: float = 0.0
    app: App = field(init=False)
    _running: asyncio.Task[None] | None = None

    async def start(self, *, read_up: bool = True, **more: Any) -> None:
        """Start the bot, with `more` settings; it does not beat by itself: `passes` moves time and beats.

        With `read_up`, what was written before has taken effect when it ends.
        """
        settings = Settings(
            _env_file=None,
            telegram_bot_token=SecretStr(TOKEN),
            telegram_api_url=self.standin.url,
            database_url=self.database_url,
            **more,
        )
        self.app = build(settings, self.clock, CATALOGUE, self._lanes())
        await self.app.start(beating=False)
        self._running = asyncio.ensure_future(self.app.run())
        if read_up:
            while not self.app.door.is_caught_up():  # noqa: ASYNC110  (no event tells)
                await asyncio.sleep(0.005)

    def _lanes(self) -> TwoLanes:
        """Stories wait for no pace, unless they set the `chat_interval` that people have."""
        return TwoLanes(bulk_rate=10_000.0, chat_interval=self.chat_interval)

    async def stop(self) -> None:
        """Stop the bot gracefully."""
        self.app.door.stop()
        if self._running is not None:
            await self._running
        await self.app.stop()

    async def restart(self) -> None:
        """Stop the bot and start another one on the same database."""
        await self.stop()
        await self.start()

    async def passes(self, **step: float) -> None:
        """Let time pass at once (`hours=1`), then let the bot do what is due."""
        self.clock.move(timedelta(**step))
        await self.beat()

    async def until(self, moment: datetime) -> None:
        """Let time pass until `moment`, then let the bot do what is due."""
        self.clock.move(moment - self.clock.now())
        await self.beat()

    async def beat(self) -> None:
        """Everything that a moment's beats would do."""
        await self.app.dispatcher.tick()
        await self.app.painter.paint()
        await self.app.painter.settle()
        await self.app.owed.pay()

    def person(self, name: str = "Anna", language: str = "en") -> "Chatter":
        """A new user."""
        return Chatter(self, self.standin.person(name, language).id)


@dataclass
class Chatter:
    """One user with their chat."""

    world: World
    id: int

    async def says(self, text: str) -> Message:
        """Write a text or command; the bot's last message after it was handled."""
        return await self._after(self.world.standin.says(self.id, text))

    async def starts(self) -> Message:
        """Write /today, and say that the last session brought no new pain, where that is asked."""
        told = await self.says("/today")
        return await self.taps("No", told) if "No" in labels_of(told) else told

    async def shares_location(self, latitude: float, longitude: float) -> Message:
        """Share a place."""
        return await self._after(self.world.standin.shares_location(self.id, latitude, longitude))

    async def sends_sticker(self) -> Message:
        """Send a sticker."""
        return await self._after(self.world.standin.sends_sticker(self.id))

    async def taps(self, label: str, message: Message | None = None) -> Message:
        """Tap the button whose label contains `label`: on `message`, or the newest that has it."""
        chosen = message or self.newest_with(label)
        matching = [each for each in labels_of(chosen) if label in each]
        exact = [each for each in matching if each == label] or matching
        assert exact, f"no button {label!r} among {labels_of(chosen)}"
        return await self._after(self.world.standin.taps(self.id, chosen["message_id"], exact[0]))

    async def replays(self, data: str, message: Message) -> Message:
        """Tap with callback data of one's own making."""
        return await self._after(self.world.standin.replays(self.id, message["message_id"], data))

    def newest_with(self, label: str) -> Message:
        """The newest message of the bot with such a button."""
        for message in reversed(self.messages()):
            if any(label in each for each in labels_of(message)):
                return message
        raise AssertionError(f"no button {label!r}; the last message says {text_of(self.last())!r}")

    def newest_saying(self, words: str) -> Message:
        """The newest message of the bot with these words."""
        return next(each for each in reversed(self.messages()) if words in text_of(each))

    def messages(self) -> list[Message]:
        """The bot's messages as they stand now."""
        every = self.world.standin.messages(self.id)
        return [each for each in every if each["from"]["is_bot"]]

    def last(self) -> Message:
        """The bot's newest message."""
        return self.messages()[-1]

    def sees(self, pattern: str) -> bool:
        """Whether any message of the bot says `pattern` now."""
        return any(re.search(pattern, text_of(each)) for each in self.messages())

    def invitations(self) -> list[str]:
        """What the invitations say that still wait for an answer."""
        return [text_of(each) for each in self.messages() if is_invitation(each)]

    def toast(self) -> str:
        """The last toast."""
        return str(self.world.standin.toasts(self.id)[-1]["text"])

    async def _after(self, update_id: int) -> Message:
        await self.world.standin.confirmed(update_id)
        return self.last()


@asynccontextmanager
async def world_at(now: datetime, database_url: str) -> AsyncIterator[World]:
    """A world that stands at `now` until it is moved."""
    clock = StillClock(now)
    standin = StandIn(clock.now, TOKEN)
    await standin.start()
    world = World(clock, standin, database_url)
    await world.start()
    try:
        yield world
    finally:
        await world.stop()
        await standin.stop()
