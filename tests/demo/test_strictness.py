"""The stand-in refuses what Telegram refuses, in Telegram's words."""

import json
from typing import Any

import aiohttp
import pytest

from bot.demo.standin import StandIn
from bot.demo.world import Person
from tests.demo.conftest import HandClock
from tests.demo.samples import gif, mp4, png

Json = dict[str, Any]
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


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


@pytest.fixture
def wire(standin: StandIn) -> Wire:
    return Wire(standin)


BAD_MARKUP = {
    "<br>": 'Unsupported start tag "br" at byte offset 0',
    "a < b": 'Unsupported start tag "" at byte offset 2',
    "é <b": "Unclosed start tag at byte offset 3",
    "<a href": 'Unclosed start tag "a" at byte offset 0',
    '<a href="x"': 'Unclosed start tag "a" at byte offset 0',
    '<a ="x">y</a>': 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href=x/>y</a>": "Unexpected end of name token at byte offset 8",
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "x</b>": "Unexpected end tag at byte offset 1",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<b>x</i>": 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    "<b>x": 'Can\'t find end tag corresponding to start tag "b"',
    '<tg-emoji emoji-id="x">y</tg-emoji>': "Invalid custom emoji identifier specified",
    "<tg-time>x</tg-time>": "Invalid Unix time specified",
    "<p>x</p>": 'Unsupported start tag "p" at byte offset 0',
}


@pytest.mark.parametrize(("text", "why"), BAD_MARKUP.items())
async def test_broken_markup_is_refused(wire: Wire, anna: Person, text: str, why: str) -> None:
    refusal = await wire.why("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert refusal == f"can't parse entities: {why}"


GOOD_MARKUP: dict[str, tuple[str, list[str]]] = {
    "<b>a</b><strong>b</strong>": ("ab", ["bold", "bold"]),
    "<i>a</i><em>b</em>": ("ab", ["italic", "italic"]),
    "<u>a</u><ins>b</ins>": ("ab", ["underline", "underline"]),
    "<s>a</s><strike>b</strike><del>c</del>": ("abc", ["strikethrough"] * 3),
    '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>': ("ab", ["spoiler"] * 2),
    "<blockquote>a</blockquote>": ("a", ["blockquote"]),
    "<blockquote expandable>a</blockquote>": ("a", ["expandable_blockquote"]),
    '<a href="https://a.org/?x=1&amp;y=2">a</a>': ("a", ["text_link"]),
    "<pre><code class='language-python'>a</code></pre>": ("a", ["pre"]),
    "<code>/a</code> /b": ("/a /b", ["code", "bot_command"]),
    "&lt;b&gt; &#128512; &nbsp; & x": ("<b> 😀 &nbsp; & x", []),
    "  <b> a </b>  ": ("a", ["bold"]),
    "<b></b>x": ("x", []),
    '<tg-time unix="0" format="r">now</tg-time>': ("now", ["date_time"]),
}


@pytest.mark.parametrize(("text", "plain", "kinds"), [(k, *v) for k, v in GOOD_MARKUP.items()])
async def test_good_markup_becomes_text_and_entities(
    wire: Wire, anna: Person, text: str, plain: str, kinds: list[str]
) -> None:
    answer = await wire.call("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert answer["result"]["text"] == plain
    assert [entity["type"] for entity in answer["result"].get("entities", [])] == kinds


async def test_offsets_count_utf16_units(wire: Wire, anna: Person) -> None:
    answer = await wire.call("sendMessage", chat_id=anna.id, text=" 😀<b>ab</b>", parse_mode="HTML")
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 2, "length": 2}]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "message text is empty"),
        ("  \n ", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_a_text_has_1_to_4096_units(wire: Wire, anna: Person, text: str, why: str) -> None:
    assert await wire.why("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML") == why


async def test_markup_does_not_count_towards_the_length(wire: Wire, anna: Person) -> None:
    text = f"<b>{'😀' * 2048}</b>"
    assert (await wire.call("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML"))["ok"]


def keyboard(**button: Any) -> Json:
    return {"inline_keyboard": [[button]]}


STYLE = "can't parse inline keyboard button: invalid button style specified"
BAD_BUTTONS = [
    (keyboard(text="x", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    (keyboard(text="x", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
    (keyboard(text="x", callback_data=""), "BUTTON_DATA_INVALID"),
    (keyboard(text="x", callback_data="x", style="green"), STYLE),
    (
        keyboard(text="x"),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (keyboard(text="", callback_data="x"), "can't parse inline keyboard button: text must be non-empty"),
    (
        keyboard(text="x", url="ftp://x"),
        "inline keyboard button URL 'ftp://x' is invalid: Wrong HTTP URL",
    ),
    (keyboard(text="x", copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "REPLY_MARKUP_TOO_LONG"),
    ("{", "can't parse reply markup JSON object"),
]


@pytest.mark.parametrize(("markup", "why"), BAD_BUTTONS)
async def test_bad_buttons_are_refused(wire: Wire, anna: Person, markup: Any, why: str) -> None:
    assert await wire.why("sendMessage", chat_id=anna.id, text="x", reply_markup=markup) == why


@pytest.mark.parametrize("style", ["primary", "success", "danger"])
async def test_buttons_may_have_three_styles(wire: Wire, anna: Person, style: str) -> None:
    markup = json.dumps(keyboard(text="x", callback_data="x" * 64, style=style))
    assert (await wire.call("sendMessage", chat_id=anna.id, text="x", reply_markup=markup))["ok"]


async def test_unknown_parameters_are_refused_only_when_strict(
    wire: Wire, standin: StandIn, anna: Person
) -> None:
    assert "no parameter colour" in await wire.why("sendMessage", chat_id=anna.id, text="x", colour="red")
    standin.world.rules.strict = False
    assert (await wire.call("sendMessage", chat_id=anna.id, text="x", colour="red"))["ok"]


async def test_people_who_cannot_be_reached(wire: Wire, standin: StandIn, anna: Person) -> None:
    assert await wire.why("sendMessage", chat_id=1, text="x") == "chat not found"
    assert await wire.why("sendMessage", text="x") == "chat_id is empty"
    stranger = standin.person("Ben")
    refusal = await wire.call("sendMessage", chat_id=stranger.id, text="x")
    assert refusal["error_code"] == 403
    assert refusal["description"] == "Forbidden: bot can't initiate conversation with a user"
    standin.blocks(anna.id)
    refusal = await wire.call("sendMessage", chat_id=anna.id, text="x")
    assert refusal == {
        "ok": False,
        "error_code": 403,
        "description": "Forbidden: bot was blocked by the user",
    }
    standin.unblocks(anna.id)
    assert (await wire.call("sendMessage", chat_id=anna.id, text="x"))["ok"]
    standin.leaves_telegram(anna.id)
    assert "user is deactivated" in await wire.why("sendMessage", chat_id=anna.id, text="x")


async def test_edit_rules(wire: Wire, standin: StandIn, anna: Person) -> None:
    here: Json = {"chat_id": anna.id, "message_id": 2}
    markup = keyboard(text="x", callback_data="x")
    await wire.call("sendMessage", chat_id=anna.id, text="one", reply_markup=markup)
    assert await wire.why("editMessageText", **here, text=" one ", reply_markup=markup) == NOT_MODIFIED
    assert await wire.why("editMessageReplyMarkup", **here, reply_markup=markup) == NOT_MODIFIED
    assert await wire.why("editMessageCaption", **here, caption="x") == (
        "there is no caption in the message to edit"
    )
    assert await wire.why("editMessageText", chat_id=anna.id, message_id=9, text="x") == (
        "message to edit not found"
    )
    assert await wire.why("editMessageText", chat_id=anna.id, message_id=1, text="x") == (
        "message can't be edited"
    )
    assert await wire.why("editMessageText", chat_id=anna.id, text="x") == (
        "message identifier is not specified"
    )
    plain = (await wire.call("editMessageText", **here, text="one"))["result"]
    assert "reply_markup" not in plain, "an edit without buttons takes them away"


async def test_a_picture_has_no_text_to_edit(wire: Wire, anna: Person) -> None:
    sent = await wire.upload("sendPhoto", {"photo": png()}, chat_id=anna.id, caption="x")
    here: Json = {"chat_id": anna.id, "message_id": sent["result"]["message_id"]}
    assert await wire.why("editMessageText", **here, text="y") == "there is no text in the message to edit"
    assert await wire.why("editMessageCaption", **here, caption="y" * 1025) == "message caption is too long"
    assert await wire.why("editMessageCaption", **here, caption="x") == NOT_MODIFIED
    edited = (await wire.call("editMessageCaption", **here))["result"]
    assert "caption" not in edited and edited["photo"]


async def test_a_message_with_a_reply_keyboard_can_not_be_edited(wire: Wire, anna: Person) -> None:
    await wire.call("sendMessage", chat_id=anna.id, text="x", reply_markup={"keyboard": [["yes"]]})
    assert await wire.why("editMessageText", chat_id=anna.id, message_id=2, text="y") == (
        "message can't be edited"
    )


BAD_MEDIA = [
    ("photo", b"no picture", "IMAGE_PROCESS_FAILED"),
    ("photo", png()[:-4], "IMAGE_PROCESS_FAILED"),
    ("photo", png()[:-12], "IMAGE_PROCESS_FAILED"),
    ("photo", gif(), "IMAGE_PROCESS_FAILED"),
    ("photo", png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
    ("photo", png(210, 10), "PHOTO_INVALID_DIMENSIONS"),
    ("animation", png(), "wrong type of the web page content"),
    ("animation", mp4()[:24], "wrong type of the web page content"),
    ("document", b"", "file must be non-empty"),
]


@pytest.mark.parametrize(("kind", "data", "why"), BAD_MEDIA)
async def test_bad_media_are_refused(wire: Wire, anna: Person, kind: str, data: bytes, why: str) -> None:
    answer = await wire.upload(f"send{kind.title()}", {kind: data}, chat_id=anna.id)
    assert answer["description"] == f"Bad Request: {why}"


async def test_a_file_id_is_good_for_its_kind_until_it_is_forgotten(
    wire: Wire, standin: StandIn, anna: Person
) -> None:
    sent = await wire.upload("sendPhoto", {"photo": png()}, chat_id=anna.id)
    file_id = sent["result"]["photo"][-1]["file_id"]
    assert await wire.why("sendAnimation", chat_id=anna.id, animation=file_id) == (
        "can't use file of type Photo as Animation"
    )
    standin.world.files.forget_ids()
    wrong = "wrong file identifier/HTTP URL specified"
    assert await wire.why("sendPhoto", chat_id=anna.id, photo=file_id) == wrong
    sent = await wire.upload("sendPhoto", {"photo": png()}, chat_id=anna.id)
    assert sent["result"]["photo"][-1]["file_id"] != file_id


async def test_a_tap_is_answered_once_and_in_time(
    wire: Wire, standin: StandIn, anna: Person, clock: HandClock
) -> None:
    markup = keyboard(text="✅ Done", callback_data="d")
    await wire.call("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    for _ in range(3):
        standin.taps(anna.id, 2, "Done")
    first, second, third = list(standin.world.queries)
    too_old = "query is too old and response timeout expired or query ID is invalid"
    assert await wire.why("answerCallbackQuery", callback_query_id=first, text="x" * 201) == (
        "MESSAGE_TOO_LONG"
    )
    assert (await wire.call("answerCallbackQuery", callback_query_id=first, text="x" * 200))["ok"]
    assert await wire.why("answerCallbackQuery", callback_query_id=first) == too_old
    assert await wire.why("answerCallbackQuery", callback_query_id="7") == too_old
    clock.move(seconds=60)
    assert (await wire.call("answerCallbackQuery", callback_query_id=second))["ok"]
    clock.move(seconds=1)
    assert await wire.why("answerCallbackQuery", callback_query_id=third) == too_old


async def test_a_message_is_deleted_only_within_48_hours(wire: Wire, anna: Person, clock: HandClock) -> None:
    for text in "ab":
        await wire.call("sendMessage", chat_id=anna.id, text=text)
    clock.move(hours=47, minutes=59)
    assert (await wire.call("deleteMessage", chat_id=anna.id, message_id=2))["ok"]
    assert await wire.why("deleteMessage", chat_id=anna.id, message_id=2) == "message to delete not found"
    clock.move(minutes=1)
    assert await wire.why("deleteMessage", chat_id=anna.id, message_id=3) == "message can't be deleted"
    edited = await wire.call("editMessageText", chat_id=anna.id, message_id=3, text="c")
    assert edited["ok"], "a bot may edit its own messages for ever"


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("setMyCommands", {"commands": [{"command": "Today", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ("setMyName", {"name": "x" * 65}, "name is too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "short description is too long"),
        ("setMyName", {"name": "x", "language_code": "eng"}, "invalid language code specified"),
        (
            "setWebhook",
            {"url": "http://example.org"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
    ],
)
async def test_the_profile_has_limits(wire: Wire, method: str, params: Json, why: str) -> None:
    assert await wire.why(method, **params) == why


async def test_a_wrong_token_or_method_is_told_as_telegram_does(standin: StandIn) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{standin.url}/bot2:wrong/getMe") as reply:
            assert (reply.status, await reply.json()) == (
                401,
                {"ok": False, "error_code": 401, "description": "Unauthorized"},
            )
        async with session.get(f"{standin.url}/bot1:demo/sendPigeon") as reply:
            assert reply.status == 404
            assert (await reply.json())["error_code"] == 404
        async with session.get(f"{standin.url}/bot1:demo/GETME") as reply:
            assert (await reply.json())["result"]["username"] == "lumbo_demo_bot"


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x03\x00\x04\x01\x01\x11\x00\xff\xd9"


async def test_a_jpeg_is_measured_too(wire: Wire, anna: Person) -> None:
    sent = await wire.upload("sendPhoto", {"photo": JPEG}, chat_id=anna.id)
    size = sent["result"]["photo"][-1]
    assert (size["width"], size["height"]) == (4, 3)


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "https://a.org/x.png"}, "failed to get HTTP URL content"),
        ("sendPhoto", {"photo": "attach://x"}, 'file "x" not found'),
        ("sendMessage", {"text": "*x*", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
        ("sendMessage", {"text": "x", "message_effect_id": "party"}, "EFFECT_ID_INVALID"),
        ("sendMessage", {"text": "x", "reply_parameters": {"message_id": 9}}, "replied not found"),
        ("sendMessage", {"text": "x", "reply_markup": {"keyboard": "x"}}, 'field "keyboard" must be of type'),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("setMessageReaction", {"message_id": 9}, "message to react not found"),
        ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "paid"}]}, "REACTION_INVALID"),
        ("editMessageMedia", {"message_id": 2, "media": {"type": "audio"}}, "can't parse input media"),
        ("deleteMessages", {"message_ids": []}, "message_ids must be"),
        ("setChatMenuButton", {"menu_button": {"type": "x"}}, "can't parse menu button"),
    ],
)
async def test_wrong_parameters_are_refused(
    wire: Wire, anna: Person, method: str, params: Json, why: str
) -> None:
    await wire.call("sendMessage", chat_id=anna.id, text="x")
    assert why in await wire.why(method, chat_id=anna.id, **params)
