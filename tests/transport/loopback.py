"""A small Bot API on 127.0.0.1 that answers as a test tells it to."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web
from telegram.error import TelegramError

from bot.transport.request import AiohttpRequest

TOKEN = "123456:CANARY-token-of-the-bot"
CANARY = "CANARY what the person wrote"
Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Call:
    """A request that arrived."""

    method: str
    form: dict[str, Any]
    connection: object


class Api:
    """Answers each method by its script, once per entry, and `True` when there is none."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.scripts: dict[str, deque[Behaviour]] = defaultdict(deque)
        self.queue: dict[int, Any] = {}
        self.stray: list[Any] = []
        self.news = asyncio.Event()
        self.polls_open = 0
        self.waits = True
        self.port = 0

    @property
    def base(self) -> str:
        """What PTB calls base_url."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def url(self) -> str:
        """The address with the token."""
        return f"{self.base}{TOKEN}"

    def plan(self, method: str, *behaviours: Behaviour) -> None:
        """What the next calls of a method meet."""
        self.scripts[method].extend(behaviours)

    def called(self, method: str) -> list[dict[str, Any]]:
        """The forms of a method's calls."""
        return [call.form for call in self.calls if call.method == method]

    def push(self, number: int, user: int = 1) -> None:
        """An update from a person."""
        self.queue[number] = {"update_id": number, "message": {"from": {"id": user}, "text": CANARY}}
        self.news.set()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        form: dict[str, Any] = {}
        for name, value in (await request.post()).items():
            form[name] = value.file.read() if isinstance(value, web.FileField) else value
        self.calls.append(Call(method, form, request.transport))
        if self.scripts[method]:
            return await self.scripts[method].popleft()(request)
        return await self.normally(request)

    async def normally(self, request: web.Request) -> web.StreamResponse:
        """What a method does without a script."""
        if request.match_info["method"] != "getUpdates":
            return web.json_response({"ok": True, "result": True})
        form = {name: str(value) for name, value in (await request.post()).items()}
        return web.json_response({"ok": True, "result": await self.updates(form)})

    async def updates(self, form: dict[str, str]) -> list[Any]:
        """getUpdates as the real server does it: what is below the offset is forgotten."""
        offset = int(form.get("offset", 0))
        # A number far in the future is answered with nothing.
        if not (self.queue and offset > max(self.queue) + 10):
            self.queue = {number: update for number, update in self.queue.items() if number >= offset}
        if not self.queue and not self.stray and int(form["timeout"]) and self.waits:
            self.news.clear()
            self.polls_open += 1
            try:
                await asyncio.wait_for(self.news.wait(), int(form["timeout"]))
            except TimeoutError:
                pass
            finally:
                self.polls_open -= 1
        found = [self.queue[number] for number in sorted(self.queue) if number >= offset]
        return self.stray + found[: int(form["limit"])]


@asynccontextmanager
async def loopback_api() -> AsyncIterator[Api]:
    """An Api that listens."""
    api = Api()
    app = web.Application(client_max_size=10**8)
    app.router.add_route("*", f"/bot{TOKEN}/{{method}}", api.answer)
    async with listening(app) as api.port:
        yield api


class Direct(AiohttpRequest):
    """A way to an Api without a network, for stories in virtual time; `errors` come first, one per call."""

    def __init__(self, api: Api) -> None:
        super().__init__()
        self.api = api
        self.errors: deque[TelegramError] = deque()
        self.moments: list[float] = []

    async def do_request(self, url: str, *_: Any, request_data: Any = None, **__: Any) -> tuple[int, bytes]:
        """One call."""
        method, form = url.rpartition("/")[2], request_data.json_parameters
        self.api.calls.append(Call(method, form, None))
        if method != "getUpdates":
            return 200, b'{"ok": true, "result": true}'
        self.moments.append(asyncio.get_running_loop().time())
        if self.errors:
            raise self.errors.popleft()
        return 200, orjson.dumps({"ok": True, "result": await self.api.updates(form)})


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[int]:
    """The random port at which an application listens."""
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port: int = runner.addresses[0][1]
    try:
        yield port
    finally:
        await runner.cleanup()


@asynccontextmanager
async def requests(**options: Any) -> AsyncIterator[AiohttpRequest]:
    """An open request object."""
    async with AiohttpRequest(**options) as request:
        yield request


def ok(result: Any) -> Behaviour:
    """Telegram's yes."""

    async def behave(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": result})

    return behave


def refuses(status: int, description: str = "", **parameters: int) -> Behaviour:
    """Telegram's no."""
    answer = {"ok": False, "error_code": status, "description": description, "parameters": parameters}

    async def behave(_: web.Request) -> web.Response:
        return web.json_response(answer, status=status)

    return behave


def says(status: int, body: str, **headers: str) -> Behaviour:
    """Whatever a proxy says."""

    async def behave(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body, headers=headers)

    return behave


async def resets(request: web.Request) -> web.StreamResponse:
    """Takes the request and cuts the line."""
    assert request.transport
    request.transport.abort()
    return web.Response()


async def hangs(_: web.Request) -> web.StreamResponse:
    """Takes the request and never answers."""
    await asyncio.Event().wait()
    raise AssertionError


async def breaks_off(request: web.Request) -> web.StreamResponse:
    """Promises a long answer and stops in the middle."""
    answer = web.StreamResponse(headers={"Content-Length": "1000"})
    await answer.prepare(request)
    await answer.write(f'{{"ok": true, "result": "{CANARY}'.encode())
    assert request.transport
    request.transport.close()
    return answer


async def until(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something has become true."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - the condition may be anybody's
            await asyncio.sleep(0.002)
