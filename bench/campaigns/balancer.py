"""A small load balancer: one address before several bots, which tries the next one when one is gone."""

import socket
from itertools import count

import aiohttp
from aiohttp import web

_PASSED_ON = ("Content-Type", "X-Telegram-Bot-Api-Secret-Token")
_PATIENCE = aiohttp.ClientTimeout(total=30, sock_connect=0.5)


class Balancer:
    """Passes each POST on to the bots at `ports`, in turn."""

    def __init__(self, ports: list[int]) -> None:
        self._ports, self._turn = ports, count()
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen on loopback."""
        self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        app = web.Application()
        app.router.add_post("/hook", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"

    async def stop(self) -> None:
        """Close everything."""
        if self._runner and self._session:
            await self._runner.cleanup()
            await self._session.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, first = await request.read(), next(self._turn)
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        for number in range(len(self._ports)):
            port = self._ports[(first + number) % len(self._ports)]
            try:
                return await self._asked(port, body, headers)
            except (aiohttp.ClientError, TimeoutError):
                continue
        return web.Response(status=503, headers={"Retry-After": "1"})

    async def _asked(self, port: int, body: bytes, headers: dict[str, str]) -> web.Response:
        assert self._session is not None  # noqa: S101  (open between start and stop)
        async with self._session.post(f"http://127.0.0.1:{port}/hook", data=body, headers=headers) as answer:
            return web.Response(status=answer.status, headers=_kept(answer))


def _kept(answer: aiohttp.ClientResponse) -> dict[str, str]:
    wait = answer.headers.get("Retry-After")
    return {"Retry-After": wait} if wait else {}


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
