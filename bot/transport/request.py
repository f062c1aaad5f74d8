"""PTB's way to Telegram on one aiohttp session: cheap, and exact about what a failure means."""

import io
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from telegram.request import BaseRequest, RequestData

from bot.transport import failure, wire

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

# nginx, which stands before most Bot API servers, closes an idle connection after 75 s: let go earlier,
# because a request that meets the closing one cannot be told from a lost reply.
_IDLE_SECONDS = 50.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class AiohttpRequest(BaseRequest):
    """One keep-alive session; raises NotSent, MaybeSent or Telegram's refusals, all without token or body.

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
        self._connections = connections
        self._defaults = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        self._upload_timeout = upload_timeout
        self.dated: tuple[str, float] | None = None
        """What the newest answer said of the time (its Date), and when that was on the monotonic clock."""
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The default read timeout, in seconds."""
        return self._defaults[0]

    async def initialize(self) -> None:
        """Open the session; once is enough, more often does no harm."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()

    async def call(
        self,
        url: str,
        payload: Mapping[str, object],
        *,
        read_timeout: float | None = None,
        crossing: AbstractContextManager[None] | None = None,
    ) -> object:
        """POST plain values or uploads and return the answer's `result` as it came, past PTB's `Bot`.

        A form without uploads leaves within `crossing`, which ends before any answer.
        """
        limit = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
        # PTB forbids subclasses of RequestData; wire.Form has the attributes that are asked for here.
        return await self.post(url, cast("RequestData", wire.Form(payload, crossing)), read_timeout=limit)

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
        session = self._session
        if session is None or session.closed:
            raise failure.NotSent("The way to Telegram is not open")
        given = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        limits = _limits(*self._seconds(given, bool(request_data and request_data.contains_files)))
        try:
            status, payload = await self._exchange(session, url, method, request_data, limits)
        except Exception as error:
            # Whatever it was, its text may hold the address (with the token in it) or the message.
            failed = failure.from_exception(error)
        else:
            return status, payload if status < 300 else failure.refusal(status, payload)
        # Raised down here so that the cause does not travel along as __context__.
        raise failed

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON object; MaybeSent when it cannot be read (the call may well have worked)."""
        answer = wire.parsed(payload)
        if isinstance(answer, dict) and "result" in answer:
            return answer
        raise failure.MaybeSent("Telegram's answer could not be read")

    async def _exchange(
        self,
        session: aiohttp.ClientSession,
        url: str,
        method: str,
        data: RequestData | None,
        limits: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        body, headers = _body(data)
        async with session.request(
            method, url, data=body, headers=headers, timeout=limits, allow_redirects=False
        ) as answer:
            if date := answer.headers.get("Date"):
                self.dated = date, time.monotonic()
            return answer.status, await answer.read()

    def _seconds(self, given: tuple[Any, ...], upload: bool) -> list[float | None]:
        chosen = [
            default if value is BaseRequest.DEFAULT_NONE else value
            for value, default in zip(given, self._defaults, strict=True)
        ]
        if upload and given[1] is BaseRequest.DEFAULT_NONE:
            chosen[1] = self._upload_timeout
        return chosen


@lru_cache(maxsize=64)
def _limits(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    # aiohttp has no limit for writing alone: its read limit runs from the first byte written.
    def both(one: float | None, other: float | None) -> float | None:
        return None if one is None or other is None else one + other

    reaching, talking = both(connect, pool), both(read, write)
    return aiohttp.ClientTimeout(
        total=both(reaching, talking), connect=reaching, sock_connect=connect, sock_read=talking
    )


def _body(data: RequestData | wire.Form | None) -> tuple[Any, dict[str, str]]:
    if data is None:
        return None, {}
    if data.contains_files:
        return _multipart(data), {}
    if isinstance(data, wire.Form) and data.crossing:
        return _Crossing(wire.encoded(data), data.crossing), _FORM
    return wire.encoded(data), _FORM


class _Crossing(aiohttp.BytesPayload):
    """A body that is handed to the wire within a context."""

    def __init__(self, value: bytes, crossing: AbstractContextManager[None]) -> None:
        super().__init__(value)
        self._crossing = crossing

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """Write everything."""
        with self._crossing:
            await super().write_with_length(writer, content_length)


def _multipart(data: RequestData | wire.Form) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value.encode("utf-8", "replace").decode())
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, _whole(content), filename=filename, content_type=mime)
    return form


def _whole(content: Any) -> io.BytesIO:
    # Read here and now: aiohttp closes a file after sending it, and a repeat would find it empty.
    if isinstance(content, bytes):
        return io.BytesIO(content)
    content.seek(0)
    return io.BytesIO(content.read())
