"""Bending the back early in the morning: asked about once, and no way around the other questions."""

from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.living import begun, lives


async def a_day_of_bending(world: World, anna: Chatter) -> None:
    """So many days of training that the next session, early on a Wednesday, bends the back."""
    await lives(world, anna, 47)
    while world.clock.now().weekday() != 2:
        await lives(world, anna, 1)


async def test_bending_waits_for_an_hour_after_getting_up(world: World, anna: Chatter) -> None:
    await a_day_of_bending(world, anna)
    services = world.app.services
    await begun(anna)
    asked = anna.last()
    assert "up for an hour" in text_of(asked) and labels_of(asked) == ["Yes", "Not yet"]
    await anna.taps("Not yet", asked)
    seen = []
    while "How was it" not in text_of(anna.last()):
        seen.append(text_of(anna.newest_with("Done")).splitlines()[0])
        await anna.taps("Done")
    assert "Curl and reach" not in seen and "Side leg raise" in seen
    await anna.taps("Right")
    plan = (await services.plans.standing(anna.id)).plan
    assert plan is not None and plan.progress["curl_reach"].skips == 0
    assert plan.done_on[-1] == plan.counted_on  # it counts as a whole session
    await world.passes(days=2)
    await begun(anna)
    await anna.taps("Yes", anna.last())
    await anna.taps("Done")
    assert text_of(anna.newest_with("Done")).startswith("Curl and reach")


async def test_in_the_afternoon_nobody_is_asked(world: World, anna: Chatter) -> None:
    await a_day_of_bending(world, anna)
    await world.passes(hours=6)
    await begun(anna)
    assert "up for an hour" not in text_of(anna.last())
    await anna.taps("Done")
    assert text_of(anna.newest_with("Done")).startswith("Curl and reach")


async def test_the_answer_begins_no_session_once_a_specialist_has_said_no(
    world: World, anna: Chatter
) -> None:
    await a_day_of_bending(world, anna)
    await begun(anna)
    asked = anna.last()
    await anna.says("/settings")
    await anna.taps("The doctor says no for now")
    told = await anna.taps("Not yet", asked)
    assert "doctor or physiotherapist" in text_of(told)
    assert b'"state": "open"' not in await world.app.services.privacy.export(anna.id)
