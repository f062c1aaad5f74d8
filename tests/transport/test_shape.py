"""What counts as an update: broken parts are found at the door."""

from typing import Any

import pytest

from bot.transport import shape
from bot.transport.shape import Malformed

USER = {"id": 1, "is_bot": False, "first_name": "x"}
CHAT = {"id": 1, "type": "private"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": "hello"}
QUERY = {"id": "1", "from": USER, "message": MESSAGE, "data": "do:1:0", "chat_instance": "1"}


@pytest.mark.parametrize(
    "whole",
    [
        {"message": MESSAGE},
        {"edited_message": MESSAGE | {"entities": None, "from": {"id": 1, "is_bot": False}}},
        {"callback_query": QUERY},
        {"callback_query": QUERY | {"message": {"chat": CHAT, "message_id": 1, "date": 0}}},
        {"my_chat_member": {"chat": CHAT, "from": USER, "date": 1, "new_chat_member": {"status": "left"}}},
        {"something_new": {"deep": [1, 2]}},
    ],
)
def test_whole_updates_pass(whole: dict[str, Any]) -> None:
    shape.check({"update_id": 1} | whole)


@pytest.mark.parametrize(
    "broken",
    [
        {"message": 7},
        {"message": MESSAGE | {"chat": None}},
        {"message": MESSAGE | {"text": {"a": 1}}},
        {"message": MESSAGE | {"from": USER | {"language_code": {}}}},
        {"message": MESSAGE | {"from": USER | {"id": "1"}}},
        {"message": MESSAGE | {"from": USER | {"id": 2**63}}},
        {"message": MESSAGE | {"message_id": 2**64}},
        {"callback_query": QUERY | {"data": 1.5}},
        {"callback_query": {"id": "1"}},
        {"my_chat_member": {"chat": CHAT, "from": USER}},
    ],
)
def test_broken_ones_are_refused_without_quoting_them(broken: dict[str, Any]) -> None:
    with pytest.raises(Malformed) as refused:
        shape.check({"update_id": 1} | broken)
    assert refused.value.__cause__ is None and not str(refused.value)
