"""A browser without a screen: what the page asks of the server, and what its open tabs are told."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.demo.standin import StandIn

Json = dict[str, Any]


class Page:
    """One browser."""

    def __init__(self, standin: StandIn, session: aiohttp.ClientSession) -> None:
        self._api, self._session = f"{standin.url}/page/api", session

    async def post(self, path: str, body: Json, **headers: str) -> tuple[int, Json]:
        async with self._session.post(f"{self._api}{path}", json=body, headers=headers) as reply:
            text = await reply.text()
            return reply.status, json.loads(text) if text else {}

    async def get(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        reply = await self._session.get(f"{self._api}{path}", headers=headers)
        await reply.read()
        return reply

    @asynccontextmanager
    async def tab(self, user_id: int) -> AsyncIterator["Tab"]:
        async with self._session.get(f"{self._api}/users/{user_id}/events") as reply:
            assert reply.content_type == "text/event-stream"
            yield Tab(reply)


class Tab:
    """The events of one open tab."""

    def __init__(self, reply: aiohttp.ClientResponse) -> None:
        self._lines = reply.content

    async def next(self) -> Json:
        line = b""
        while not line.startswith(b"data: "):
            line = await self._lines.readline()
        event: Json = json.loads(line.removeprefix(b"data: "))
        return event
