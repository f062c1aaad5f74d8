"""PTB's way to Telegram on connections of our own: cheap, and exact about what a failure means."""

import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urlsplit

from telegram.request import BaseRequest, RequestData

from bot.transport import failure, wire
from bot.transport.connections import Connections, Server

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput


class TelegramRequest(BaseRequest):
    """Keeps its connections; raises NotSent, MaybeSent or Telegram's refusals, all without token or body.

    Timeouts are in seconds. Make two: one for PTB's calls and the bulk lane, one for getUpdates.
    """

    def __init__(
        self,
        *,
        connections: int = 100,
        connect_timeout: float = 5.0,
        pool_timeout: float = 5.0,
        write_timeout: float = 5.0,
        upload_timeout: float = 30.0,
        read_timeout: float = 10.0,
    ) -> None:
        self._most = connections
        self._defaults = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        self._upload_timeout = upload_timeout
        self.dated: tuple[str, float] | None = None
        """What the newest answer said of the time (its Date), and when that was on the monotonic clock."""
        self._connections: Connections | None = None

    @property
    def read_timeout(self) -> float | None:
        """The default read timeout, in seconds."""
        return self._defaults[0]

    async def initialize(self) -> None:
        """Be ready to open connections; once is enough, more often does no harm."""
        if self._connections is None or self._connections.closed:
            self._connections = Connections(self._most)

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._connections is not None:
            self._connections.close()

    async def call(
        self,
        url: str,
        payload: Mapping[str, object],
        *,
        read_timeout: float | None = None,
        on_wire: Callable[[], None] | None = None,
    ) -> object:
        """POST plain values or uploads and return the answer's `result` as it came, past PTB's `Bot`.

        `on_wire` is called once a form without uploads has left, before any answer.
        """
        limit = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
        # PTB forbids subclasses of RequestData; wire.Form has the attributes that are asked for here.
        return await self.post(url, cast("RequestData", wire.Form(payload, on_wire)), read_timeout=limit)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        write_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        connect_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
        pool_timeout: "ODVInput[float]" = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One HTTP exchange: status and body. PTB's `post` calls it and maps refusals to error classes."""
        connections = self._connections
        if connections is None or connections.closed:
            raise failure.NotSent("The way to Telegram is not open")
        given = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        reach, talk = self._limits(given, upload=bool(request_data and request_data.contains_files))
        try:
            server, head = _addressed(method, url)
            request, on_wire = head + wire.body(request_data), getattr(request_data, "on_wire", None)
            answer = await connections.exchange(server, request, reach, talk, on_wire)
        except Exception as error:
            # Whatever it was, its text may hold the address (with the token in it) or the message.
            failed = failure.from_exception(error)
        else:
            if answer.date:
                self.dated = answer.date, time.monotonic()
            status, body = answer.status, answer.body
            return status, body if status < 300 else failure.refusal(status, body)
        # Raised down here so that the cause does not travel along as __context__.
        raise failed

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON object; MaybeSent when it cannot be read (the call may well have worked)."""
        answer = wire.parsed(payload)
        if isinstance(answer, dict) and "result" in answer:
            return answer
        raise failure.MaybeSent("Telegram's answer could not be read")

    def _limits(self, given: tuple[Any, ...], *, upload: bool) -> tuple[float | None, float | None]:
        """The seconds for a connection, and those for sending and being answered."""
        read, write, connect, pool = (
            default if value is BaseRequest.DEFAULT_NONE else value
            for value, default in zip(given, self._defaults, strict=True)
        )
        if upload and given[1] is BaseRequest.DEFAULT_NONE:
            write = self._upload_timeout
        return _both(connect, pool), _both(read, write)


def _both(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


@lru_cache(maxsize=64)
def _addressed(method: str, url: str) -> tuple[Server, bytes]:
    """Where a request goes, and how it begins."""
    parts = urlsplit(url)
    encrypted = parts.scheme == "https"
    server = Server(parts.hostname or "", parts.port or (443 if encrypted else 80), encrypted)
    path = quote(parts.path, safe="/:%")
    head = f"{method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUser-Agent: Lumbo\r\n"
    return server, head.encode("ascii")
