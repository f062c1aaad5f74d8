"""Looking back, pausing, and what one may always do with one's data."""

import json

from tests.chat import Chatter, World, is_invitation, labels_of, text_of
from tests.stories.conftest import settled


async def trained(anna: Chatter, effort: str = "Right") -> None:
    """Today's session, done in full."""
    await anna.starts()
    while any("Done" in label for each in anna.messages() for label in labels_of(each)):
        await anna.taps("Done")
    await anna.taps(effort)


async def test_progress_shows_the_weeks_in_words_and_as_a_picture(world: World, anna: Chatter) -> None:
    for _ in range(2):
        await trained(anna)
        await world.passes(days=1)
    shown = await anna.says("/progress")
    assert shown.get("photo") and "2 days trained" in text_of(shown)


async def test_why_names_each_exercise_with_its_dose_and_reason(anna: Chatter) -> None:
    await trained(anna)
    told = text_of(await anna.says("/why"))
    assert "Floor press: 5 × 5 s" in told and "step 4 of 10" in told


async def test_the_press_grows_a_step_a_week_when_it_is_easy(world: World, anna: Chatter) -> None:
    for day in range(12):
        await trained(anna, "Easy")
        if any("feel your back" in text_of(each) for each in anna.messages()) and day == 2:
            await anna.taps("Yes")
        await world.passes(days=1)
    assert "Floor press: 7 × 5 s" in text_of(await anna.says("/why"))
    assert any("Floor press" in text_of(each) and "one step up" in text_of(each) for each in anna.messages())


async def test_a_pause_is_quiet_and_resume_ends_it(world: World, anna: Chatter) -> None:
    assert "paused" in text_of(await anna.says("/pause"))
    before = len(anna.messages())
    await world.passes(hours=24, minutes=30)
    await world.passes(days=1)
    assert len(anna.messages()) == before
    assert "Welcome back" in text_of(await anna.says("/resume"))
    await world.passes(days=1)
    assert is_invitation(anna.last())


async def test_while_paused_there_is_no_session(anna: Chatter) -> None:
    await anna.says("/pause")
    assert "paused" in text_of(await anna.says("/today"))
    assert not anna.sees("Floor press")


async def test_training_days_can_be_chosen_but_three_stay(world: World, anna: Chatter) -> None:
    await anna.says("/settings")
    await anna.taps("Training days")
    for day in ("Tue", "Thu", "Sat", "Sun"):
        await anna.taps(f"✓ {day}")
    await anna.taps("✓ Mon")
    assert "Three days" in anna.toast()
    await world.passes(hours=1)
    assert anna.invitations() == []
    await world.passes(days=1)
    assert len(anna.invitations()) == 1


async def test_training_days_of_somebody_who_was_deleted_are_nobodys(anna: Chatter) -> None:
    await anna.says("/settings")
    days = await anna.taps("Training days")
    await anna.says("/delete")
    await anna.taps("Delete everything")
    await anna.taps("Tue", days)
    assert "earlier" in anna.toast()


async def test_export_holds_everything_of_ones_own_and_nothing_of_others(world: World, anna: Chatter) -> None:
    ben = await settled(world.person("Ben"), "Tokyo", "6am")
    await trained(anna)
    document = json.loads(await world.app.services.privacy.export(anna.id))
    assert set(document) >= {"person", "plan", "log", "session", "occurrence"}
    assert str(ben.id) not in json.dumps(document)
    sent = await anna.says("/export")
    assert sent["document"]["file_name"] == "lumbo-export.json"


async def test_delete_takes_two_taps_and_leaves_nothing(world: World, anna: Chatter) -> None:
    await trained(anna)
    await anna.says("/delete")
    await anna.taps("Keep it")
    assert b'"person"' in await world.app.services.privacy.export(anna.id)
    await anna.says("/delete")
    gone = await anna.taps("Delete everything")
    assert "Everything is deleted" in text_of(gone)
    assert set(json.loads(await world.app.services.privacy.export(anna.id))) == {"exported_at"}
    await world.passes(days=2)
    assert anna.last()["message_id"] == gone["message_id"]
    assert "May I keep" in text_of(await anna.says("/start"))


async def test_every_command_of_the_menu_is_answered(world: World, anna: Chatter) -> None:
    for command in world.app.application.bot and await world.app.application.bot.get_my_commands():
        before = len(anna.messages())
        await anna.says(f"/{command.command}")
        assert len(anna.messages()) > before, command.command


async def test_the_weeks_and_this_week_count_the_same_days(world: World, anna: Chatter) -> None:
    await trained(anna)
    await world.passes(days=1)
    await anna.starts()
    await anna.taps("Skip")
    await anna.taps("Nothing")
    await world.passes(days=1)
    await anna.starts()
    shown = text_of(await anna.says("/progress"))
    assert "From 23 November: 1 day trained" in shown and "This week: 1 day so far" in shown
