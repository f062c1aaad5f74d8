"""Breaks by one's own wish, and for illness."""

from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.living import begun, lives


async def test_an_illness_waits_for_a_well_day(world: World, anna: Chatter) -> None:
    await lives(world, anna, 2)
    await anna.says("/pause")
    await anna.taps("I am ill")
    assert "Get well first" in text_of(anna.last()) and "not before" in text_of(anna.last())
    assert "not before" in text_of(await anna.says("/resume"))
    assert labels_of(anna.last()) == ["I am not ill after all"]
    await world.passes(hours=25)
    await anna.says("/resume")
    await anna.taps("I have been well for a whole day")
    assert anna.sees("Welcome back")
    assert "Floor press" in text_of(await anna.says("/today")) or "session" in text_of(anna.last())


async def test_i_am_ill_can_be_taken_back_at_once(world: World, anna: Chatter) -> None:
    await lives(world, anna, 2)
    await anna.says("/pause")
    old = await anna.taps("I am ill")
    told = await anna.taps("I am not ill after all")
    assert "paused by your own wish" in text_of(told) and labels_of(told) == ["Go on", "I am ill"]
    await anna.taps("Go on")
    assert anna.sees("Welcome back")
    await anna.replays("ni", old)
    assert "All is well" in text_of(anna.last())


async def test_a_second_pause_does_not_end_an_illness(world: World, anna: Chatter) -> None:
    await lives(world, anna, 2)
    await anna.says("/pause")
    await anna.taps("I am ill")
    assert "Get well first" in text_of(await anna.says("/pause"))
    assert "Get well first" in text_of(await anna.says("/resume"))


async def test_a_break_in_the_middle_of_a_session_keeps_it(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    await anna.taps("Hold timer")
    await world.passes(seconds=6)
    asked = await anna.says("/pause")
    assert "Take your time" in text_of(asked)
    await world.passes(minutes=20)
    assert not anna.sees("That was it")
    assert "The timer is paused" in text_of(await anna.taps("Back to the exercise", asked))


async def test_pausing_the_plan_ends_the_open_session(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    living = await anna.taps("Done")
    await anna.taps("Pause the plan", await anna.says("/pause"))
    assert anna.sees("Your plan is paused")
    stripped = next(each for each in anna.messages() if each["message_id"] == living["message_id"])
    assert labels_of(stripped) == []
    assert "paused by your own wish" in text_of(await anna.says("/today"))
    await anna.taps("Go on")
    assert text_of(await anna.taps("▶️ Start")).startswith("Floor press")


async def test_what_strength_nobody_told_is_not_shown_as_told(world: World, anna: Chatter) -> None:
    await anna.says("/pain")
    assert "How strong is it" in text_of(await anna.says("/today"))
    assert not anna.sees("Noted for today: 1")
    assert "Noted for today" not in text_of(await anna.says("/safety"))


async def test_without_the_specialists_yes_the_open_session_stands_still(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    living = await anna.taps("Hold timer")
    await anna.says("/settings")
    await anna.taps("The doctor says no for now")
    await world.passes(minutes=20)
    assert not anna.sees("That was it")
    asked = await anna.replays("do:5:0", living)
    assert anna.sees("Has a doctor or physiotherapist agreed") and "Exercise 2" not in text_of(asked)
    await anna.taps("They said yes")
    assert text_of(await anna.says("/today")).startswith("Floor press")
