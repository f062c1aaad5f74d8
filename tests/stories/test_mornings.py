"""The morning after: asked once before the session, one tap, never in the way; tired muscles are no pain."""

import re

import pytest

from tests.chat import Chatter, World, labels_of, text_of
from tests.handlers.test_words import TELLING

QUESTION = "Any new pain since"


async def trained(world: World, anna: Chatter) -> None:
    """A session, and then it is the next morning, after the reminder."""
    await anna.says("/today")
    await anna.taps("Done")
    await anna.taps("Right")
    await world.passes(days=1, hours=1)


async def kinds(world: World, anna: Chatter) -> list[str]:
    """The kinds of events in Anna's log."""
    exported = (await world.app.services.privacy.export(anna.id)).decode()
    return re.findall(r'"kind": "(\w+)"', exported)


async def test_the_reminder_says_nothing_and_start_asks_in_its_place(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    reminder = anna.last()
    assert not TELLING.search(text_of(reminder))
    before = len(anna.messages())
    asked = await anna.taps("Start", reminder)
    assert text_of(asked).startswith("Any new pain since yesterday's session?")
    assert labels_of(asked) == ["No", "Tired muscles", "Yes, pain", "Skip"]
    assert len(anna.messages()) == before
    assert "Exercise 1 of" in text_of(await anna.taps("No", asked))


@pytest.mark.parametrize("label", ["No", "Tired muscles", "Skip"])
async def test_one_tap_leads_on_to_the_session(world: World, anna: Chatter, label: str) -> None:
    await trained(world, anna)
    assert QUESTION in text_of(await anna.says("/today"))
    assert "Exercise 1 of" in text_of(await anna.taps(label))
    assert ("MorningAnswered" in await kinds(world, anna)) == (label != "Skip")


async def test_not_answering_blocks_nothing_and_it_is_not_asked_twice(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    await anna.says("/today")
    await world.passes(minutes=1)
    assert "Exercise 1 of" in text_of(await anna.says("/today"))
    await anna.taps("Done")
    await anna.taps("Right")
    assert sum(QUESTION in text_of(each) for each in anna.messages()) == 1


async def test_yes_is_pain_for_that_session_and_there_is_none_that_day(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    await anna.says("/today")
    asked = await anna.taps("Yes, pain")
    assert "How strong is it" in text_of(asked) and labels_of(asked)[0] == "0"
    for label in ("3", "Low back", "None of these", "None of these"):
        await anna.taps(label)
    assert "rests" in text_of(await anna.says("/today"))
    exported = (await world.app.services.privacy.export(anna.id)).decode()
    assert '"when": "next_morning"' in exported and '"session_id": 1' in exported


async def test_pain_named_twice_is_one_report(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    question = await anna.says("/today")
    await anna.taps("Yes, pain", question)
    data = question["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
    await anna.replays(data, question)
    await anna.taps("2")
    assert "clinician" not in text_of(await anna.says("/resume"))


async def test_a_double_tap_on_start_shows_the_question_again_and_does_not_pass_it_over(
    world: World, anna: Chatter
) -> None:
    await trained(world, anna)
    reminder = anna.newest_with("Start")
    first = world.standin.taps(anna.id, reminder["message_id"], "▶️ Start")
    second = world.standin.taps(anna.id, reminder["message_id"], "▶️ Start")
    await world.standin.confirmed(first)
    await world.standin.confirmed(second)
    assert sum(QUESTION in text_of(each) for each in anna.messages()) == 1
    assert (await kinds(world, anna)).count("SessionBuilt") == 1
    assert (await kinds(world, anna)).count("QuestionAsked") == 1


async def test_an_old_answer_gets_a_word_and_changes_nothing(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    question = await anna.says("/today")
    data = question["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    await anna.taps("No", question)
    await anna.replays(data, question)
    assert anna.toast()
    await world.passes(days=2)
    await anna.replays(data, question)
    assert (await kinds(world, anna)).count("MorningAnswered") == 1


@pytest.mark.parametrize("data", ["am:1:16:0", "am:1:99:0", "am:999:0:0"])
async def test_a_forged_answer_changes_nothing(world: World, anna: Chatter, data: str) -> None:
    await trained(world, anna)
    question = await anna.says("/today")
    await anna.replays(data, question)
    assert anna.toast() and "MorningAnswered" not in await kinds(world, anna)


async def test_who_does_not_train_today_is_asked_too(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    asked = await anna.taps("Not today")
    assert anna.sees("All right, not today") and QUESTION in text_of(asked)
    assert "Noted, thank you" in text_of(await anna.taps("No", asked))
    assert "Exercise 1 of" in text_of(await anna.says("/today"))


async def test_after_days_without_a_session_the_question_names_its_day(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    await world.passes(days=2)
    assert "since your session on" in text_of(await anna.says("/today"))


async def test_the_bot_may_be_restarted_around_the_question(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    await anna.says("/today")
    await world.restart()
    assert "Exercise 1 of" in text_of(await anna.taps("Tired muscles"))


async def test_tired_muscles_in_a_session_lead_back_to_it_and_stop_nothing(
    world: World, anna: Chatter
) -> None:
    await anna.says("/today")
    told = await anna.taps("Tired muscles")
    assert "Tired is fine" in text_of(told) and "not sure: tap Pain" in text_of(told)
    assert "Exercise 1 of 1" in text_of(await anna.taps("Go on", told))
    await anna.taps("Tired muscles")
    await anna.taps("Easier", anna.last())
    assert anna.sees("calves on a chair")
    assert "PainReported" not in await kinds(world, anna)


async def test_tired_muscles_after_a_session_ask_how_it_was(anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Done")
    told = await anna.taps("Tired muscles", anna.last())
    assert "heavy or sore" in text_of(told) and labels_of(told)[:3] == ["Easy", "Right", "Hard"]
    assert "Noted" in text_of(await anna.taps("Hard", told))


async def test_tired_muscles_never_take_a_report_of_pain_back(world: World, anna: Chatter) -> None:
    living = await anna.says("/today")
    await anna.taps("Pain", living)
    assert not any("Tired" in label for label in labels_of(anna.last()))
    await anna.replays("tm:1", living)
    assert "rests" in text_of(await anna.says("/today"))
    assert "PainReported" in await kinds(world, anna)
