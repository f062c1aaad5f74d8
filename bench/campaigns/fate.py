"""Named points of a bot's work at which a campaign lets it die, freeze or fail.

They are laid around the assembled bot from outside, so that the product knows nothing of them.
"""

import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import Executable

from bench.campaigns.time import Shared
from bot.app import App
from bot.dispatcher import Dispatcher
from bot.domain.faults import StorageUnavailable
from db.engine import Tx

REMINDER_POINTS = (
    "claim.pre_commit", "claim.post", "start.pre_commit", "start.post",
    "note_on_wire.pre_commit", "note_on_wire.post", "invite.post", "record.pre_commit", "record.post",
)  # fmt: skip
UPDATE_POINTS = ("update.begun", "update.pre_commit", "update.committed", "update.http", "update.done")
KILLED = 137

_doing: ContextVar[str] = ContextVar("doing", default="other")


class Ending(Enum):
    """What happens at the point."""

    DIE = "die"
    FREEZE = "freeze"
    FAIL = "fail"


@dataclass
class Fate:
    """What happens at the `visit`-th time that work passes `point`; an empty point never comes.

    `met` becomes 1 when it has happened.
    """

    point: str = ""
    visit: int = 1
    ending: Ending = Ending.DIE
    met: Shared | None = None
    seen: int = field(default=0, init=False)

    def pass_by(self, point: str) -> None:
        """Work is at `point` now; StorageUnavailable where it has to fail."""
        if point != self.point:
            return
        self.seen += 1
        if self.seen != self.visit:
            return
        if self.met is not None:
            self.met.value = 1.0
        if self.ending is Ending.FAIL:
            raise StorageUnavailable("appointed")
        if self.ending is Ending.FREEZE:
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            os._exit(KILLED)


def appoint(app: App, fate: Fate) -> None:
    """Lay the points around an assembled bot that has not started."""
    begin, handle, request = app.database.begin, app.handle, app.request.do_request

    @asynccontextmanager
    async def watched_begin() -> AsyncIterator[Tx]:
        async with begin() as tx:
            # An update's transaction holds its receipt at least.
            noted = _Noted(tx, wrote=_doing.get() == "update")
            yield noted
            if noted.wrote:
                fate.pass_by(f"{_doing.get()}.pre_commit")
        if noted.wrote:
            fate.pass_by(f"{_doing.get()}.committed")

    async def watched_handle(raw: dict[str, Any]) -> Any:
        token = _doing.set("update")
        try:
            fate.pass_by("update.begun")
            verdict = await handle(raw)
            fate.pass_by("update.done")
            return verdict
        finally:
            _doing.reset(token)

    async def watched_request(*args: Any, **named: Any) -> tuple[int, bytes]:
        answer = await request(*args, **named)
        fate.pass_by(f"{_doing.get()}.http")
        return answer

    app.database.begin = watched_begin  # type: ignore[method-assign]
    app.handle = watched_handle  # type: ignore[method-assign]
    app.request.do_request = watched_request  # type: ignore[method-assign]
    reminders: Any = _Watched(app.services.reminders, fate)
    notifier: Any = _Watched(vars(app.dispatcher)["_notifier"], fate)
    lead, trail = vars(app.dispatcher)["_lead"], vars(app.dispatcher)["_trail"]
    app.dispatcher = Dispatcher(reminders, notifier, lead, trail)


class _Noted:
    """A transaction that notes whether anything was written in it."""

    def __init__(self, tx: Tx, *, wrote: bool) -> None:
        self.seal, self.dialect, self.wrote = tx.seal, tx.dialect, wrote
        self._tx = tx

    async def exec(self, statement: Executable, *, params: Any = None) -> Any:
        """As the transaction itself."""
        self.wrote = self.wrote or not statement.is_select
        return await self._tx.exec(statement, params=params)


class _Watched:
    """Any use case, with a point after each of its methods."""

    def __init__(self, inner: Any, fate: Fate) -> None:
        self._inner, self._fate = inner, fate

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return _named(found, name, self._fate) if callable(found) else found


def _named(method: Callable[..., Awaitable[Any]], name: str, fate: Fate) -> Callable[..., Awaitable[Any]]:
    async def run(*args: Any, **named: Any) -> Any:
        token = _doing.set(name)
        try:
            result = await method(*args, **named)
            if result or name != "claim":  # most beats find nothing due
                fate.pass_by(f"{name}.post")
            return result
        finally:
            _doing.reset(token)

    return run
