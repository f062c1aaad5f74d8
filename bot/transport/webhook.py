"""The webhook: nothing is read before the secret is checked, and 200 is said only after the commit."""

import asyncio
import hmac
from http import HTTPStatus

from aiohttp import web

from bot.transport import wire
from bot.transport.intake import Intake, Verdict

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_ONE_MEGABYTE = 1024 * 1024
# Telegram gives a webhook about a minute; answer before it hangs up, and it brings the update again.
_PATIENCE = 25.0
_UTF8 = {"utf-8", "utf8"}
_COME_BACK = {"Retry-After": "2"}


def webhook_app(intake: Intake, path: str, secret: str, patience: float = _PATIENCE) -> web.Application:
    """An aiohttp application that takes updates by POST at `path`; `patience` in seconds, then 503."""

    async def take(request: web.Request) -> web.Response:
        if not _knows(request, secret):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        if refused := _refused(request):
            return web.Response(status=refused)
        update = wire.parsed(await request.read())
        if not isinstance(update, dict):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return _answer(await _verdict(intake, update, patience))

    app = web.Application(client_max_size=_ONE_MEGABYTE)
    app.router.add_post(path, take)
    return app


async def _verdict(intake: Intake, update: object, patience: float) -> Verdict:
    try:
        return await asyncio.wait_for(intake.settle(update), patience)
    except TimeoutError:
        # It goes on in the intake; the redelivered one joins it there or changes nothing.
        return Verdict.AGAIN


def _answer(verdict: Verdict) -> web.Response:
    if verdict is Verdict.DONE:
        return web.Response()
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=_COME_BACK)


def _knows(request: web.Request, secret: str) -> bool:
    given = request.headers.getall(_SECRET, [])
    # As bytes: compare_digest refuses other than ASCII text, and that would be a 500.
    return len(given) == 1 and hmac.compare_digest(
        given[0].encode("utf-8", "surrogateescape"), secret.encode("utf-8")
    )


def _refused(request: web.Request) -> HTTPStatus | None:
    if request.content_type != "application/json" or (request.charset or "utf-8").lower() not in _UTF8:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if (request.content_length or 0) > _ONE_MEGABYTE:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None
