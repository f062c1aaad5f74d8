"""Of a message no more is kept than is read, and everything that is read."""

from copy import deepcopy

from bot.transport import lean

FILM = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 2, "duration": 3}
MESSAGE = {
    "message_id": 7,
    "date": 1_790_000_000,
    "chat": {"id": 5, "type": "private"},
    "from": {"id": 1, "is_bot": True, "first_name": "Lumbo"},
    "animation": {**FILM, "thumbnail": {"file_id": "t"}},
    "document": {"file_id": "a"},
    "caption": "Hold",
    "caption_entities": [{"type": "bold", "offset": 0, "length": 4}],
    "reply_markup": {"inline_keyboard": [[{"text": "Done", "callback_data": "do:1:1"}]]},
}


def test_a_message_keeps_its_number_its_chat_and_its_film() -> None:
    assert lean.message(MESSAGE) == {
        "message_id": 7, "date": 1_790_000_000, "chat": {"id": 5, "type": "private"}, "animation": FILM,
    }  # fmt: skip


def test_a_tap_keeps_what_was_tapped_and_by_whom() -> None:
    tap = {"id": "9", "from": {"id": 5}, "data": "do:1:1", "message": MESSAGE}
    whole = {"update_id": 3, "callback_query": tap}
    before = deepcopy(whole)
    assert lean.update(whole) == {
        "update_id": 3, "callback_query": {**tap, "message": lean.message(MESSAGE)},
    }  # fmt: skip
    assert whole == before


def test_a_written_text_and_an_odd_tap_stay_whole() -> None:
    for other in (
        {"update_id": 3, "message": MESSAGE},
        {"update_id": 3, "callback_query": "odd"},
        {"update_id": 3, "callback_query": {"id": "9"}},
        {"update_id": 3, "callback_query": {"id": "9", "message": 4}},
    ):
        assert lean.update(other) == other
