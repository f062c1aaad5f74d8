"""Questions to people who are here without training: after Not today, and beside the home screen."""

from tests.chat import Chatter, World, text_of
from tests.stories.test_measures import ASKS_ACTIVITIES, ASKS_WEEK, finishes, trains


async def test_who_does_not_train_all_week_is_asked_once_all_the_same(world: World, anna: Chatter) -> None:
    await trains(world, anna, 3)
    await anna.taps("Yes")
    await world.passes(days=9, minutes=30)  # Sunday, and a week without a session
    await anna.taps("Not today")
    assert "Any new pain since" in text_of(anna.last())
    await anna.taps("Skip")
    await world.passes(days=1)
    await anna.taps("Not today")
    assert ASKS_WEEK in text_of(anna.last())
    for label in ("0", "0"):
        await anna.taps(label)
    await world.passes(days=1)
    await anna.taps("Not today")
    assert "All right, not today" in text_of(anna.last())


async def test_who_only_looks_in_is_asked_beside_the_home_screen(world: World, anna: Chatter) -> None:
    await world.passes(days=1)
    await anna.says("/start")
    assert ASKS_ACTIVITIES in text_of(anna.last())
    assert "Good to see you" in text_of(anna.messages()[-2])
    await anna.taps("Skip")
    assert "Good to see you" in text_of(await anna.says("/start"))
    await world.passes(days=11)  # a Sunday
    await anna.says("/start")
    assert ASKS_WEEK in text_of(anna.last())


async def test_a_question_beside_the_home_screen_does_not_put_off_the_gate(
    world: World, anna: Chatter
) -> None:
    await trains(world, anna, 2)
    await anna.says("/start")
    await anna.taps("No")
    await anna.says("/start")
    assert "feel your back press" in await finishes(anna)
