"""While the plan rests and on the way back, every tap is answered and nothing is asked that was just told."""

import pytest

from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.test_pain import paused


async def test_a_check_in_is_shown_as_noted(world: World, anna: Chatter) -> None:
    await paused(anna, "2")
    assert "Noted for today: 2" in text_of(anna.last())
    await world.passes(days=1)
    asked = await anna.says("/resume")
    assert "How is it today" in text_of(asked)
    assert "Noted for today: 0" in text_of(await anna.taps("0", asked))
    assert anna.toast() == "Noted."


async def test_a_second_answer_on_one_day_says_which_one_counts(world: World, anna: Chatter) -> None:
    await paused(anna, "2")
    await world.passes(days=1)
    asked = await anna.says("/resume")
    await anna.taps("1", asked)
    told = text_of(await anna.taps("0", asked))
    assert "Noted for today: 1" in told and "a 0 counts from tomorrow" in told
    assert anna.toast() == "Noted."


@pytest.mark.parametrize("trained", [False, True])
async def test_a_new_time_zone_greets_only_newcomers_as_newcomers(
    world: World, anna: Chatter, trained: bool
) -> None:
    if trained:
        await anna.starts()
        await anna.taps("Done")
        await anna.taps("Right")
    await anna.says("/settings")
    await anna.taps("Change time zone")
    await anna.says("Lisbon")
    told = text_of(await anna.taps("Yes"))
    assert ("The first days are one exercise only" in told) is not trained
    assert "07:30" in told


async def test_before_todays_check_in_the_days_before_count_on(world: World, anna: Chatter) -> None:
    await paused(anna, "2")
    for _ in range(2):
        await world.passes(days=1)
        await anna.taps("0", await anna.says("/resume"))
    await anna.taps("I have talked", await anna.says("/resume"))
    await world.passes(days=1)
    assert "One more daily check-in of 0." in text_of(await anna.says("/resume"))
    await anna.taps("0")
    assert "check-in" not in text_of(anna.last())


async def test_who_has_talked_to_somebody_and_is_ready_is_not_told_to_talk_first(
    world: World, anna: Chatter
) -> None:
    await paused(anna, "2")
    for _ in range(2):
        await world.passes(days=1)
        await anna.taps("0", await anna.says("/resume"))
    assert "before you start again" in text_of(await anna.says("/resume"))
    await anna.taps("I have talked")
    for label in ("Answer the card", "None of these", "None of these"):
        shown = await anna.taps(label)
    assert "Everything is there. Begin again" in text_of(shown) and labels_of(shown) == ["Restart gently"]
    assert "before you start again" not in text_of(shown) and "Before you go on" not in text_of(shown)
    await anna.taps("Restart gently")
    await anna.starts()
    await anna.taps("Done")
    assert "twice a day" not in text_of(await anna.taps("Easy"))
    assert "that does not count" in text_of(await anna.says("/today"))


async def test_after_a_week_that_is_not_calm_it_urges_to_book_an_appointment(
    world: World, anna: Chatter
) -> None:
    await paused(anna, "2")
    for day in range(1, 9):
        await world.passes(days=1)
        shown = text_of(await anna.taps("1", await anna.says("/resume")))
        assert ("book an appointment now" in shown) is (day >= 7), day
        assert "keep moving gently through your day" in shown
    await anna.taps("I have talked")
    assert "book an appointment" not in text_of(anna.last())


async def test_the_daily_check_in_has_the_card_of_warning_signs(world: World, anna: Chatter) -> None:
    await paused(anna, "2")
    await world.passes(days=1, minutes=30)
    asked = anna.last()
    assert "How is it today" in text_of(asked) and "Warning signs" in labels_of(asked)
    await anna.taps("Warning signs", asked)
    assert "get help now" in text_of(await anna.taps("One or more"))


@pytest.mark.parametrize("tapped", ["3", "What has to happen first"])
async def test_whom_to_talk_to_stands_behind_a_tap_and_not_in_the_reminder(
    world: World, anna: Chatter, tapped: str
) -> None:
    await paused(anna, "2")
    await world.passes(days=1, minutes=30)
    asked = anna.last()
    assert "How is it today" in text_of(asked) and "doctor" not in text_of(asked)
    assert "talk to a doctor" in text_of(await anna.taps(tapped, asked))
    await anna.taps("I have talked")
    assert "Please talk to a doctor" not in text_of(anna.last())


@pytest.mark.parametrize("label", ["Tired muscles", "In 1 h", "Not today"])
async def test_an_old_button_after_pain_neither_reassures_nor_promises(
    world: World, anna: Chatter, label: str
) -> None:
    await world.passes(minutes=30)
    old = anna.last()
    if label == "Tired muscles":
        await anna.starts()
        old = await anna.taps("Done")
    await paused(anna, "2")
    told = await anna.taps(label, old)
    shown = " ".join(text_of(each) for each in (told, *anna.messages()[-2:]))
    assert "Your plan rests" in shown and "5-minute version" not in labels_of(told)
    assert "is fine" not in text_of(told) and "come again at" not in shown and "See you" not in shown


async def test_a_pain_of_nothing_is_not_said_to_be_noted_as_one(world: World, anna: Chatter) -> None:
    await paused(anna, "0")
    shown = text_of(await anna.says("/resume"))
    assert "You told of pain today" in shown and "Noted for today" not in shown
    assert "Noted for today: 2" in text_of(await anna.taps("2"))
