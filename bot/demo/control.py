"""The control API: what a test in another process may do, as JSON over HTTP."""

from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from bot.demo.page_api import body_of

if TYPE_CHECKING:
    from bot.demo.standin import StandIn

ACTIONS: Final = frozenset(
    {"person", "says", "shares_location", "sends_sticker", "edits", "deletes", "taps", "replays"}
    | {"blocks", "unblocks", "leaves_telegram", "pushes", "confirmed", "messages", "toasts"}
    | {"plan", "clear_faults"}
)


class ControlApi:
    """`POST /control/<action>` takes the arguments as a JSON object and answers {"result": ...}."""

    def __init__(self, standin: "StandIn") -> None:
        self._standin = standin

    def routes(self) -> list[web.RouteDef]:
        """The addresses."""
        return [
            web.post("/control/calls", self._calls),
            web.post("/control/{action}", self._act),
        ]

    async def _act(self, request: web.Request) -> web.Response:
        action, arguments = request.match_info["action"], await body_of(request)
        if action not in ACTIONS:
            return web.json_response({"error": f"there is no action {action}"}, status=404)
        positional = [arguments] if action == "plan" else []
        result: Any = getattr(self._standin, action)(*positional, **({} if positional else arguments))
        try:
            result = await result if action == "confirmed" else result
        except TimeoutError:
            return web.json_response({"error": "not confirmed in time"}, status=408)
        return web.json_response({"result": asdict(result) if is_dataclass(result) else result})  # type: ignore[arg-type]

    async def _calls(self, request: web.Request) -> web.Response:
        since = int((await body_of(request)).get("since", 0))
        return web.json_response({"result": [asdict(entry) for entry in self._standin.calls[since:]]})
