"""The Bot API over HTTP: token, method, faults, the method's effect, the journal, the answer."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from bot.demo import editing, own, receiving, sending
from bot.demo.parameters import KNOWN
from bot.demo.reading import read_call
from bot.demo.spoiling import after, answer_json, before, refusal
from bot.demo.webhook import Webhook
from bot.demo.wire import Call, Refused
from bot.demo.world import World

Method = Callable[[World, Call], Any]
WaitingMethod = Callable[[World, Webhook, Call], Awaitable[Any]]

METHODS: Final[dict[str, Method]] = {
    "getMe": own.get_me,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_media,
    "sendAnimation": sending.send_media,
    "sendVideo": sending.send_media,
    "sendDocument": sending.send_media,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_reaction,
    "answerCallbackQuery": own.answer_query,
    "setMyCommands": own.set_commands,
    "deleteMyCommands": own.set_commands,
    "getMyCommands": own.get_commands,
    "setMyName": own.set_words,
    "setMyDescription": own.set_words,
    "setMyShortDescription": own.set_words,
    "getMyName": own.get_words,
    "getMyDescription": own.get_words,
    "getMyShortDescription": own.get_words,
    "setChatMenuButton": own.set_menu,
    "getChatMenuButton": own.get_menu,
    "getFile": own.get_file,
    "getChat": own.get_chat,
}
RECEIVING: Final[dict[str, WaitingMethod]] = {
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.webhook_info,
}


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World, webhook: Webhook) -> None:
        self._world, self._webhook = world, webhook
        self._methods = {name.lower(): name for name in [*METHODS, *RECEIVING]}

    def routes(self) -> list[web.RouteDef]:
        """The two addresses, for any method of HTTP that Telegram takes."""
        return [
            web.get(r"/bot{token:[^/]+}/{method}", self.call),
            web.post(r"/bot{token:[^/]+}/{method}", self.call),
            web.get(r"/file/bot{token:[^/]+}/{path:.+}", self.file),
        ]

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file, as getFile named it."""
        if request.match_info["token"] != self._world.token:
            return refusal(Refused("Unauthorized", code=401))
        stored = self._world.files.by_path(request.match_info["path"])
        if stored is None:
            return refusal(Refused("Not Found", code=404))
        return web.Response(body=stored.data, content_type="application/octet-stream")

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method, whatever the plan says about it."""
        if request.match_info["token"] != self._world.token:
            return refusal(Refused("Unauthorized", code=401))
        method = self._methods.get(request.match_info["method"].lower())
        if method is None:
            return refusal(Refused("Not Found: method not found", code=404))
        call = await read_call(request, method)
        fault = self._world.faults.of_call(method, self._world.chat_of(call))
        ending = self._world.updates.pulse
        if fault and (spoilt := await before(fault, request, ending)):
            self._note(call, spoilt.status if spoilt.status != 200 else 0, f"fault: {fault.kind}")
            return spoilt
        answer = await self._answer(call)
        return (await after(fault, request, ending, answer)) if fault else answer

    async def _answer(self, call: Call) -> web.Response:
        try:
            result = await self._run(call)
        except Refused as refused:
            self._note(call, refused.code, refused.description)
            return refusal(refused)
        self._note(call, 200, result)
        return answer_json({"ok": True, "result": result})

    async def _run(self, call: Call) -> Any:
        if self._world.rules.strict and (unknown := set(call.params) - KNOWN[call.method]):
            raise Refused(f"{call.method} has no parameter {', '.join(sorted(unknown))}")
        if call.method in RECEIVING:
            return await RECEIVING[call.method](self._world, self._webhook, call)
        if self._world.rules.enforce_limits:
            self._world.limits.check(call.method, call.chat_id)
        return METHODS[call.method](self._world, call)

    def _note(self, call: Call, code: int, result: Any) -> None:
        chat_id, at = self._world.chat_of(call), self._world.now().isoformat()
        self._world.journal.note(call, chat_id, at, code, result)
