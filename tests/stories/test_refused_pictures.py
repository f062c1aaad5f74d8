"""Telegram refuses a picture for good: the words and the buttons come all the same, in every place."""

import pytest

from tests.chat import Chatter, Message, World, labels_of, text_of

WITH_PICTURES = ("sendPhoto", "sendAnimation", "editMessageMedia")
SORRY = "Something went wrong"


def refuse_pictures(world: World, *methods: str) -> None:
    for method in methods:
        world.standin.plan(
            {"kind": "bad_request", "method": method, "description": "PHOTO_INVALID_DIMENSIONS"}
        )


def has_picture(message: Message) -> bool:
    return "photo" in message or "animation" in message


async def test_an_exercise_comes_in_words_with_all_its_buttons(world: World, anna: Chatter) -> None:
    shown = labels_of(await anna.says("/today"))
    refuse_pictures(world, *WITH_PICTURES)
    step = await anna.says("/today")
    assert text_of(step).startswith("Floor press") and not has_picture(step) and labels_of(step) == shown
    assert "How was it" in text_of(await anna.taps("Done", step))
    assert not anna.sees(SORRY)


@pytest.mark.parametrize("refused", [("editMessageMedia",), WITH_PICTURES])
async def test_a_timer_whose_cards_are_refused_answers_the_tap_and_counts_in_one_message(
    world: World, anna: Chatter, refused: tuple[str, ...]
) -> None:
    living = await anna.says("/today")
    refuse_pictures(world, *refused)
    ticking = await anna.taps("Hold timer", living)
    assert "Get ready" in text_of(ticking) and "⏹ Stop timer" in labels_of(ticking)
    before = len(anna.messages())
    for seconds, words in ((6, "1 of 5"), (12, "Let go and rest"), (12, "4 of 5"), (12, "That was it")):
        await world.passes(seconds=seconds)
        assert anna.sees(words), words
    assert len(anna.messages()) == before + 1, "only the bell is a message of its own"
    assert "⏱ Hold timer" in labels_of(anna.messages()[-2]) and not anna.sees(SORRY)
    assert not labels_of(next(each for each in anna.messages() if each["message_id"] == living["message_id"]))


async def test_words_in_place_of_an_exercise_become_a_picture_again_once_telegram_takes_one(
    world: World, anna: Chatter
) -> None:
    refuse_pictures(world, *WITH_PICTURES)
    in_words = await anna.says("/today")
    world.standin.clear_faults()
    await anna.taps("Hold timer", in_words)
    await world.passes(seconds=6)
    assert has_picture(anna.last()) and "1 of 5" in text_of(anna.last())


async def test_a_look_back_comes_without_its_calendar(world: World, anna: Chatter) -> None:
    told = text_of(await anna.says("/progress"))
    refuse_pictures(world, *WITH_PICTURES)
    again = await anna.says("/progress")
    assert text_of(again) == told and not has_picture(again)


async def test_somebody_whose_chat_is_gone_is_not_sent_pictures_and_words_for_ever(
    world: World, anna: Chatter
) -> None:
    before = len(world.standin.calls)
    for method in (*WITH_PICTURES, "sendMessage"):
        world.standin.plan({"kind": "bad_request", "method": method})
    await world.standin.confirmed(world.standin.says(anna.id, "/today"))
    tried = [call.method for call in world.standin.calls[before:] if call.method.startswith("send")]
    assert tried[:2] == ["sendAnimation", "sendMessage"] and len(tried) <= 5, tried
    before = len(world.standin.calls)
    await world.passes(seconds=20)
    later = [call.method for call in world.standin.calls[before:] if call.method.startswith("send")]
    assert later == []
