"""How a planned fault spoils a call: before it has its effect, or only its answer."""

import asyncio
import json
import socket
import struct
from typing import Final

from aiohttp import web

from bot.demo.faults import Fault
from bot.demo.pulse import Pulse
from bot.demo.wire import Json, Refused

HTML_ERROR: Final = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
REFUSALS: Final = {"forbidden": (403, "bot was blocked by the user"), "bad_request": (400, "chat not found")}


async def before(fault: Fault, request: web.Request, ending: Pulse) -> web.StreamResponse | None:
    """The answer in place of the call; None when the call may go on."""
    match fault.kind:
        case "too_many":
            return _too_many(fault)
        case "unauthorized":
            return refusal(Refused("Unauthorized", code=401))
        case "forbidden" | "bad_request":
            code, usual = REFUSALS[fault.kind]
            return refusal(Refused(fault.description or usual, code=code))
        case "delay":
            await asyncio.sleep(fault.seconds)
    return await _on_the_wire(fault, fault.kind, request, ending, "")


async def after(
    fault: Fault, request: web.Request, ending: Pulse, answer: web.Response
) -> web.StreamResponse:
    """The answer as the bot gets it, although the call had its effect."""
    kind = fault.kind.removesuffix("_after") if fault.kind.endswith("_after") else ""
    return await _on_the_wire(fault, kind, request, ending, answer.text or "") or answer


async def _on_the_wire(
    fault: Fault, kind: str, request: web.Request, ending: Pulse, text: str
) -> web.StreamResponse | None:
    match kind:
        case "truncated":
            cut = text[: len(text) // 2] or '{"ok": true, "resu'
            return web.Response(text=cut, content_type="application/json")
        case "not_json":
            return web.Response(text=fault.description or HTML_ERROR, content_type="text/html")
        case "server_error":
            return web.Response(text=HTML_ERROR, status=fault.code, content_type="text/html")
        case "hang":
            await _hang(fault, request, ending)
            return _reset(request)
        case "reset" | "reset_before":
            return _reset(request)
    return None


async def _hang(fault: Fault, request: web.Request, ending: Pulse) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + (fault.seconds or float("inf"))
    while not ending.closed and request.transport and (left := until - loop.time()) > 0:
        await ending.wait(min(left, 0.5))


def _too_many(fault: Fault) -> web.Response:
    if fault.retry_after is None:
        return refusal(Refused("retry later", code=429))
    return refusal(Refused(f"retry after {fault.retry_after}", code=429, retry_after=fault.retry_after))


def _reset(request: web.Request) -> web.Response:
    """Cut the connection so that the bot sees a reset; the answer goes nowhere."""
    if transport := request.transport:
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=500)


def answer_json(body: Json, status: int = 200) -> web.Response:
    """An answer of the Bot API."""
    return web.Response(text=json.dumps(body), status=status, content_type="application/json")


def refusal(refused: Refused) -> web.Response:
    """A refusal of the Bot API."""
    return answer_json(refused.body(), refused.code)
