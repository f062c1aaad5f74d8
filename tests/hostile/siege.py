"""Victims who go about their mornings, and strangers who send whatever they like to the same bot."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.transport.intake import Verdict
from handlers.codec import decode
from tests.chat import Chatter, World, world_at
from tests.conftest import START
from tests.hostile import corpus
from tests.hostile.corpus import Raw
from tests.stories.conftest import settled

TABLES = ("person", "plan", "log", "session", "occurrence")
BATCH = 40
FIRST_NUMBER = 10_000_000
HANDLER_FAILED = "handler failed"


class _Errors(logging.Handler):
    """Counts what no input may cause: a handler that fails."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if HANDLER_FAILED in record.getMessage():
            self.seen.append(record.getMessage())


@dataclass
class Siege:
    """A world under attack; `findings` names every promise that did not hold."""

    world: World
    database: Path
    seed: int
    victims: list[Chatter] = field(default_factory=list)
    strangers: list[Chatter] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        """A seed of its own, and a look at what is logged."""
        self._dice = Random(self.seed)
        self.errors, self._number = _Errors(), FIRST_NUMBER

    async def settle(self) -> None:
        """Four victims: in a session, in a hold, finished, stopped by pain; strangers at every stage."""
        self.victims = [await settled(self.world.person(f"Victim{n}")) for n in range(4)]
        training, holding, done, hurt = self.victims
        for each in (training, holding, done):
            await each.says("/today")
        await holding.taps("Hold timer")
        await done.taps("Done")
        await hurt.says("/pain")
        self.strangers = [
            self.world.person("New"),
            self.world.person("Asked"),
            await settled(self.world.person("In")),
        ]
        await self.strangers[1].says("/start")
        await self.strangers[1].taps("Yes, I agree")
        await self.strangers[2].says("/today")

    async def taps(self, count: int) -> None:
        """So many forged taps of strangers; undecodable ones change nothing at all, every one is answered."""
        for first in range(0, count, BATCH):
            raws = [self._tap() for _ in range(min(BATCH, count - first))]
            calls = len(self.world.standin.calls)
            await self._batch(raws)
            self._heard(raws, calls)

    async def updates(self, count: int) -> None:
        """So many hostile messages, and updates of all kinds with broken parts."""
        for first in range(0, count, BATCH):
            await self._batch([self._update() for _ in range(min(BATCH, count - first))])

    async def _batch(self, raws: list[Raw]) -> None:
        before, calls = self._rows(self.victims), len(self.world.standin.calls)
        dead = [raw for raw in raws if _means_nothing(raw)]
        await self._send([raw for raw in raws if not _means_nothing(raw)])
        own = self._rows(self.strangers)
        await self._send(dead)
        if self._rows(self.strangers) != own:
            self._found("undecodable data changed a stranger's rows", dead)
        if self._rows(self.victims) != before:
            self._found("a stranger's input changed a victim's rows", raws)
        ids = {each.id for each in self.victims}
        fresh = self.world.standin.calls[calls:]
        if any(call.chat_id in ids for call in fresh):
            self._found("a stranger's input reached a victim's chat", raws)
        if self.errors.seen:
            self._found(self.errors.seen.pop(), raws)
            self.errors.seen.clear()

    def _heard(self, raws: list[Raw], calls: int) -> None:
        told = {str(call.params.get("callback_query_id")) for call in self.world.standin.calls[calls:]}
        whole = [raw for raw in raws if isinstance(raw["callback_query"]["data"], str)]
        silent = [raw for raw in whole if raw["callback_query"]["id"] not in told]
        if silent:
            self._found("a tap was met by silence", silent)

    async def _send(self, raws: list[Raw]) -> None:
        verdicts = await asyncio.gather(*map(self.world.app.intake.settle, raws))
        self.sent += len(raws)
        if any(verdict is not Verdict.DONE for verdict in verdicts):
            self._found("an update would come again for ever", raws)

    def _tap(self) -> Raw:
        stranger = self._dice.choice(self.strangers)
        messages = [message for each in (*self.victims, stranger) for message in each.messages()]
        seen = [
            key["callback_data"]
            for message in messages
            for row in message.get("reply_markup", {}).get("inline_keyboard", ())
            for key in row
        ]
        return corpus.tap(
            self._dice, _user(stranger), messages, seen, FIRST_NUMBER + self.sent + self._next()
        )

    def _update(self) -> Raw:
        stranger = self._dice.choice(self.strangers)
        written = self._dice.random() < 0.7
        whole = corpus.text(self._dice, _user(stranger), self._next()) if written else self._tap()
        return whole if self._dice.random() < 0.4 else corpus.broken(self._dice, whole)

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _rows(self, people: list[Chatter]) -> list[object]:
        marks = ",".join(str(each.id) for each in people)
        with closing(sqlite3.connect(self.database)) as connection:
            return [
                connection.execute(f"SELECT * FROM {table} WHERE user_id IN ({marks}) ORDER BY 1").fetchall()
                for table in TABLES
            ]

    def _found(self, what: str, raws: list[Raw]) -> None:
        self.findings.append(f"{what} (seed {self.seed}, after {self.sent}): {raws!r:.2000}")


def _user(stranger: Chatter) -> Raw:
    return {"id": stranger.id, "is_bot": False, "first_name": "Stranger", "language_code": "en"}


def _means_nothing(raw: Raw) -> bool:
    query = raw.get("callback_query")
    if not isinstance(query, dict):
        return False
    found = query.get("data")
    return not isinstance(found, str) or decode(found) is None


@asynccontextmanager
async def siege_of(database: Path, seed: int) -> AsyncIterator[Siege]:
    """A siege of a bot on this migrated SQLite file."""
    async with world_at(START, f"sqlite:///{database}") as world:
        siege = Siege(world, database, seed)
        logging.getLogger().addHandler(siege.errors)
        try:
            await siege.settle()
            yield siege
        finally:
            logging.getLogger().removeHandler(siege.errors)
