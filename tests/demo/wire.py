"""The stand-in's Bot API as a bot without any library would call it."""

from typing import Any

import aiohttp

from bot.demo.standin import StandIn

Json = dict[str, Any]


class Wire:
    """Calls methods over real HTTP, as a bot without any library would."""

    def __init__(self, standin: StandIn) -> None:
        self._url = f"{standin.url}/bot1:demo"

    async def call(self, method: str, **params: Any) -> Json:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self._url}/{method}", json=params) as reply,
        ):
            answer: Json = await reply.json()
            assert reply.status == (200 if answer["ok"] else answer["error_code"])
            return answer

    async def upload(self, method: str, files: dict[str, bytes], **params: Any) -> Json:
        form = aiohttp.FormData({name: str(value) for name, value in params.items()})
        for name, data in files.items():
            form.add_field(name, data, filename=f"{name}.bin")
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self._url}/{method}", data=form) as reply,
        ):
            answer: Json = await reply.json()
            return answer

    async def why(self, method: str, **params: Any) -> str:
        answer = await self.call(method, **params)
        assert not answer["ok"], "was not refused"
        return str(answer["description"]).removeprefix("Bad Request: ")


def keyboard(**button: Any) -> Json:
    return {"inline_keyboard": [[button]]}
