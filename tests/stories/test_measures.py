"""The week from 0 to 10 and a person's own activities: asked one at a time, skippable, shown in words."""

import json
import re

import pytest

from bot.services.privacy import Privacy
from db.engine import Database
from tests.chat import Chatter, World, labels_of, text_of

ASKS_ACTIVITIES, ASKS_WEEK = "goes less well than it used to", "Your back in the last 7 days"


async def trains(world: World, anna: Chatter, days: int = 1) -> None:
    """Sessions on the next days; every question after them is left unanswered."""
    for _ in range(days):
        await anna.starts()
        while any("Done" in label for each in anna.messages() for label in labels_of(each)):
            await anna.taps("Done")
        await anna.taps("Right")
        await world.passes(days=1)


async def sunday_evening(world: World, anna: Chatter) -> None:
    """Anna began on a Tuesday and passed the gate; it is the second Sunday, before her session."""
    await trains(world, anna, 3)
    await anna.taps("Yes")
    await world.passes(days=9)


async def finishes(anna: Chatter) -> str:
    """A session to its end; what the last message says."""
    await anna.starts()
    while any("Done" in label for each in anna.messages() for label in labels_of(each)):
        await anna.taps("Done")
    return text_of(await anna.taps("Right"))


async def events(world: World, anna: Chatter) -> list[str]:
    exported = (await world.app.services.privacy.export(anna.id)).decode()
    return re.findall(r'"kind": "(\w+)"', exported)


async def test_the_second_session_asks_for_activities_and_three_taps_and_a_word_name_one(
    world: World, anna: Chatter
) -> None:
    await trains(world, anna)
    assert ASKS_ACTIVITIES in await finishes(anna)
    await anna.taps("Name one")
    rated = await anna.says("carrying <b>shopping</b>\u202e\n home")
    assert "carrying <b>shopping</b> home" in text_of(rated)
    assert labels_of(rated)[:11] == [str(n) for n in range(11)]
    assert "another one" in text_of(await anna.taps("4"))
    await anna.taps("That is all")
    await anna.says("/progress")
    told = text_of(await anna.taps("How it moves"))
    assert "carrying <b>shopping</b> home: 4" in told and "Stratford" in told


async def test_what_is_named_just_now_is_asked_about_first(world: World, anna: Chatter) -> None:
    await trains(world, anna)
    await finishes(anna)
    for name in ("stairs", "shopping"):
        await anna.taps("Name one")
        assert f"at present: {name}" in text_of(await anna.says(name))
        await anna.taps("4")
    await world.passes(days=42)
    await anna.taps("Name an activity", await shown(anna))
    assert "at present: gardening" in text_of(await anna.says("gardening"))
    assert "at present: stairs" in text_of(await anna.taps("5"))


async def test_a_slip_is_taken_back_and_a_word_too_long_is_asked_again(world: World, anna: Chatter) -> None:
    await trains(world, anna)
    await finishes(anna)
    await anna.taps("Name one")
    for strange in ("x" * 61, " \u200b ", "🦴" * 4000):
        assert "A few words" in text_of(await anna.says(strange)) or "I understand" in text_of(anna.last())
    await anna.says("stairs")
    assert "another one" in text_of(await anna.taps("Take it back"))
    await anna.taps("Name one")
    await anna.says("stairs")
    await anna.taps("7")
    assert "stairs: 7" in text_of(await shown(anna))


async def shown(anna: Chatter) -> dict[str, object]:
    await anna.says("/progress")
    await anna.taps("How it moves")
    return next(each for each in reversed(anna.messages()) if "How it moves" in text_of(each))


async def test_a_wave_that_falls_into_a_pause_is_asked_once_when_training_is_back(
    world: World, anna: Chatter
) -> None:
    await trains(world, anna)
    await finishes(anna)
    await anna.taps("Name one")
    await anna.says("stairs")
    await anna.taps("7")
    await anna.says("/pause")
    await world.passes(days=69)
    await anna.says("/resume")
    await anna.taps("Start", anna.last())
    for _ in range(2):
        await anna.taps("None of these", anna.last())
    assert "press your hand" in await finishes(anna)
    await anna.taps("Yes")
    await world.passes(days=1)
    assert "at present: stairs" in await finishes(anna)
    assert "Noted, thank you" in text_of(await anna.taps("8"))
    await world.passes(days=1)
    assert "at present" not in await finishes(anna)
    assert "stairs: 7 → 8" in text_of(await shown(anna))


async def test_what_is_skipped_is_not_asked_again_for_weeks(world: World, anna: Chatter) -> None:
    await trains(world, anna)
    assert ASKS_ACTIVITIES in await finishes(anna)
    assert "All right" in text_of(await anna.taps("Skip"))
    await world.passes(days=1)
    await trains(world, anna, 3)
    assert sum(ASKS_ACTIVITIES in text_of(each) for each in anna.messages()) == 0
    assert (await events(world, anna)).count("QuestionAsked") >= 1


async def test_on_sunday_two_taps_tell_the_week(world: World, anna: Chatter) -> None:
    await sunday_evening(world, anna)
    assert ASKS_WEEK in await finishes(anna)
    question = anna.last()
    worst = await anna.taps("0", question)
    assert "at its worst" in text_of(worst)
    await world.restart()
    assert "Noted, thank you" in text_of(await anna.taps("0", worst))
    assert "Last week: 0 on average, 0 at worst" in text_of(await shown(anna))


async def test_the_week_is_not_asked_twice_and_old_or_forged_buttons_change_nothing(
    world: World, anna: Chatter
) -> None:
    await sunday_evening(world, anna)
    await finishes(anna)
    question = anna.last()
    data = question["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await anna.taps("0", question)
    for forged in (data, "wa:1:0", "wa:9223372036854775807:0", "ww:0:3", "ra:0:0:11", "ra:99:0:1", "da:5"):
        await anna.replays(forged, question)
        assert anna.toast()
    await world.passes(days=8)
    await anna.replays(data, question)
    assert (await events(world, anna)).count("WeekAveraged") == 1


async def test_a_week_that_is_over_is_not_said_to_be_noted(world: World, anna: Chatter) -> None:
    await sunday_evening(world, anna)
    await finishes(anna)
    question = anna.last()
    await world.passes(days=8)
    await anna.taps("4", question)
    assert "from earlier" in anna.toast() and "WeekAveraged" not in await events(world, anna)


@pytest.mark.parametrize("taps", [("3",), ("0", "2")])
async def test_pain_in_the_week_that_nobody_heard_of_stops_the_plan(
    world: World, anna: Chatter, taps: tuple[str, ...]
) -> None:
    await sunday_evening(world, anna)
    await finishes(anna)
    for label in taps:
        await anna.taps(label, anna.last())
    asked = text_of(anna.last())
    assert "How strong is it" in asked and "Everything rests now" in asked and "Come down" not in asked
    for label in ("2", "Low back", "None of these", "None of these"):
        await anna.taps(label)
    assert "rests" in text_of(await anna.says("/today"))


async def test_two_weeks_make_a_trend_with_a_picture(world: World, anna: Chatter) -> None:
    await sunday_evening(world, anna)
    for _ in range(2):
        await finishes(anna)
        await anna.taps("0", anna.newest_with("10"))
        await anna.taps("0", anna.newest_with("10"))
        await world.passes(days=7)
    told = await shown(anna)
    assert "Against the weeks before: as before" in text_of(told) and told.get("photo")


async def test_never_two_extra_questions_on_one_day(world: World, anna: Chatter) -> None:
    for _ in range(16):
        before = len(anna.messages())
        await finishes(anna)
        asks = [
            each
            for each in anna.messages()[before:]
            if "Skip" in labels_of(each) or "Not yet" in labels_of(each)
        ]
        extra = [
            each for each in asks if "Any new pain" not in text_of(each) and "Exercise" not in text_of(each)
        ]
        assert len(extra) <= 1
        if "Not yet" in labels_of(anna.last()):
            await anna.taps("Yes", anna.last())
        await world.passes(days=1)


async def test_all_of_it_is_exported_sealed_and_deleted(world: World, anna: Chatter) -> None:
    await trains(world, anna)
    await finishes(anna)
    await anna.taps("Name one")
    await anna.says("carrying shopping")
    await anna.taps("4")
    exported = json.loads(await world.app.services.privacy.export(anna.id))
    assert "carrying shopping" in json.dumps(exported["log"])
    await anna.says("/delete")
    await anna.taps("Delete everything")
    assert b"shopping" not in await world.app.services.privacy.export(anna.id)


async def test_with_a_key_an_activity_is_not_readable_in_the_database(database_url: str) -> None:
    from db.sealing import new_key
    from tests.chat import world_at
    from tests.conftest import START
    from tests.stories.conftest import settled

    async with world_at(START, database_url) as world:
        await world.stop()
        await world.start(field_key=new_key())
        anna = await settled(world.person("Anna"))
        await trains(world, anna)
        await finishes(anna)
        await anna.taps("Name one")
        await anna.says("carrying shopping")
        bare = Database(database_url)
        try:
            with pytest.raises(Exception, match="FIELD_KEY"):
                await Privacy(bare, world.clock).export(anna.id)
        finally:
            await bare.close()
