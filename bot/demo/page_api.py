"""The demo page and its own small API: what a person sees and does in the browser."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from bot.demo.rendering import keyboard, message
from bot.demo.userside import UserSide
from bot.demo.wire import Json
from bot.demo.world import Person, World

PAGE: Final = Path(__file__).parent / "page"
KEEP_ALIVE: Final = 15.0  # seconds
STEPS: Final = frozenset({"ten_minutes", "next_morning", "week"})
MoveClock = Callable[[str, int], Awaitable[None]]


class PageApi:
    """Serves the page and turns its requests into what a person does."""

    def __init__(self, world: World, users: UserSide, move_clock: MoveClock | None) -> None:
        self._world, self._users, self._move_clock = world, users, move_clock

    def routes(self) -> list[web.RouteDef]:
        """All addresses of the page."""
        one = "/page/api/users/{user:\\d+}"
        actions = {"text": self._text, "location": self._location, "sticker": self._sticker}
        actions |= {"tap": self._tap, "edit": self._edit, "delete": self._delete, "block": self._block}
        return [
            web.get("/", self._index),
            web.get("/page/api/users", self._list),
            web.post("/page/api/users", self._create),
            web.get(f"{one}/events", self._events),
            web.post("/page/api/clock", self._clock),
            web.get("/page/api/files/{key}", self._file),
            web.get("/page/{name:[\\w.-]+}", self._static),
            *(web.post(f"{one}/{name}", handler) for name, handler in actions.items()),
        ]

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return _page_file("index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return _page_file(request.match_info["name"])

    async def _list(self, request: web.Request) -> web.Response:
        return web.json_response([_card(person) for person in self._world.people.values()])

    async def _create(self, request: web.Request) -> web.Response:
        wanted = await body_of(request)
        name = str(wanted.get("first_name") or "Anna")[:64]
        person = self._world.new_person(name, str(wanted.get("language_code") or "en"))
        return web.json_response(_card(person))

    async def _text(self, request: web.Request) -> web.Response:
        self._users.says(self._user(request).id, str((await body_of(request)).get("text", "")))
        return web.Response(status=204)

    async def _location(self, request: web.Request) -> web.Response:
        place = await body_of(request)
        self._users.shares_location(self._user(request).id, float(place["lat"]), float(place["lon"]))
        return web.Response(status=204)

    async def _sticker(self, request: web.Request) -> web.Response:
        self._users.sends_sticker(self._user(request).id)
        return web.Response(status=204)

    async def _tap(self, request: web.Request) -> web.Response:
        person, tap = self._user(request), await body_of(request)
        kept = person.messages[int(tap["message_id"])]
        rows = kept.json.get("reply_markup", {}).get("inline_keyboard", [])
        data = rows[int(tap["row"])][int(tap["column"])]["callback_data"]
        return web.json_response({"query_id": self._users.presses(person.id, kept.id, data)[1]})

    async def _edit(self, request: web.Request) -> web.Response:
        wanted = await body_of(request)
        self._users.edits(self._user(request).id, int(wanted["message_id"]), str(wanted["text"]))
        return web.Response(status=204)

    async def _delete(self, request: web.Request) -> web.Response:
        self._users.deletes(self._user(request).id, int((await body_of(request))["message_id"]))
        return web.Response(status=204)

    async def _block(self, request: web.Request) -> web.Response:
        blocked = (await body_of(request)).get("blocked", True)
        (self._users.blocks if blocked else self._users.unblocks)(self._user(request).id)
        return web.Response(status=204)

    async def _clock(self, request: web.Request) -> web.Response:
        wanted = await body_of(request)
        if self._move_clock is None or wanted.get("step") not in STEPS:
            return web.json_response({"error": "no such step of the clock"}, status=400)
        await self._move_clock(wanted["step"], int(wanted.get("user_id") or 0))
        now = _iso(self._world.now())
        self._world.hub.tell_all({"type": "clock", "now": now})
        return web.json_response({"now": now})

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.by_key(request.match_info["key"])
        if stored is None:
            raise web.HTTPNotFound
        return ranged(request, stored.data, stored.shape.mime)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        person = self._user(request)
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        # A tab that was closed is told so by the next write only.
        with self._world.hub.tab(person.id) as tab, suppress(ConnectionResetError):
            event: Json | None = self._snapshot(person)
            while event is not None:
                await stream.write(f"data: {json.dumps(event)}\n\n".encode() if event else b": alive\n\n")
                try:
                    event = await asyncio.wait_for(tab.get(), KEEP_ALIVE)
                except TimeoutError:
                    event = {}
        return stream

    def _snapshot(self, person: Person) -> Json:
        return {
            "type": "snapshot",
            "bot": self._world.introduced(person),
            "user": _card(person),
            "commands": self._world.profile.commands_for(person.id, person.language_code or ""),
            "messages": [message(self._world, kept) for kept in person.messages.values()],
            "keyboard": keyboard(person.keyboard),
            "now": _iso(self._world.now()),
        }

    def _user(self, request: web.Request) -> Person:
        person = self._world.people.get(int(request.match_info["user"]))
        if person is None:
            raise web.HTTPNotFound(
                text='{"error": "nobody has this number"}', content_type="application/json"
            )
        return person


def _card(person: Person) -> Json:
    return {"id": person.id, "first_name": person.first_name}


def _iso(moment: datetime) -> str:
    return moment.isoformat()


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; empty when there is none."""
    text = await request.text()
    found = json.loads(text) if text else {}
    if not isinstance(found, dict):
        raise ValueError("a JSON object is expected")
    return found


def _page_file(name: str) -> web.StreamResponse:
    path = PAGE / name
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-store"})


def ranged(request: web.Request, data: bytes, mime: str) -> web.Response:
    """The bytes, or the part of them that the browser asked for, which films need."""
    headers = {"Accept-Ranges": "bytes", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    asked = request.http_range
    if asked.start is None and asked.stop is None:
        return web.Response(body=data, content_type=mime, headers=headers)
    start, stop, _ = asked.indices(len(data))
    if start >= stop:
        raise web.HTTPRequestRangeNotSatisfiable(headers={"Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
    return web.Response(status=206, body=data[start:stop], content_type=mime, headers=headers)
