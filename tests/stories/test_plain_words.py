"""People who write instead of tapping are understood where it matters: pain, stop, a number, a command."""

import pytest

from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.conftest import agreed, screened

PAINFUL = (
    "pain!", "it hurts", "Ouch", "stop", "STOP!!", "my back is sore since yesterday " + "x" * 300,
    "pain 5", "7/10", "Me duele la espalda", "😖😖", "no pain", "I HAVE A PIAN IN MY BAK", "SOTP", "ouchhhhh",
    "J'ai mal au dos", "腰が痛い", "Sırtım ağrıyor",
)  # fmt: skip
ALARMING = (
    "my leg is numb",
    "I can't pee",
    "My chest feels tight",
    "I fell down the stairs",
    "my foot tingles",
    "so dizzy 😵",
    "call 911",
)


@pytest.mark.parametrize("words", PAINFUL)
async def test_words_about_pain_bring_the_pain_button(anna: Chatter, words: str) -> None:
    offered = await anna.says(words)
    assert labels_of(offered) == ["🛑 Pain", "Tired muscles", "Nothing hurts"]
    assert "Everything rests now" in text_of(await anna.taps("Pain", offered))


@pytest.mark.parametrize("words", ALARMING)
async def test_words_of_alarm_bring_the_signs_and_the_number_to_call(anna: Chatter, words: str) -> None:
    told = await anna.says(words)
    assert "Call 112" in text_of(told) and "numb or tingling between your legs" in text_of(told)
    assert labels_of(told) == ["One or more", "🛑 Pain", "None of these"]
    assert "get help now" in text_of(await anna.taps("One or more", told))


async def test_words_of_alarm_are_heard_while_everything_rests_and_before_anything_began(
    world: World, anna: Chatter
) -> None:
    await anna.says("/pain")
    assert "Call 112" in text_of(await anna.says("and my leg is numb now"))
    assert "Call 112" in text_of(await world.person("Ben").says("I fell from a ladder"))


async def test_an_illness_in_plain_words_brings_its_pause(anna: Chatter) -> None:
    await anna.taps("I am ill", await anna.says("I have a fever today"))
    assert anna.sees("Get well first")
    assert "Get well first" in text_of(await anna.says("still sick"))


async def test_a_greeting_is_greeted_and_easy_brings_the_question_it_answers(anna: Chatter) -> None:
    assert "Good to see you" in text_of(await anna.says("Hello!"))
    assert "Tired is fine" in text_of(await anna.says("tired"))
    assert "Tired is fine" in text_of(await anna.says("I'm so tired"))
    assert "not this" in text_of(await anna.says("I am not tired"))
    await anna.says("/today")
    await anna.taps("Done")
    assert "How was it" in text_of(await anna.says("easy"))


async def test_words_about_pain_count_in_a_hold_too(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    await anna.taps("Pain", await anna.says("it hurts"))
    assert not any("Done" in label for each in anna.messages() for label in labels_of(each))


@pytest.mark.parametrize("words", ["/start", "ok"])
async def test_a_running_timer_is_shown_again_and_goes_on(world: World, anna: Chatter, words: str) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    await world.passes(seconds=6)
    shown = await anna.says(words)
    assert "Stop timer" in " ".join(labels_of(shown))
    await world.passes(seconds=3)
    assert "Hold and keep breathing" in text_of(anna.last()) or "rest" in text_of(anna.last())


@pytest.mark.parametrize("words", ["plan", "I feel fine", "noch mal", "the mat is here", "a main spot"])
async def test_words_that_only_look_alike_are_no_pain(anna: Chatter, words: str) -> None:
    assert "I understand buttons" in text_of(await anna.says(words))


async def test_who_tells_in_other_words_how_it_was_is_asked_again_and_not_sent_home(anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Done")
    asked = await anna.says("GOOD")
    assert "did not understand" in text_of(asked) and "How was it" in text_of(asked)
    assert "Noted, thank you" in text_of(await anna.taps("Right", asked))


async def test_a_no_in_words_is_not_lost_where_the_morning_is_asked_about(
    world: World, anna: Chatter
) -> None:
    await anna.says("/today")
    await anna.taps("Done")
    await anna.taps("Right")
    await world.passes(days=1)
    assert "Any new pain" in text_of(await anna.says("/today"))
    asked = await anna.says("NO")
    assert "Any new pain" in text_of(asked)
    assert "Noted, thank you" in text_of(await anna.taps("No", asked))
    await anna.taps("Start today's session")
    assert "Floor press" in text_of(await anna.says("yes"))


async def test_a_strangers_first_words_are_met_by_who_lumbo_is(world: World) -> None:
    met = text_of(await world.person("Ben").says("HELO"))
    assert "I am Lumbo" in met and "once more" not in met


async def test_a_command_without_its_slash_is_a_command(anna: Chatter) -> None:
    assert "Everything rests now" in text_of(await anna.says("Pain"))
    assert "Settings" in text_of(await anna.says("settings"))


async def test_the_strength_of_pain_may_be_typed_and_only_where_it_is_asked(
    world: World, anna: Chatter
) -> None:
    await world.passes(minutes=1)
    assert "I understand buttons" in text_of(await anna.says("5"))
    await anna.says("/pain")
    assert "How strong is it" in text_of(await anna.says("11"))
    assert "Where is it?" in text_of(await anna.says("5"))
    assert "Where is it?" in text_of(await anna.says("it hurts"))
    assert "Where is it?" in text_of(await anna.says("3"))
    await anna.taps("Low back")
    await anna.taps("None of these")
    await anna.taps("None of these")
    assert "Noted for today: 6" in text_of(await anna.says("6/10"))
    assert "looked at by a doctor" in text_of(await anna.says("about 7"))


async def test_while_the_plan_rests_nobody_is_sent_to_train(anna: Chatter) -> None:
    await anna.says("/pain")
    for words in ("hello", "5 of 10", "/nonsense"):
        assert "/today" not in text_of(await anna.says(words))


async def test_help_and_thanks_are_answered(anna: Chatter) -> None:
    assert "How Lumbo works" in text_of(await anna.says("Help me please"))
    assert "You are welcome" in text_of(await anna.says("Thanks!"))


async def test_words_of_ones_own_are_kept_even_where_they_name_pain(anna: Chatter) -> None:
    await anna.says("/settings")
    await anna.taps("My moment")
    await anna.taps("In my own words")
    assert "Pain" not in labels_of(await anna.says("when I stop work"))


async def test_before_the_cards_words_about_pain_are_heard_as_well(world: World) -> None:
    ben = world.person("Ben")
    await agreed(ben)
    offered = await ben.says("my back hurts")
    assert "Everything rests now" in text_of(await ben.taps("Pain", offered))


async def test_the_pain_of_the_first_cards_may_be_typed(world: World) -> None:
    ben = world.person("Ben")
    await screened(ben, ("18–49", "None of these", "None of these", "None of these"))
    assert "pain 0" in text_of(await ben.says("0"))
    assert "How old are you?" in text_of(await ben.taps("Change age"))
    assert "Six short questions" not in text_of(ben.last())
