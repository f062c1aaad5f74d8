"""Telegram's side of a measurement: a stub far faster than any client, in a process of its own.

`python -m bench.far_end` prints its address, then one line of JSON for everything that is worth knowing.
"""

import argparse
import asyncio
import json
import re
import sys
import time
from typing import cast

from bench.tappers import Tappers

_LENGTH = re.compile(rb"content-length: *(\d+)", re.I)
_CHAT = re.compile(rb'chat_id(?:=|"[^"]*?\r\n\r\n)(\d+)')
_OFFSET = re.compile(rb"offset=(\d+)")
_QUERY = re.compile(rb"callback_query_id=(\d+)")
_ME = b'{"id":1,"is_bot":true,"first_name":"Lumbo","username":"lumbo_bot"}'
_ABOUT = b'{"description":"A calm sentence."}'
_PHOTO = b'"photo":[{"file_id":"p","file_unique_id":"p","width":1,"height":1}]'
_FILM = b'"animation":{"file_id":"a","file_unique_id":"a","width":1,"height":1,"duration":1}'
_TEXT = b'"text":"%s"' % (b"A calm sentence. " * 30)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_IDLE = 30.0


class FarEnd(asyncio.Protocol):
    """One connection: as little HTTP as its clients need."""

    def __init__(self, tappers: Tappers) -> None:
        self._tappers, self._rest = tappers, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self._rest += data
        while (head := self._rest.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._rest, 0, head)
            end = head + 4 + (int(length[1]) if length else 0)
            if len(self._rest) < end:
                return
            method = self._rest[: self._rest.find(b" HTTP")].rpartition(b"/")[2].decode().lower()
            body, self._rest = self._rest[head + 4 : end], self._rest[end:]
            self._take(method, body)

    def _take(self, method: str, body: bytes) -> None:
        tappers = self._tappers
        if method == "getupdates":
            offset = _OFFSET.search(body)
            tappers.poll(
                int(offset[1]) if offset else 0, self._answer, _IDLE if b"timeout=0" not in body else 0
            )
        elif method == "answercallbackquery":
            self._answer(b"true")
            query = _QUERY.search(body)
            tappers.answered(int(query[1]) if query else 0)
        elif method.startswith(("send", "edit")) and (chat := _CHAT.search(body)):
            number = tappers.shown(int(chat[1]), body, fresh=method.startswith("send"))
            self._answer(_message(int(chat[1]), number, method, body))
        else:
            self._answer({"getme": _ME, "getmydescription": _ABOUT}.get(method, b"true"))

    def _answer(self, result: bytes) -> None:
        body = b'{"ok":true,"result":%s}' % result
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (len(body), body)
        )


def _message(chat: int, number: int, method: str, body: bytes) -> bytes:
    content = _TEXT
    if "media" in method or "caption" in method or "animation" in method or "photo" in method:
        content = _FILM if b"nimation" in body or "animation" in method else _PHOTO
    return (
        b'{"message_id":%d,"date":1790000000,"chat":{"id":%d,"type":"private","first_name":"Anna"},'
        b'"from":%s,%s}' % (number, chat, _ME, content)
    )


async def serve(users: int, first: str, warm: float, seconds: float) -> None:
    """Serve until standard input closes; with `users`, let them tap and print how it went."""
    loop = asyncio.get_running_loop()
    tappers = Tappers(users, first, loop)
    server = await loop.create_server(lambda: FarEnd(tappers), "127.0.0.1", 0)
    _tell(url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    pid = int(await reader.readline() or 0)
    await tappers.polled.wait()
    _tell(polled=time.monotonic())
    if users:
        tappers.begin()
        await asyncio.sleep(warm)
        tappers.measure(pid)
        await asyncio.sleep(seconds)
        _tell(**tappers.told(pid))
    await reader.read()


def _tell(**values: object) -> None:
    print(json.dumps(values), flush=True)


def main() -> None:
    """Serve."""
    import uvloop

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=0)
    parser.add_argument("--first", default="do:1:1", help="callback data of everybody's first tap")
    parser.add_argument("--warm", type=float, default=2.0)
    parser.add_argument("--seconds", type=float, default=5.0)
    given = parser.parse_args()
    uvloop.run(serve(given.users, given.first, given.warm, given.seconds))


if __name__ == "__main__":
    main()
