"""What Telegram brings becomes a value of ours, and nothing else of it is kept."""

from typing import Any

import pytest
from telegram.constants import MessageAttachmentType

from bot.transport import incoming
from bot.transport.incoming import Membership, Said, Sender, Tap, Tapped

USER = {"id": 5, "is_bot": False, "first_name": "Anna", "language_code": "de"}
ANNA = Sender(5, "de")
CHAT = {"id": 5, "type": "private", "first_name": "Anna"}
MESSAGE = {"message_id": 7, "date": 1_790_000_000, "chat": CHAT, "from": USER}
LUMBO = {"id": 1, "is_bot": True, "first_name": "Lumbo"}
FILM = MESSAGE | {"from": LUMBO, "animation": {"file_id": "a"}, "caption": "Hold"}
TAP = {"id": "9", "from": USER, "data": "do:1:1", "message": FILM}
CHANGE = {"chat": CHAT, "from": USER, "date": 1, "new_chat_member": {"status": "kicked", "user": LUMBO}}


def read(**parts: Any) -> incoming.Incoming | None:
    return incoming.read({"update_id": 3} | parts)


@pytest.mark.parametrize(
    ("message", "tapped"),
    [
        (FILM, Tapped(7, has_picture=True, lost=False)),
        (MESSAGE | {"from": LUMBO, "text": "hello"}, Tapped(7, has_picture=False, lost=False)),
        (MESSAGE | {"photo": [], "text": "hello"}, Tapped(7, has_picture=False, lost=False)),
        ({"message_id": 7, "date": 0, "chat": CHAT}, Tapped(7, has_picture=False, lost=True)),
    ],
)
def test_a_tap_tells_who_tapped_what(message: dict[str, Any], tapped: Tapped) -> None:
    assert read(callback_query=TAP | {"message": message}) == Tap(ANNA, "9", "do:1:1", tapped)


def test_a_tap_without_its_message_is_one_in_the_persons_own_chat() -> None:
    assert read(callback_query=TAP | {"message": None}) == Tap(ANNA, "9", "do:1:1", None)
    bot = TAP | {"message": None, "from": USER | {"is_bot": True}}
    assert read(callback_query=bot) == Tap(None, "9", "do:1:1", None)


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_a_text_and_a_command_are_told_apart(kind: str) -> None:
    def said(**parts: Any) -> incoming.Incoming | None:
        return read(**{kind: MESSAGE | parts})

    for text in ("today", " /today", "/", "/ today", "and /today"):
        assert said(text=text) == Said(ANNA, 5, text, "", is_command=False, place=None)
    for text in ("/today", "/today@lumbo_bot", "/TODAY now"):
        assert said(text=text) == Said(ANNA, 5, text, "", is_command=True, place=None)


def test_a_place_is_heard_where_it_is_shared_and_not_wherever_it_moves_to() -> None:
    shared = MESSAGE | {"location": {"latitude": 52.5, "longitude": 13, "live_period": 60}}
    assert read(message=shared) == Said(ANNA, 5, "", "", is_command=False, place=(52.5, 13))
    assert read(edited_message=shared) is None


@pytest.mark.parametrize(
    "kind", ["checklist", *(each.value for each in MessageAttachmentType if each != "location")]
)
def test_whatever_a_person_can_send_is_heard(kind: str) -> None:
    sent = read(message=MESSAGE | {kind: {"file_id": "a"}, "caption": "look"})
    assert sent == Said(ANNA, 5, "", "look", is_command=False, place=None)


def test_notes_of_telegrams_own_and_unknown_updates_are_nothing_to_handle() -> None:
    assert read(message=MESSAGE | {"pinned_message": FILM}) is None
    assert read(message=MESSAGE | {"text": ""}) is None
    assert read(poll_answer={"poll_id": "1"}) is None


@pytest.mark.parametrize(
    ("status", "there"), [("kicked", False), ("left", False), ("member", True), ("administrator", True)]
)
def test_blocking_and_coming_back_are_told_apart(status: str, there: bool) -> None:
    change = CHANGE | {"new_chat_member": {"status": status}}
    assert read(my_chat_member=change) == Membership(ANNA, there)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"chat": {"id": -100, "type": "group", "title": "g"}},
        {"chat": {"id": 6, "type": "private"}},
        {"from": USER | {"is_bot": True}},
    ],
)
def test_only_a_person_in_their_own_private_chat_is_a_sender(elsewhere: dict[str, Any]) -> None:
    said = read(message=MESSAGE | {"text": "hello"} | elsewhere)
    change = read(my_chat_member=CHANGE | elsewhere)
    assert isinstance(said, Said) and said.sender is None
    assert isinstance(change, Membership) and change.sender is None


def test_a_long_or_missing_language_does_no_harm() -> None:
    for language, kept in (("x" * 99, "x" * 16), ("", "en"), (None, "en")):
        said = read(message=MESSAGE | {"text": "hello", "from": USER | {"language_code": language}})
        assert isinstance(said, Said) and said.sender == Sender(5, kept)
