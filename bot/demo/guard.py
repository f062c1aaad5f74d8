"""Keeps strangers out: only this machine's own pages may use the page and control addresses."""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

LOCAL: Final = frozenset({"127.0.0.1", "localhost"})
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def only_local(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a foreign Host (DNS rebinding) or Origin (another site's script)."""
    origin = request.headers.get("Origin")
    if urlsplit(f"//{request.host}").hostname not in LOCAL:
        return web.json_response({"error": "only for this machine"}, status=403)
    if origin and urlsplit(origin).netloc != request.host:
        return web.json_response({"error": "only for the page itself"}, status=403)
    return await handler(request)


@web.middleware
async def say_what_is_wrong(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn a person's impossible action into 400 or 404 with a sentence."""
    if not request.path.startswith(("/page/", "/control/")):
        return await handler(request)
    try:
        return await handler(request)
    except (KeyError, IndexError) as error:
        return web.json_response({"error": f"not there: {error.args[0]}"}, status=404)
    except (ValueError, TypeError) as error:
        return web.json_response({"error": str(error)}, status=400)
