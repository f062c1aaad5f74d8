"""The page's own API: what a person does in the browser, and what every tab of theirs is told."""

from typing import Any

import pytest
from telegram import Bot

from bot.demo import page_api
from bot.demo.rendering import html
from bot.demo.standin import StandIn
from bot.demo.world import Person
from tests.demo.browser import Json, Page

MARKUP: Any = {
    "inline_keyboard": [
        [{"text": "Done", "callback_data": "d", "style": "success"}],
        [{"text": "Site", "url": "https://a.org"}, {"text": "Copy", "copy_text": {"text": "abc"}}],
    ]
}


EMPTY: Json = {
    "type": "snapshot",
    "bot": {"first_name": "Lumbo", "username": "lumbo_demo_bot", "description": "A coach"},
    "commands": [{"command": "today", "description": "Train now"}],
    "messages": [],
    "keyboard": None,
    "now": "2026-03-02T07:30:00+00:00",
}
"""What a tab is told of a chat in which nothing was said; whose it is comes beside it."""
HELLO: Json = {
    "id": 2,
    "mine": False,
    "date": 1772436600,
    "edited": False,
    "silent": False,
    "html": "<b>Hello</b>",
    "location": None,
    "sticker": None,
    "media": None,
    "buttons": [
        [{"text": "Done", "style": "success", "kind": "callback"}],
        [
            {"text": "Site", "style": "", "kind": "url", "url": "https://a.org"},
            {"text": "Copy", "style": "", "kind": "copy", "copy": "abc"},
        ],
    ],
}


async def test_a_newcomer_chats_and_every_tab_sees_it(page: Page, standin: StandIn, telegram: Bot) -> None:
    await telegram.set_my_commands([("today", "Train now")])
    await telegram.set_my_description("A coach")
    status, ben = await page.post("/users", {"first_name": "Ben <b>", "language_code": "de"})
    assert (status, ben["first_name"]) == (200, "Ben <b>")
    assert await (await page.get("/users")).json() == [ben]
    async with page.tab(ben["id"]) as one, page.tab(ben["id"]) as two:
        assert await one.next() == await two.next() == EMPTY | {"user": ben}
        assert (await page.post(f"/users/{ben['id']}/text", {"text": "hi <3"}))[0] == 204
        await telegram.send_message(ben["id"], "<b>Hello</b>", parse_mode="HTML", reply_markup=MARKUP)
        for tab in (one, two):
            mine, answer = await tab.next(), await tab.next()
            assert mine["message"]["html"] == "hi &lt;3"
            assert (mine["message"]["mine"], mine["is_new"]) == (True, True)
            assert answer["message"] == HELLO


async def test_a_silent_message_is_marked(page: Page, telegram: Bot, anna: Person) -> None:
    await telegram.send_message(anna.id, "psst", disable_notification=True)
    async with page.tab(anna.id) as tab:
        assert [message["silent"] for message in (await tab.next())["messages"]] == [False, True]


async def test_a_tab_that_is_closed_prints_no_error(
    page: Page, standin: StandIn, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with page.tab(anna.id) as tab:
        await tab.next()
    while standin.world.hub.watched(anna.id):
        await page.post(f"/users/{anna.id}/text", {"text": "still there?"})
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_tap_is_followed_by_its_toast(page: Page, telegram: Bot, anna: Person) -> None:
    await telegram.send_message(anna.id, "press", reply_markup=MARKUP)
    async with page.tab(anna.id) as tab:
        await tab.next()
        _, tapped = await page.post(f"/users/{anna.id}/tap", {"message_id": 2, "row": 0, "column": 0})
        await telegram.answer_callback_query(tapped["query_id"], "Well done")
        toast = {"type": "toast", "query_id": tapped["query_id"], "text": "Well done", "alert": False}
        assert await tab.next() == toast
        await telegram.edit_message_text("done", anna.id, 2)
        edited = await tab.next()
        assert (edited["is_new"], edited["message"]["edited"]) == (False, True)
        await telegram.send_chat_action(anna.id, "typing")
        assert await tab.next() == {"type": "action", "action": "typing"}
        await telegram.delete_message(anna.id, 2)
        assert await tab.next() == {"type": "deleted", "message_id": 2}


async def test_a_reply_keyboard_and_the_commands_are_told_when_they_change(
    page: Page, telegram: Bot, anna: Person
) -> None:
    markup: Any = {
        "keyboard": [[{"text": "Share", "request_location": True}, "No"]],
        "one_time_keyboard": True,
        "resize_keyboard": True,
        "input_field_placeholder": "City",
    }
    async with page.tab(anna.id) as tab:
        await tab.next()
        await telegram.send_message(anna.id, "where?", reply_markup=markup)
        told = [await tab.next(), await tab.next()]
        (keyboard,) = [event["keyboard"] for event in told if event["type"] == "keyboard"]
        assert keyboard == {
            "rows": [
                [{"text": "Share", "request_location": True}, {"text": "No", "request_location": False}]
            ],
            "one_time": True,
            "placeholder": "City",
            "resize": True,
        }
        await page.post(f"/users/{anna.id}/location", {"lat": 52.5, "lon": 13.4})
        assert (await tab.next())["message"]["location"] == {"lat": 52.5, "lon": 13.4}
        await page.post(f"/users/{anna.id}/sticker", {})
        assert (await tab.next())["message"]["sticker"] == "👍"
        await telegram.set_my_commands([("help", "Help")])
        assert await tab.next() == {
            "type": "commands",
            "commands": [{"command": "help", "description": "Help"}],
        }
        await telegram.set_my_description("A kinder coach")
        assert (await tab.next())["bot"]["description"] == "A kinder coach"


async def test_own_messages_can_be_edited_and_deleted_and_the_bot_blocked(
    page: Page, standin: StandIn, anna: Person
) -> None:
    assert (await page.post(f"/users/{anna.id}/edit", {"message_id": 1, "text": "hello"}))[0] == 204
    assert standin.messages(anna.id)[0]["text"] == "hello"
    assert (await page.post(f"/users/{anna.id}/delete", {"message_id": 1}))[0] == 204
    assert standin.messages(anna.id) == []
    assert (await page.post(f"/users/{anna.id}/block", {"blocked": True}))[0] == 204
    status, answer = await page.post(f"/users/{anna.id}/text", {"text": "x"})
    assert (status, answer) == (400, {"error": "Anna has blocked the bot"})


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/users/1/text", {"text": "x"}, 404),
        ("/users/{}/tap", {"message_id": 9, "row": 0, "column": 0}, 404),
        ("/users/{}/tap", {"message_id": 1, "row": 0, "column": 0}, 404),
        ("/users/{}/text", {"text": " "}, 400),
        ("/users/{}/location", {"lat": 91, "lon": 0}, 400),
        ("/clock", {"step": "yesterday", "user_id": 1}, 400),
    ],
)
async def test_impossible_actions_are_told_in_a_sentence(
    page: Page, anna: Person, path: str, body: Json, status: int
) -> None:
    found, answer = await page.post(path.format(anna.id), body)
    assert found == status
    assert answer["error"]


async def test_the_clock_is_moved_for_everybody(page: Page, anna: Person) -> None:
    async with page.tab(anna.id) as tab:
        await tab.next()
        _, answer = await page.post("/clock", {"step": "ten_minutes", "user_id": anna.id})
        assert answer == {"now": "2026-03-02T07:40:00+00:00"}
        assert await tab.next() == {"type": "clock"} | answer


async def test_a_quiet_stream_is_kept_alive(
    page: Page, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_api, "KEEP_ALIVE", 0.01)
    async with page.tab(anna.id) as tab:
        await tab.next()
        assert await tab._lines.readline() == b"\n"
        assert await tab._lines.readline() == b": alive\n"


def test_entities_become_safe_html() -> None:
    words = "<😀 bold link> /today"
    marks: list[Json] = [
        {"type": "bold", "offset": 1, "length": 12},
        {"type": "text_link", "offset": 9, "length": 4, "url": 'https://a.org/?"x"&y'},
        {"type": "bot_command", "offset": 15, "length": 6},
    ]
    assert html(words, marks) == (
        '&lt;<b>😀 bold <a href="https://a.org/?&quot;x&quot;&amp;y" target="_blank"'
        ' rel="noopener noreferrer">link</a></b>&gt; '
        '<a class="command" data-command="/today" href="#">/today</a>'
    )
    evil = [{"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}]
    assert html("x", evil) == "x"
