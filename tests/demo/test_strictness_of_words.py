"""The stand-in refuses markup, lengths and buttons that Telegram refuses, in Telegram's words."""

import json
from typing import Any

import pytest

from bot.demo.world import Person
from tests.demo.wire import Wire, keyboard

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
