"""The stand-in refuses what Telegram refuses, in Telegram's words."""

import aiohttp
import pytest

from bot.demo.standin import StandIn
from bot.demo.world import Person
from tests.demo.conftest import HandClock
from tests.demo.samples import gif, mp4, png
from tests.demo.wire import Json, Wire, keyboard

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


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
