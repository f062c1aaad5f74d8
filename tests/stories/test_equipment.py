"""What is not at home, and wishes that change, before a session and in the middle of one."""

from bot.domain.exercise import Equipment
from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.living import begun, lives, one


async def test_without_a_chair_the_stretch_finds_another_way_and_is_asked_once(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 3)
    await begun(anna)
    for _ in range(3):
        assert "I have no steady chair" not in labels_of(anna.newest_with("Done"))
        await anna.taps("Done")
    stretch = anna.newest_with("Done")
    assert "I have no steady chair" in labels_of(stretch)
    await anna.taps("I have no steady chair", stretch)
    shown = text_of(anna.newest_with("Done"))
    assert "Sit at a table" in shown and "edge of a bed" in shown
    await anna.taps("Done")
    await anna.taps("Right")
    await world.passes(days=1)
    await begun(anna)
    assert "a steady chair" not in text_of(anna.newest_with("Done"))  # nothing to lay ready
    for _ in range(3):
        await anna.taps("Done")
    assert "Sit at a table" in text_of(anna.newest_with("Done"))
    assert "I have no steady chair" not in labels_of(anna.newest_with("Done"))
    await anna.says("/settings")
    await anna.taps("What I have")
    await anna.taps("· a steady chair")
    assert "✓ a steady chair" in labels_of(anna.newest_with("a mat"))


async def test_what_is_not_there_shows_no_exercise_once_a_specialist_has_said_no(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 3)
    await begun(anna)
    for _ in range(3):
        await anna.taps("Done")
    stretch = anna.newest_with("I have no steady chair")
    await anna.says("/settings")
    await anna.taps("The doctor says no for now")
    told = await anna.taps("I have no steady chair", stretch)
    assert "doctor or physiotherapist" in text_of(told)
    assert "Sit at a table" not in text_of(told) and not anna.sees("Sit at a table")


async def test_without_a_roll_moderate_exercises_are_eased_and_demanding_ones_stay_out(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 100, wants=True)
    services = world.app.services
    await services.plans.toggle_item(anna.id, Equipment.ROLL)
    told = await one(anna, "Swimmer")
    assert "Needs a firm towel roll" in told and labels_of(anna.newest_with("All exercises")) == [
        "All exercises"
    ]
    await lives(world, anna, 7)
    log = await services.history.look_back(anna.id)
    shown = [each.exercise_id for _, done in log.sessions[-7:] for each in done.prescriptions]
    assert "swimmer" not in shown and "prone_both_legs" not in shown
    assert {"prone_leg", "prone_arch"} <= set(shown)
    eased = {e.exercise_id for _, done in log.sessions[-7:] for e in done.prescriptions if e.easier}
    assert eased == {"prone_leg", "prone_arch"}


async def test_what_is_not_there_changes_the_open_session_too(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    await anna.says("/settings")
    told = await anna.taps("✓ a steady chair", await anna.taps("What I have"))
    assert "Your open session has changed with it" in text_of(told)
    await anna.taps("Back to the exercise", told)
    for _ in range(3):
        await anna.taps("Done")
    assert "Sit at a table" in text_of(anna.newest_with("Done"))
    await anna.says("/settings")
    await anna.taps("· a steady chair", await anna.taps("What I have"))
    await anna.taps("Back to the exercise")
    assert "Sit at a table" not in text_of(anna.newest_with("Done"))


async def test_a_running_timer_goes_on_when_something_later_changes(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    await anna.taps("Hold timer")
    await anna.says("/settings")
    await anna.taps("✓ a steady chair", await anna.taps("What I have"))
    await world.passes(seconds=6)
    assert "Hold and keep breathing" in text_of(await anna.taps("Back to the exercise"))


async def test_what_is_left_out_in_the_middle_is_left_out_at_once(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    await anna.taps("Done")
    await one(anna, "Side turn")
    told = await anna.taps("Leave it out")
    assert "Your open session has changed with it" in text_of(told)
    await anna.taps("Back to the exercise", told)
    seen = []
    while "How was it" not in text_of(anna.last()):
        seen.append(text_of(anna.newest_with("Done")).splitlines()[0])
        await anna.taps("Done")
    assert seen == ["Side leg raise", "Chair stretch"]


async def test_the_last_exercise_left_out_ends_the_session(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await one(anna, "Floor press")
    told = await anna.taps("Leave it out")
    assert "Today's session ends here" in text_of(told)
    assert "Back to the exercise" not in labels_of(told)
