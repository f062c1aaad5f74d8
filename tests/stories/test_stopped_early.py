"""Somebody who is stopped before zone and hour are known: what they see, and that they are not forgotten."""

import pytest

from tests.chat import Chatter, World, labels_of, text_of
from tests.handlers.test_words import TELLING
from tests.stories.answering import examined
from tests.stories.conftest import HARMLESS, screened

AGE, SIGNS, URGENT, HEALTH, PAIN, CONFIRM = HARMLESS
STILL_HERE = "I am still here"


async def days_heard(world: World, chatter: Chatter, days: int) -> list[int]:
    """The days, from tomorrow, on which a message came by itself."""
    came = []
    for day in range(1, days + 1):
        before = len(chatter.messages())
        await world.passes(days=1)
        came += [day] if len(chatter.messages()) > before else []
    return came


@pytest.mark.parametrize(
    "taps", [(AGE, "One or more"), (AGE, SIGNS, URGENT, "A hernia", "Done", PAIN, CONFIRM)]
)
async def test_after_a_stop_without_zone_and_hour_a_rare_word_comes(world: World, taps: tuple[str]) -> None:
    anna = world.person("Anna")
    await screened(anna, taps)
    assert await days_heard(world, anna, 40) == [3, 10, 17, 24, 31]
    assert STILL_HERE in text_of(anna.last()) and not TELLING.search(text_of(anna.last()))
    assert "rests" in text_of(await anna.taps("How things stand"))


async def test_once_the_hour_is_known_the_words_come_at_it_and_not_twice(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, SIGNS, URGENT, "A hernia", "Done", PAIN, CONFIRM))
    await anna.says("Berlin")
    await anna.taps("Yes")
    await anna.says("7:30")
    before = len(anna.messages())
    for _ in range(40 * 24):
        await world.passes(hours=1)
    assert [text_of(each)[: len(STILL_HERE)] for each in anna.messages()[before:]] == [STILL_HERE] * 5


async def test_a_sign_named_first_and_the_hour_told_later_lead_to_the_daily_rows(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, "One or more"))
    await anna.says("/settings")
    await anna.taps("Change time zone")
    await anna.says("Berlin")
    await anna.taps("Yes")
    await anna.says("/settings")
    await anna.taps("Change hour")
    await anna.says("7:30")
    await world.passes(minutes=45)
    assert await days_heard(world, anna, 12) == [3, 10]


async def test_pain_before_zone_and_hour_is_asked_about_later(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna)
    await anna.says("/pain")
    for label in ("2", "Low back", "None of these", "None of these"):
        await anna.taps(label)
    assert await days_heard(world, anna, 12) == [3, 10]
    assert "How is it today" in text_of(anna.last())


async def test_who_was_stopped_is_not_told_of_a_pain_nobody_asked_about(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, "One or more"))
    await examined(world, anna)
    await anna.taps("Answer the remaining")
    confirmed = await anna.taps("None of these")
    assert "Your answers: 18–49 · no health item." in text_of(confirmed)
    assert labels_of(confirmed) == ["I understand", "Change age", "Change health"]


async def test_an_answer_from_safety_counts_while_the_first_cards_wait(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, "One or more"))
    await world.passes(hours=25)
    for label in ("Emergency signs", "Urgent signs"):
        await anna.taps(label, await anna.says("/safety"))
        await anna.taps("None of these")
    shown = text_of(await anna.taps("0", await anna.says("/resume")))
    assert "card of" not in shown and "Noted for today: 0" not in shown
    assert "Answer the questions that are still open" in shown
