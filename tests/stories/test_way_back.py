"""While the plan rests and on the way back, every tap is answered and nothing is asked that was just told."""

import pytest

from tests.chat import Chatter, World, text_of
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
