"""Connections to Telegram that are kept for the next call, and one exchange at a time on each of them.

A library for all of HTTP took most of what a call costs, and POST with one kind of answer needs little of it.
And who writes the bytes knows whether any have left (docs/decisions/0054-our-own-exchanges.md).
"""

import asyncio
import socket
import ssl
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

from aiohappyeyeballs import start_connection

from bot.transport.answer import Answer, Garbled, read

# nginx, which stands before most Bot API servers, closes an idle connection after 75 s: let go earlier,
# because a request that meets the closing one cannot be told from a lost reply.
_IDLE_SECONDS = 50.0
# A machine may have an address of a kind that leads nowhere: the other kind is tried so soon (RFC 8305).
_NEXT_ADDRESS = 0.25


class Unreached(Exception):
    """No connection, so not a byte has left; the text names the cause's class only."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where somebody listens."""

    host: str
    port: int
    encrypted: bool


class Connection(asyncio.Protocol):
    """One exchange at a time; `free` while nothing is under way and the other side keeps it open."""

    _transport: asyncio.Transport

    def __init__(self) -> None:
        self.free = False
        self.idle_since = 0.0
        self._came = b""
        self._answer: asyncio.Future[Answer] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Look whether the answer is whole; what nobody asked for ends the connection."""
        self._came += data
        if self._answer is None:
            self.close()
        else:
            self._look()

    def connection_lost(self, error: Exception | None) -> None:
        """The other side has ended it, or we have."""
        self.free = False
        if error is None:
            self._look(over=True)
        self._fail(error or ConnectionResetError())

    async def exchange(
        self, request: bytes, patience: float | None, on_wire: Callable[[], None] | None
    ) -> Answer:
        """Send `request` and wait `patience` seconds for the answer; `on_wire` hears when it was handed over.

        Whoever is broken off leaves a connection that is not free any more: the answer may still come.
        """
        loop = asyncio.get_running_loop()
        self.free, self._came, self._answer = False, b"", loop.create_future()
        late = None if patience is None else loop.call_later(patience, self._fail, TimeoutError())
        try:
            self._transport.write(request)
            if on_wire:
                on_wire()
            answer = await self._answer
        finally:
            self._answer = None
            if late:
                late.cancel()
        self.free = answer.stays and not self._transport.is_closing()
        return answer

    def close(self) -> None:
        """End it at once."""
        self.free = False
        self._transport.abort()

    def _look(self, *, over: bool = False) -> None:
        if self._answer is None or self._answer.done():
            return
        try:
            answer = read(self._came, over=over)
        except Garbled as error:
            self._fail(error)
        else:
            if answer is not None:
                self._answer.set_result(answer)

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)


class Connections:
    """At most so many connections at a time; who finds none free waits for one."""

    def __init__(self, most: int) -> None:
        self.closed = False
        self._places = asyncio.Semaphore(most)
        self._idle: defaultdict[Server, deque[Connection]] = defaultdict(deque)
        self._busy: set[Connection] = set()

    async def exchange(
        self,
        server: Server,
        request: bytes,
        reach: float | None,
        talk: float | None,
        on_wire: Callable[[], None] | None = None,
    ) -> Answer:
        """The answer to `request`; `reach` and `talk` are the seconds for a connection and for the rest.

        Raises Unreached when nothing has left; after any other error it may have arrived.
        """
        connection = await self._taken(server, reach)
        self._busy.add(connection)
        try:
            return await connection.exchange(request, talk, on_wire)
        finally:
            self._busy.discard(connection)
            self._put_back(server, connection)

    def close(self) -> None:
        """End all of them."""
        self.closed = True
        for connection in (*self._busy, *(each for idle in self._idle.values() for each in idle)):
            connection.close()
        self._idle.clear()

    async def _taken(self, server: Server, patience: float | None) -> Connection:
        if not self._places.locked() and (kept := self._kept(server)):
            await self._places.acquire()  # nobody waits, so this does not either
            return kept
        try:
            async with asyncio.timeout(patience):
                await self._places.acquire()
                try:
                    return self._kept(server) or await _opened(server)
                except BaseException:
                    self._places.release()
                    raise
        except Exception as error:
            raise Unreached(type(error).__name__) from None

    def _kept(self, server: Server) -> Connection | None:
        """The connection that was used last, if it is still good."""
        idle, now = self._idle[server], _now()
        while idle:
            connection = idle.pop()
            if connection.free and now - connection.idle_since < _IDLE_SECONDS:
                return connection
            connection.close()
        return None

    def _put_back(self, server: Server, connection: Connection) -> None:
        self._places.release()
        if not connection.free or self.closed:
            connection.close()
            return
        idle, connection.idle_since = self._idle[server], _now()
        idle.append(connection)
        while connection.idle_since - idle[0].idle_since > _IDLE_SECONDS:
            idle.popleft().close()


async def _opened(server: Server) -> Connection:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    line = await start_connection(found, happy_eyeballs_delay=_NEXT_ADDRESS, loop=loop)
    _, connection = await loop.create_connection(
        Connection, sock=line, ssl=_certificates() if server.encrypted else None,
        server_hostname=server.host if server.encrypted else None,
    )  # fmt: skip
    return connection


@cache
def _certificates() -> ssl.SSLContext:
    """What this machine trusts; read when it is needed, since that takes a while."""
    return ssl.create_default_context()


def _now() -> float:
    return asyncio.get_running_loop().time()
