"""Many words at once, at the pace of a real chat: the answer that matters waits behind none of them."""

import pytest

from bot.transport.pace import CHAT_BURST, CHAT_INTERVAL
from tests.chat import Chatter, World, labels_of, text_of

WORDS = ("oh no", "au!!", "asdf", "😱", "what now", "hm", "hm hm", "where", "argh", "nnn")
PAIN = (
    "ouch",
    "it hurts",
    "my back hurts",
    "stop",
    "STOP",
    "stop it",
    "ouch!!",
    "pain",
    "it still hurts",
    "ow",
)
STOPPED = "Stop. Everything rests now."


async def in_a_hurry(world: World) -> None:
    """From now on chats have the pace of real ones."""
    world.chat_interval = CHAT_INTERVAL
    await world.restart()


@pytest.mark.parametrize("words", [WORDS, PAIN, WORDS[:5] + PAIN[:5], ("/pain",) * 10, ("help",) * 10])
async def test_the_answer_to_pain_does_not_wait_behind_ten_texts(
    world: World, anna: Chatter, words: tuple[str, ...]
) -> None:
    living = await anna.says("/today")
    await in_a_hurry(world)
    before = len(anna.messages())
    for each in words:
        world.standin.says(anna.id, each)
    await anna.taps("Pain", living)
    new = [text_of(each) for each in anna.messages()[before:]]
    assert STOPPED in new[-1] and len(new) <= CHAT_BURST + 2


async def test_who_writes_in_a_flurry_that_it_hurts_gets_the_button_that_stops_everything(
    world: World, anna: Chatter
) -> None:
    await in_a_hurry(world)
    for each in WORDS[:9]:
        world.standin.says(anna.id, each)
    asked = await anna.says("it hurts")
    assert any("Pain" in label for label in labels_of(asked))
    for each in ("/start", "/help"):
        world.standin.says(anna.id, each)
    assert STOPPED in text_of(await anna.taps("Pain", asked))
    assert anna.sees("How Lumbo works")


async def test_no_tap_and_no_changed_setting_is_ever_left_out(world: World, anna: Chatter) -> None:
    await anna.taps("Change hour", await anna.says("/settings"))
    await in_a_hurry(world)
    for each in ("x", "y", "6:15", "z"):
        world.standin.says(anna.id, each)
    await anna.taps("Home", await anna.says("/settings"))
    assert anna.sees("06:15")
    assert "What would you like to do" in text_of(anna.last())
