"""The library that the bot is built on can use every method and read every answer."""

import inspect
import re
from datetime import UTC, datetime

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)

from bot.demo.parameters import KNOWN
from bot.demo.server import METHODS, RECEIVING
from bot.demo.standin import StandIn
from bot.demo.world import Person
from tests.demo.samples import gif, mp4, png

BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("✅ Done", callback_data="d:1", style="success")],
        [InlineKeyboardButton("Site", url="https://example.org")],
        [InlineKeyboardButton("Copy", copy_text=CopyTextButton("abc"))],
    ]
)


def test_the_table_of_parameters_names_exactly_the_methods_that_are_served() -> None:
    assert set(KNOWN) == set(METHODS) | set(RECEIVING)


@pytest.mark.parametrize("method", sorted(KNOWN))
def test_every_parameter_that_the_library_can_send_is_known(method: str) -> None:
    ours_only = {"filename", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs"}
    renamed = {"disable_web_page_preview", "allow_sending_without_reply", "reply_to_message_id", "self"}
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()
    sent = set(inspect.signature(getattr(Bot, snake)).parameters) - ours_only - renamed
    assert sent == KNOWN[method]


async def test_a_text_comes_back_with_entities_date_and_buttons(telegram: Bot, anna: Person) -> None:
    message = await telegram.send_message(
        anna.id,
        'Hi <b>Anna</b> &amp; co, at <tg-time unix="1772437800" format="t">08:30</tg-time> /today',
        parse_mode="HTML",
        reply_markup=BUTTONS,
        disable_notification=True,
        protect_content=True,
        message_effect_id="5046509860389126442",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(1),
    )
    assert message.text == "Hi Anna & co, at 08:30 /today"
    assert [entity.type for entity in message.entities] == ["bold", "date_time", "bot_command"]
    assert message.parse_entity(message.entities[1]) == "08:30"
    assert message.date == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert message.reply_markup == BUTTONS
    assert message.chat.type == "private"
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "/start"


async def test_a_picture_is_uploaded_once_and_sent_again_by_its_id(telegram: Bot, anna: Person) -> None:
    first = await telegram.send_photo(anna.id, png(), caption="<i>press</i>", parse_mode="HTML")
    again = await telegram.send_photo(anna.id, first.photo[-1].file_id)
    assert again.photo[-1] == first.photo[-1]
    assert (first.photo[-1].width, first.photo[-1].height) == (4, 3)
    assert first.caption_entities[0].type == "italic"


async def test_a_film_keeps_its_size_and_length(telegram: Bot, anna: Person) -> None:
    message = await telegram.send_animation(anna.id, mp4(), filename="press.mp4")
    assert message.animation is not None
    assert (message.animation.width, message.animation.height) == (320, 240)
    assert message.animation.mime_type == "video/mp4"
    video = await telegram.send_video(anna.id, mp4(seconds=9), supports_streaming=True)
    assert video.video is not None
    assert video.video.file_name


async def test_a_document_can_be_fetched_again(telegram: Bot, anna: Person) -> None:
    message = await telegram.send_document(anna.id, b'{"a": 1}', filename="export.json")
    assert message.document is not None
    file = await telegram.get_file(message.document.file_id)
    assert await file.download_as_bytearray() == b'{"a": 1}'


async def test_edits_change_text_caption_media_and_buttons(telegram: Bot, anna: Person) -> None:
    message = await telegram.send_message(anna.id, "one", reply_markup=BUTTONS)
    edited = await telegram.edit_message_text("two", anna.id, message.message_id, reply_markup=BUTTONS)
    assert isinstance(edited, type(message))
    assert edited.text == "two"
    assert edited.edit_date is not None
    media = InputMediaPhoto(png(), caption="<b>x</b>", parse_mode="HTML")
    edited = await telegram.edit_message_media(media, anna.id, message.message_id)
    assert edited.photo and edited.text is None and edited.reply_markup is None  # type: ignore[union-attr]
    edited = await telegram.edit_message_media(InputMediaAnimation(gif()), anna.id, message.message_id)
    assert edited.animation and not edited.photo  # type: ignore[union-attr]
    edited = await telegram.edit_message_caption(anna.id, message.message_id, caption="c")
    assert edited.caption == "c"  # type: ignore[union-attr]
    edited = await telegram.edit_message_reply_markup(anna.id, message.message_id, reply_markup=BUTTONS)
    assert edited.reply_markup == BUTTONS  # type: ignore[union-attr]
    assert await telegram.delete_message(anna.id, message.message_id)
    assert await telegram.delete_messages(anna.id, [1])


async def test_the_profile_is_set_per_language(telegram: Bot, standin: StandIn, anna: Person) -> None:
    commands = [BotCommand("today", "Train now")]
    await telegram.set_my_commands(commands)
    await telegram.set_my_commands(
        [BotCommand("today", "Heute")], BotCommandScopeAllPrivateChats(), language_code="de"
    )
    assert await telegram.get_my_commands() == tuple(commands)
    assert standin.world.profile.commands_for(anna.id, "de")[0]["description"] == "Heute"
    assert standin.world.profile.commands_for(anna.id, "fr")[0]["description"] == "Train now"
    await telegram.set_my_commands([BotCommand("today", "Everybody")], BotCommandScopeAllPrivateChats())
    assert standin.world.profile.commands_for(anna.id, "de")[0]["description"] == "Heute"
    await telegram.delete_my_commands()
    assert await telegram.get_my_commands() == ()
    await telegram.set_my_name("Lumbo two")
    assert (await telegram.get_me()).first_name == "Lumbo two"
    await telegram.set_my_description("long", language_code="de")
    await telegram.set_my_short_description("short")
    assert (await telegram.get_my_description("de")).description == "long"
    assert (await telegram.get_my_short_description()).short_description == "short"
    assert (await telegram.get_my_name()).name == "Lumbo two"
    await telegram.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await telegram.get_chat_menu_button()).type == "commands"


async def test_smaller_methods_answer_as_the_library_expects(telegram: Bot, anna: Person) -> None:
    assert await telegram.send_chat_action(anna.id, "typing")
    assert (await telegram.get_chat(anna.id)).first_name == "Anna"
    message = await telegram.send_message(
        anna.id,
        "where are you?",
        reply_markup=ReplyKeyboardMarkup([[KeyboardButton("Share", request_location=True)]]),
    )
    assert await telegram.set_message_reaction(anna.id, message.message_id, "👍")
    await telegram.send_message(anna.id, "thanks", reply_markup=ReplyKeyboardRemove())
    assert anna.keyboard is None
    info = await telegram.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("", 1)


async def test_every_kind_of_update_is_read_by_the_library(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    message = await telegram.send_message(anna.id, "press", reply_markup=BUTTONS)
    standin.taps(anna.id, message.message_id, "Done")
    standin.shares_location(anna.id, 52.5, 13.4)
    standin.sends_sticker(anna.id)
    standin.edits(anna.id, 1, "/start again")
    standin.blocks(anna.id)
    standin.unblocks(anna.id)
    updates = await telegram.get_updates(allowed_updates=Update.ALL_TYPES)
    kinds = [next(key for key in update.to_dict() if key != "update_id") for update in updates]
    assert (
        kinds
        == ["message", "callback_query", "message", "message", "edited_message"] + ["my_chat_member"] * 2
    )
    assert updates[0].message and updates[0].message.entities[0].type == "bot_command"
    query = updates[1].callback_query
    assert query and query.data == "d:1" and query.message == message
    assert await telegram.answer_callback_query(query.id, "Well done", show_alert=True)
    assert standin.toasts(anna.id) == [{"query_id": query.id, "text": "Well done", "alert": True}]
    assert updates[6].my_chat_member and updates[6].my_chat_member.new_chat_member.status == "member"
