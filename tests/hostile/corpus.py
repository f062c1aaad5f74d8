"""Hostile input, drawn from a seed: callback data, texts and whole updates that no client of ours sends."""

import copy
from collections.abc import Sequence
from dataclasses import fields
from random import Random
from typing import Any

from handlers.codec import TAGS

Raw = dict[str, Any]

TEXTS = (
    "", " ", "\n", "\0", "/", "//", "/start@other_bot", "/start " + "x" * 4000, "/" + "n" * 4000,
    "<b", "</a>", "&", "&lt;&#0;", "<script>alert(1)</script>", "{0}", "{user}", "%s%n",
    "'; DROP TABLE person;--",
    "\u202eover\u202c", "\u200b\u200d\ufeff", "a" + "\u0301" * 2000, "\ud83d", "🦴" * 2000, "x" * 100_000,
    "7:30\0", "٧:٣٠", "25:99", "-1", "1e9", "Europe/../../etc/passwd", "../" * 50, "NaN", "None", "true",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 9, 10, 11, 60, 61, 1439, 1440, 2**31, 2**53, 2**63 - 1, 2**63, 10**19, -(2**63))
WRONG: tuple[object, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**70,
    1.5,
    "",
    "x",
    "\ud83d",
    [],
    [[]],
    {},
    {"id": {}},
    [None],
    {"": None},
)


def data(dice: Random, seen: Sequence[str]) -> object:
    """Callback data: noise, a button bent a little, numbers out of place, or somebody else's button."""
    choice = dice.randrange(5)
    if choice == 0:
        return dice.choice((*TEXTS, *WRONG))
    if choice == 1:
        return "".join(
            chr(dice.choice((dice.randrange(128), dice.randrange(0x2FFF)))) for _ in range(dice.randrange(65))
        )
    if choice == 2 and seen:
        return _bent(dice, dice.choice(seen))
    if choice == 3 and seen:
        return dice.choice(seen)
    tag, kind = dice.choice(tuple(TAGS.items()))
    return ":".join((tag, *(str(_number(dice)) for _ in fields(kind))))


def _number(dice: Random) -> int:
    return dice.choice(NUMBERS) if dice.random() < 0.4 else dice.randrange(40)


def _bent(dice: Random, whole: str) -> str:
    at = dice.randrange(len(whole) + 1)
    return dice.choice(
        (
            whole[:at],
            whole + ":",
            whole + ":0",
            whole + "\0",
            " " + whole,
            whole.upper(),
            whole[::-1],
            whole.replace(":", "::"),
            whole.replace(":", ":0"),
            whole.replace(":", ":-"),
            whole.replace(":", ":+"),
            whole.replace("1", "١"),
            whole[:at] + chr(dice.randrange(0x3000)) + whole[at:],
            whole * 3,
        )
    )


def tap(dice: Random, sender: Raw, messages: Sequence[Raw], seen: Sequence[str], number: int) -> Raw:
    """A tap of `sender` on one of `messages`, or on one that nobody can see any more."""
    query: Raw = {"id": str(number), "from": sender, "chat_instance": "1", "data": data(dice, seen)}
    shape = dice.randrange(6)
    if shape == 0:
        query["inline_message_id"] = "AAA"
    elif shape == 1:
        query["message"] = {"chat": _private(sender), "message_id": dice.randrange(1, 99), "date": 0}
    elif shape == 2:
        query["message"] = dice.choice(messages) | {"chat": {"id": -100, "type": "group", "title": "<b>"}}
    else:
        query["message"] = dice.choice(messages)
    return {"update_id": number, "callback_query": query}


def text(dice: Random, sender: Raw, number: int) -> Raw:
    """A message of `sender` with a hostile text, name or place."""
    words = dice.choice(TEXTS)
    message: Raw = {
        "message_id": number, "date": 1795500000, "chat": _private(sender), "text": words,
        "from": sender | {"first_name": dice.choice(TEXTS), "language_code": dice.choice(("en", "<b", ""))},
    }  # fmt: skip
    if words.startswith("/"):
        message["entities"] = [
            {"type": "bot_command", "offset": 0, "length": dice.choice((1, 6, len(words), 9999))}
        ]
    if dice.random() < 0.1:
        del message["text"]
        message["location"] = {"latitude": dice.uniform(-400, 400), "longitude": dice.uniform(-400, 400)}
    return {"update_id": number, dice.choice(("message", "message", "edited_message")): message}


def broken(dice: Random, whole: Raw) -> Raw:
    """The update with some of its parts gone, of the wrong kind, or far too deep."""
    spoilt = copy.deepcopy(whole)
    for _ in range(dice.randrange(1, 4)):
        place = _somewhere(dice, spoilt)
        key = dice.choice(tuple(place) or ("x",))
        if dice.random() < 0.3:
            place.pop(key, None)
        else:
            place[key] = dice.choice((*WRONG, _deep(dice.randrange(2, 60))))
    spoilt["update_id"] = whole["update_id"]
    return spoilt


def _somewhere(dice: Random, whole: Raw) -> Raw:
    """A random object inside the update, but not the update itself, whose number has to stay."""
    below = [each for each in whole.values() if isinstance(each, dict)]
    if not below:
        return whole
    found: Raw = dice.choice(below)
    while dice.random() < 0.6 and (deeper := [each for each in found.values() if isinstance(each, dict)]):
        found = dice.choice(deeper)
    return found


def _deep(levels: int) -> object:
    nested: object = "x"
    for _ in range(levels):
        nested = {"message": nested, "chat": nested} if levels < 12 else [nested]
    return nested


def _private(sender: Raw) -> Raw:
    return {"id": sender["id"], "type": "private", "first_name": "x"}
