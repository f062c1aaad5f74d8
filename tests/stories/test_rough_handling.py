"""Restarts between any two taps, lost messages, refused calls, nonsense: a quiet recovery, never silence."""

import pytest

from bot.transport.intake import Verdict
from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.conftest import HARMLESS, screened


async def test_the_bot_may_be_restarted_between_any_two_taps(world: World) -> None:
    anna = world.person("Anna")
    await anna.says("/start")
    steps = ("Yes, I agree", "Yes", *HARMLESS, "say Berlin", "Yes", "07:00", "Start now", "Hold timer",
        "Pause timer", "Go on", "Stop timer", "Done", "Right")  # fmt: skip
    for step in steps:
        await world.restart()
        said = step.removeprefix("say ")
        await (anna.says(said) if step.startswith("say ") else anna.taps(said))
    assert anna.sees("Noted, thank you")


async def test_a_hold_timer_outlives_a_restart(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    await world.passes(seconds=6)
    await world.restart()
    await world.passes(seconds=10)
    assert anna.sees("2 of 5")
    await world.restart()
    await world.passes(minutes=2)
    assert "That was it" in text_of(anna.last())


async def test_a_bell_that_could_not_be_sent_rings_later(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    world.standin.plan({"kind": "server_error", "method": "sendMessage", "chat_id": anna.id, "count": 3})
    await world.passes(minutes=2)
    assert not anna.sees("That was it")
    await world.passes(seconds=20)
    await world.passes(seconds=20)
    await world.passes(seconds=20)
    assert anna.sees("That was it")


async def test_a_deleted_living_message_is_sent_anew(world: World, anna: Chatter) -> None:
    living = await anna.says("/today")
    await anna.taps("Hold timer")
    world.standin.deletes(anna.id, living["message_id"])
    before = len(anna.messages())
    for seconds, words in ((6, "1 of 5"), (12, "Let go and rest"), (12, "4 of 5")):
        await world.passes(seconds=seconds)
        assert anna.sees(words), words
    assert len(anna.messages()) == before + 1, "once, and not at every drawing"


async def test_a_lost_file_id_is_uploaded_again_by_itself(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    world.standin.world.files.forget_ids()
    step = await anna.says("/today")
    assert text_of(step).startswith("Floor press") and (step.get("photo") or step.get("animation"))


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_id(world: World, anna: Chatter) -> None:
    for _ in range(3):
        await anna.says("/today")
    sends = [call for call in world.standin.calls if call.method in ("sendPhoto", "sendAnimation")]
    uploads = [call for call in sends if isinstance(call.params.get("animation"), dict)]
    assert len(sends) == 3 and len(uploads) == 1


async def test_an_edited_answer_counts_as_an_answer(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna)
    await anna.says("Brelinnn")
    mine = [each for each in world.standin.messages(anna.id) if not each["from"]["is_bot"]][-1]
    await world.standin.confirmed(world.standin.edits(anna.id, mine["message_id"], "Berlin"))
    assert anna.sees("Europe/Berlin")


async def test_nonsense_updates_are_set_aside_and_hold_up_nobody(world: World, anna: Chatter) -> None:
    for raw in (
        {"update_id": 900},
        {"update_id": 901, "message": {"text": 7}},
        {"update_id": 902, "message": None},
        {"update_id": 903, "callback_query": {"id": 1}},
        {"update_id": 904, "poll": {"x": []}},
    ):
        await world.standin.confirmed(world.standin.pushes(raw))
    assert "Floor press" in text_of(await anna.says("/today"))


async def test_stickers_long_texts_and_strange_letters_get_a_kind_word(anna: Chatter) -> None:
    assert "I understand buttons" in text_of(await anna.sends_sticker())
    for text in ("x" * 4096, "\u202e\u0000zalgo" + "\u0301" * 500, "<script>", "/nonsense", "/", "🦴" * 1000):
        before = len(anna.messages())
        await anna.says(text)
        assert len(anna.messages()) > before


@pytest.mark.parametrize(
    ("text", "told"), [("/start", True), ("/start@{us} now", True), ("/start@another_bot", False)]
)
async def test_a_group_is_told_to_write_privately(world: World, text: str, told: bool) -> None:
    text = text.format(us=world.app.application.bot.username.upper())
    raw = {
        "update_id": 5000,
        "message": {
            "message_id": 1, "date": 1795500000, "text": text,
            "chat": {"id": -100, "type": "group", "title": "g"},
            "from": {"id": 77, "is_bot": False, "first_name": "G"},
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
    }  # fmt: skip
    assert await world.app.handle(raw) is Verdict.DONE
    said = [call for call in world.standin.calls if call.chat_id in {-100, 77}]
    assert [(call.chat_id, call.params["text"]) for call in said] == [
        (-100, "Please write to me in a private chat.")
    ] * told


@pytest.mark.parametrize("kind", ["too_many", "server_error", "reset_before"])
async def test_a_refused_answer_to_a_tap_keeps_the_effect(world: World, anna: Chatter, kind: str) -> None:
    await anna.says("/today")
    world.standin.plan({"kind": kind, "method": "answerCallbackQuery", "count": 1, "retry_after": 1})
    await anna.taps("Done")
    assert anna.sees("How was it")


@pytest.mark.parametrize("kind", ["server_error", "reset_before"])
async def test_an_answer_to_a_tap_that_cannot_be_brought_at_all_is_no_reason_to_say_sorry(
    world: World, anna: Chatter, kind: str
) -> None:
    await anna.says("/today")
    world.standin.plan({"kind": kind, "method": "answerCallbackQuery"})
    await anna.taps("Done")
    assert ["How was it" in text_of(message) for message in anna.messages()].count(True) == 1


@pytest.mark.parametrize("kind", ["server_error", "reset_before", "unauthorized", "not_json_after"])
async def test_an_answer_that_telegram_did_not_take_comes_once_it_does(
    world: World, anna: Chatter, kind: str
) -> None:
    await anna.says("/today")
    before = len(anna.messages())
    for method in ("sendMessage", "editMessageCaption", "editMessageMedia", "answerCallbackQuery"):
        world.standin.plan({"kind": kind, "method": method, "retry_after": 1})
    await anna.taps("Pain")
    await world.beat()
    world.standin.clear_faults()
    assert kind == "not_json_after" or len(anna.messages()) == before
    for _ in range(3):
        await world.beat()
    assert "How strong is it" in text_of(anna.last())
    shown = len(anna.messages())
    await world.beat()
    assert len(anna.messages()) == shown


async def test_a_line_that_loses_only_answers_does_not_fill_the_chat(world: World, anna: Chatter) -> None:
    before = len(anna.messages())
    world.standin.plan({"kind": "server_error_after", "method": "sendMessage"})
    await anna.says("/pain")
    for _ in range(300):
        await world.beat()
    assert 2 <= len(anna.messages()) - before <= 12


async def test_a_lost_answer_is_given_anew_and_at_once_where_that_goes(world: World, anna: Chatter) -> None:
    world.standin.plan({"kind": "server_error", "method": "sendMessage", "count": 1})
    assert "How strong is it" in text_of(await anna.says("/pain"))


async def test_whoever_taps_again_is_owed_the_newer_answer_only(world: World, anna: Chatter) -> None:
    world.standin.plan({"kind": "server_error", "method": "sendMessage"})
    await anna.says("/privacy")
    world.standin.clear_faults()
    await anna.says("/settings")
    shown = len(anna.messages())
    await world.beat()
    assert len(anna.messages()) == shown and anna.sees("Settings")


async def test_nobody_who_blocked_the_bot_is_owed_an_answer_for_ever(world: World, anna: Chatter) -> None:
    world.standin.plan({"kind": "server_error", "method": "sendMessage", "count": 2})
    await anna.says("/settings")
    world.standin.plan({"kind": "forbidden", "method": "sendMessage"})
    await world.beat()
    tried = len(world.standin.calls)
    await world.beat()
    assert not [call for call in world.standin.calls[tried:] if call.chat_id == anna.id]


async def test_what_telegram_refuses_to_edit_for_any_reason_is_sent_anew(world: World, anna: Chatter) -> None:
    world.standin.plan(
        {"kind": "bad_request", "method": "editMessageText", "count": 1,
         "description": "Bad Request: a reason that nobody has heard of"}
    )  # fmt: skip
    await anna.taps("Start now")
    assert anna.sees("Here we go") and "Floor press" in text_of(anna.last())


async def test_a_tap_that_is_too_old_to_be_answered_still_counts(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    world.standin.plan(
        {"kind": "bad_request", "method": "answerCallbackQuery", "count": 1,
         "description": "Bad Request: query is too old and response timeout expired or query ID is invalid"}
    )  # fmt: skip
    await anna.taps("Done")
    assert anna.sees("How was it")


async def test_a_block_met_by_an_answer_ends_the_reminders(world: World, anna: Chatter) -> None:
    world.standin.plan({"kind": "forbidden", "method": "sendMessage", "chat_id": anna.id, "count": 1})
    await anna.says("/settings")
    tried = len(world.standin.calls)
    await world.passes(minutes=30)
    assert not [call for call in world.standin.calls[tried:] if call.chat_id == anna.id]


async def test_names_and_texts_never_reach_the_log(
    world: World, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = world.person("Canaryname")
    await anna.says("/start canarytext")
    world.standin.plan(
        {"kind": "bad_request", "method": "sendMessage", "count": 1, "description": "Bad Request: x"}
    )
    await anna.says("canarytext")
    await anna.taps("Yes, I agree")
    written = caplog.text + capsys.readouterr().err
    assert "anarytext" not in written and "anaryname" not in written and str(anna.id) not in written
    assert "story-token" not in written


async def test_no_call_of_the_bot_is_refused_in_a_whole_first_week(world: World, anna: Chatter) -> None:
    for _ in range(7):
        await world.passes(minutes=30)
        await anna.starts()
        while any("Done" in label for each in anna.messages() for label in labels_of(each)):
            await anna.taps("Done")
        await anna.taps("Right")
        if any(label == "Yes" for label in labels_of(anna.last())):
            await anna.taps("Yes")
        await world.passes(hours=23, minutes=30)
    assert [call for call in world.standin.calls if not call.accepted] == []
