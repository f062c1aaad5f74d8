"""A session as one trip to the floor: what lies ready, the rests, the way up, and the first days."""

from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.living import begun, lives, trained


async def test_the_first_lesson_is_told_once_and_the_press_may_be_done_twice_a_day(
    world: World, anna: Chatter
) -> None:
    first = text_of(await anna.says("/today"))
    assert "Learn this one well" in first and "about 2 minutes" in first
    await anna.taps("Done")
    told = text_of(await anna.taps("Right"))
    assert "twice a day is fine" in told
    again = await anna.says("/today")
    assert "a second time if you like" in text_of(again)
    assert "Floor press" in text_of(await anna.taps("Once more", again))
    await anna.taps("Done")
    await world.passes(days=1)
    await begun(anna)
    assert "Learn this one well" not in text_of(anna.newest_with("Done"))


async def test_after_the_first_days_once_more_does_not_count(world: World, anna: Chatter) -> None:
    await lives(world, anna, 5)
    await begun(anna)
    for _ in range(4):
        await anna.taps("Done")
    assert "twice a day" not in text_of(await anna.taps("Right"))
    assert "that does not count" in text_of(await anna.says("/today"))


async def test_a_second_session_of_a_day_says_that_it_does_not_count_and_there_is_no_third(
    world: World, anna: Chatter
) -> None:
    for number in range(2):
        shown = await anna.says("/today")
        await anna.taps("Done", await anna.taps("Once more", shown) if number else shown)
        told = text_of(await anna.taps("Easy"))
        assert ("twice a day is fine" in told) is (number == 0)
        assert ("does not count" in told) is (number == 1) and ("points" in told) is (number == 0)
    again = await anna.says("/today")
    assert "Twice is plenty" in text_of(again) and labels_of(again) == []
    await anna.replays("st:0:2", again)
    assert "Twice is plenty" in text_of(anna.last())


async def test_what_is_not_gentle_is_not_done_twice_on_one_day(world: World, anna: Chatter) -> None:
    await lives(world, anna, 60)
    names: list[list[str]] = []
    for number in range(2):
        await (anna.taps("Once more", await anna.says("/today")) if number else begun(anna))
        if "up for an hour" in text_of(anna.last()):
            await anna.taps("Yes", anna.last())
        names.append([])
        while "How was it" not in text_of(anna.last()):
            names[-1].append(text_of(anna.newest_with("Done")).splitlines()[0])
            await anna.taps("Done")
        await anna.taps("Right")
    assert set(names[1]) < set(names[0]) and "Floor press" in names[1]
    assert not {"Curl and reach", "Bird dog", "One leg back", "Chest lift"} & set(names[1])


async def test_rests_and_changes_of_position_are_told_with_their_seconds(world: World, anna: Chatter) -> None:
    await lives(world, anna, 60)
    while world.clock.now().weekday() != 0:
        await lives(world, anna, 1)
    await begun(anna)
    if "up for an hour" in text_of(anna.last()):
        await anna.taps("Yes", anna.last())
    told = []
    while "How was it" not in text_of(anna.last()):
        shown = text_of(anna.newest_with("Done"))
        rest = [
            line
            for line in shown.splitlines()
            if "seconds" in line and ("first." in line or "position" in line)
        ]
        told.append((shown.splitlines()[0], rest[0] if rest else "Settle" if "Settle first" in shown else ""))
        await anna.taps("Done")
    assert told == [
        ("Floor press", "Settle"),
        ("Curl and reach", "Rest 20 seconds first."),
        ("Side leg raise", "Rest and change your position slowly: 40 seconds."),
        ("Side turn", "Rest and change your position slowly: 40 seconds."),
    ]
    assert anna.sees("roll onto your side, push up with your hands")


async def test_what_the_whole_session_needs_lies_ready_at_its_start(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    first = text_of(anna.newest_with("Done"))
    assert "Lay ready: a mat, a steady chair, a small pillow." in first and "after a meal" not in first


async def test_a_session_that_lies_face_down_says_at_its_start_to_wait_after_a_meal(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 40)
    told = []
    for _ in range(7):
        await begun(anna)
        if "up for an hour" in text_of(anna.last()):
            await anna.taps("Yes", anna.last())
        told.append("not soon after a meal" in text_of(anna.newest_with("Done")))
        await world.passes(days=1)
    assert True in told and False in told


async def test_the_five_minute_version_starts_from_the_reminder_and_from_home(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 5)
    await world.passes(minutes=30)
    invitation = anna.last()
    assert "5-minute version" in labels_of(invitation)
    await anna.taps("5-minute version", invitation)
    if "No" in labels_of(anna.last()):
        await anna.taps("No", anna.last())
    shown = text_of(anna.newest_with("Done"))
    assert "of 3" in shown and "about 5 minutes" in shown


async def test_mondays_wednesdays_and_fridays_grow_as_well(world: World, anna: Chatter) -> None:
    for weekday in (1, 3, 5, 6):
        await world.app.services.plans.toggle_day(anna.id, weekday)
    for _ in range(84):
        if world.clock.now().weekday() in (0, 2, 4):
            await lives(world, anna, 1)
        else:
            await world.passes(days=1)
    why = text_of(await anna.says("/why"))
    assert "Floor press: 6 × 7 s" in why or "Floor press: 7 × 7 s" in why or "Floor press: 8 × 5 s" in why
    assert "Bird dog: " in why and "Bird dog: Not" not in why and "Bird dog: Opens" not in why


async def test_an_answer_to_the_bending_question_that_is_not_due_changes_nothing(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 4)
    living = await anna.says("/settings")
    for data in ("up:0:0:1", "up:0:9:0", "lk:999:0:2", "lk:1:0:99", "ti:99", "pd:1", "ke:99"):
        await anna.replays(data, living)
        assert anna.toast() or text_of(anna.last())
    plan = (await world.app.services.plans.standing(anna.id)).plan
    assert plan is not None and plan.weekdays == frozenset(range(7))


async def test_who_skipped_everything_is_not_praised_for_it(anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Skip")
    asked = await anna.taps("Nothing")
    assert "That is fine" in text_of(asked) and "Well done" not in text_of(asked)
    assert labels_of(asked)[:2] == ["Right", "Hard"]
    assert text_of(await anna.says("/start")) == text_of(asked)
    assert "Noted, thank you" in text_of(await anna.taps("Right"))


async def test_the_specialists_yes_leads_back_to_the_open_session(anna: Chatter) -> None:
    await anna.says("/today")
    await anna.says("/settings")
    await anna.taps("The doctor says no")
    assert text_of(await anna.taps("They said yes")).startswith("Floor press")


async def test_nothing_that_was_skipped_or_hard_is_called_good(world: World, anna: Chatter) -> None:
    await lives(world, anna, 4)
    await trained(anna, skips="Side leg raise")
    told = text_of(await anna.taps("Hard"))
    assert "Good" not in told and "Side leg raise: Skipped last time, so it stays as it was." in told
    assert "Floor press: Last time was hard, so it stays here." in told
    assert "Good" not in text_of(await anna.says("/why"))
