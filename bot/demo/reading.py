"""Reads a call from an HTTP request: query string, form, multipart with files, or JSON."""

from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.demo.wire import Call, Json, Upload


async def read_call(request: web.Request, method: str) -> Call:
    """The call with its parameters and files."""
    params: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        params |= await _json_body(request)
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, FileField):
                files[name] = _upload(value)
            else:
                params[name] = value.decode() if isinstance(value, (bytes, bytearray)) else value
    return Call(method, params, files)


async def _json_body(request: web.Request) -> Json:
    try:
        body: Any = await request.json()
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {}


def _upload(field: FileField) -> Upload:
    with field.file as file:
        return Upload(field.filename, file.read(), field.content_type)
