"""The first questions, as a newcomer answers them."""

import pytest

from tests.chat import World, labels_of, text_of
from tests.stories.answering import examined
from tests.stories.conftest import HARMLESS, screened, settled


async def test_a_newcomer_is_greeted_asked_and_set_up(world: World) -> None:
    anna = world.person("Anna")
    greeting = await anna.says("/start")
    assert "Lumbo" in text_of(greeting) and "no medical care" in text_of(greeting)
    assert "doctor or physiotherapist" in text_of(await anna.taps("Yes, I agree"))
    assert "How old are you" in text_of(await anna.taps("Yes"))
    for answer in HARMLESS:
        asked = await anna.taps(answer)
    assert "time zone" in text_of(asked)
    confirm = await anna.says("Berlin")
    assert "07:00" in text_of(confirm) and "Europe/Berlin" in text_of(confirm)
    hours = await anna.taps("Yes")
    assert "When shall I come" in text_of(hours) and "07:00" in labels_of(hours)
    ready = await anna.says("07.30")
    assert "07:30" in text_of(ready)


async def test_the_empty_chat_says_what_lumbo_is_unless_botfather_was_told_other_words(world: World) -> None:
    bot = world.app.application.bot
    assert "no medical care" in (await bot.get_my_description()).description
    assert "lower back" in (await bot.get_my_short_description()).short_description
    await bot.set_my_description("Our practice's coach")
    await world.restart()
    told = await world.app.application.bot.get_my_description()
    assert told.description == "Our practice's coach"


@pytest.mark.parametrize("method", ["getMe", "getMyDescription"])
async def test_an_answer_of_a_kind_that_nobody_expects_keeps_no_bot_from_starting(
    world: World, method: str
) -> None:
    true = '{"ok": true, "result": true}'
    world.standin.plan({"kind": "not_json", "method": method, "count": 1, "description": true})
    await world.restart()
    assert "I am Lumbo" in text_of(await world.person("Anna").says("/start"))


async def test_without_consent_nothing_is_kept_and_nothing_begins(world: World) -> None:
    anna = world.person("Anna")
    await anna.says("/start")
    await anna.taps("No")
    assert anna.sees("I keep nothing")
    assert "May I keep" in text_of(await anna.says("/today"))
    assert b'"person"' not in await world.app.services.privacy.export(anna.id)


async def test_without_the_specialists_yes_there_is_no_exercise(world: World) -> None:
    anna = world.person("Anna")
    await anna.says("/start")
    await anna.taps("Yes, I agree")
    await anna.taps("Not yet")
    assert "doctor or physiotherapist" in text_of(await anna.says("/today"))
    assert not anna.sees("Floor press")
    await anna.taps("Yes")
    assert anna.sees("How old are you")


@pytest.mark.parametrize(
    ("said", "zone"),
    [("Europe/Lisbon", "Europe/Lisbon"), ("lisboa", "Europe/Lisbon"), ("Nueva York", "America/New_York")],
)
async def test_the_zone_is_found_as_people_say_it(world: World, said: str, zone: str) -> None:
    anna = world.person("Anna")
    await screened(anna)
    assert zone in text_of(await anna.says(said))


async def test_the_zone_is_found_from_a_place_and_from_the_clock(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna)
    assert "Asia/Kolkata" in text_of(await anna.shares_location(22.57, 88.36))
    await anna.taps("No")
    choices = await anna.says("11:30")
    assert any("Kolkata" in label for label in labels_of(choices)) or "Kolkata" in text_of(choices)


async def test_an_old_no_deletes_nothing_without_a_second_tap(world: World) -> None:
    anna = world.person("Anna")
    old = await anna.says("/start")
    await screened(anna)
    await anna.taps("No", old)
    assert anna.sees("Delete everything?")
    assert "Where are you" in text_of(await anna.says("/start"))


async def test_a_stranger_who_shares_a_place_is_asked_the_first_question(world: World) -> None:
    told = await world.person("Anna").shares_location(22.57, 88.36)
    assert "May I keep your answers" in text_of(told)


async def test_a_zone_picked_with_its_time_is_not_asked_about_again(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna)
    earlier = await anna.says("San Jose")
    later = await anna.says("London")
    assert "London · 06:00" in labels_of(later)
    assert "Which of these" in text_of(await anna.taps(labels_of(earlier)[0], earlier))
    assert "When shall I come" in text_of(await anna.taps("London · 06:00", later))
    await anna.taps("07:00")
    assert "Europe/London" in text_of(await anna.says("/settings"))


async def test_the_time_shown_is_confirmed_or_refused_in_words_too(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna)
    await anna.says("Tokyo")
    assert "Where are you" in text_of(await anna.says("no, wrong"))
    await anna.says("Germany")
    assert "When shall I come" in text_of(await anna.says("Yes!"))


@pytest.mark.parametrize("typed", ["whenever I wake up", "25:00", "x" * 4096, "<b>7"])
async def test_a_sentence_instead_of_an_hour_gets_a_kind_answer(world: World, typed: str) -> None:
    anna = world.person("<b>Anna</i>&")
    await screened(anna)
    await anna.says("Berlin")
    await anna.taps("Yes")
    answer = await anna.says(typed)
    assert "7:30" in text_of(answer)
    assert "07:15" in text_of(await anna.says("7h15"))


async def test_who_writes_where_a_tap_is_awaited_hears_that_it_was_not_understood(world: World) -> None:
    anna = world.person("Anna")
    await anna.says("/start")
    told = await anna.says("what does it cost?")
    assert "did not understand" in text_of(told) and "Yes, I agree" in labels_of(told)
    assert "did not understand" not in text_of(await anna.says("/start"))
    pain = await anna.says("/pain")
    assert "I am Lumbo" in text_of(await anna.taps("Nothing hurts", pain))


async def test_an_unknown_city_and_a_sticker_get_a_way_on(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna)
    assert "could not find" in text_of(await anna.says("Xqzwvville"))
    assert "Where are you" in text_of(await anna.sends_sticker())


async def test_every_answer_can_be_changed_in_the_settings(world: World) -> None:
    anna = await settled(world.person("Anna"))
    shown = await anna.says("/settings")
    assert "07:30" in text_of(shown) and "Europe/Berlin" in text_of(shown)
    await anna.taps("Change hour")
    await anna.taps("08:00")
    assert anna.sees("From now on I come at 08:00. That is by the clock of Berlin")
    await anna.says("/settings")
    await anna.taps("Change time zone")
    await anna.says("Tokyo")
    await anna.taps("Yes")
    assert "Asia/Tokyo" in text_of(await anna.says("/settings"))


async def test_the_settings_know_whether_a_clinician_is_still_wanted(world: World) -> None:
    anna = await settled(world.person("Anna"))
    assert "has agreed: yes" in text_of(await anna.says("/settings"))
    await anna.says("/pain")
    await anna.taps("8")
    await anna.taps("Low back")
    await anna.taps("None of these")
    shown = await anna.says("/settings")
    assert "is to be asked first" in text_of(shown) and "The doctor says no for now" not in labels_of(shown)
    await examined(world, anna)
    assert "has agreed: yes" in text_of(await anna.says("/settings"))


async def test_who_leaves_the_question_of_the_zone_open_is_not_held_by_it(world: World) -> None:
    anna = await settled(world.person("Anna"))
    await anna.says("/settings")
    await anna.taps("Change time zone")
    assert "To keep Berlin send /start" in text_of(await anna.says("whatever you think"))
    assert "How Lumbo works" in text_of(await anna.says("help"))
    await anna.says("/start")
    assert "not this" in text_of(await anna.says("whatever you think"))


async def test_start_again_shows_where_things_stand(world: World) -> None:
    anna = await settled(world.person("Anna"))
    assert any("Start" in label for label in labels_of(await anna.says("/start payload")))


async def test_a_specialists_no_closes_the_sessions_until_the_next_yes(world: World) -> None:
    anna = await settled(world.person("Anna"))
    await anna.says("/settings")
    await anna.taps("The doctor says no")
    await world.passes(minutes=30)
    assert anna.invitations() == []
    assert "doctor or physiotherapist" in text_of(await anna.says("/today"))
    await anna.taps("Yes")
    assert text_of(await anna.says("/today")).startswith("Floor press")
