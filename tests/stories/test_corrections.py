"""One of the last three days was different: said in /progress, worked out anew, refused with the reason."""

import re

from bot.services.replay import Replay
from tests.chat import Chatter, World, labels_of, text_of


async def trained(world: World, anna: Chatter, effort: str = "Right") -> None:
    """A session, and then it is the next morning."""
    await anna.starts()
    while any("Done" in label for each in anna.messages() for label in labels_of(each)):
        await anna.taps("Done")
    await anna.taps(effort)
    await world.passes(days=1)


async def corrects(anna: Chatter) -> list[str]:
    """What /progress offers to correct."""
    await anna.says("/progress")
    return labels_of(await anna.taps("Correct a day"))


async def agrees(world: World, anna: Chatter) -> bool:
    """Whether `python -m bot replay` finds no difference."""
    services = world.app.services
    found = await Replay(world.app.database, services.sessions.programme).differences(anna.id)
    return found == []


async def count(world: World, anna: Chatter, kind: str) -> int:
    exported = (await world.app.services.privacy.export(anna.id)).decode()
    return len(re.findall(rf'"kind": "{kind}"', exported))


async def test_yesterday_is_corrected_exercise_by_exercise_and_the_log_agrees(
    world: World, anna: Chatter
) -> None:
    await trained(world, anna)
    offered = await corrects(anna)
    assert "Tuesday" in offered[0] and "correct" in offered[0]
    shown = await anna.taps(offered[0])
    assert labels_of(shown)[0] == "✅ Floor press" and "✓ Right" in labels_of(shown)
    shown = await anna.taps("✅ Floor press", shown)
    assert labels_of(shown)[0] == "◐ Floor press"
    await world.restart()
    shown = await anna.taps("All done", shown)
    assert "✓ Right" not in labels_of(shown)
    shown = await anna.taps("Hard", shown)
    assert "✓ Hard" in labels_of(shown)
    assert await agrees(world, anna)
    assert "hard" in text_of(await anna.says("/why"))


async def test_that_was_not_done_takes_the_day_out_of_the_calendar(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    assert "1 day trained" in text_of(await anna.says("/progress"))
    offered = await corrects(anna)
    await anna.taps(offered[0])
    await anna.taps("Nothing was done")
    assert "1 day trained" not in text_of(await anna.says("/progress"))
    assert await agrees(world, anna)


async def test_a_double_tap_is_one_correction(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    offered = await corrects(anna)
    shown = await anna.taps(offered[0])
    first = world.standin.taps(anna.id, shown["message_id"], "✅ Floor press")
    second = world.standin.taps(anna.id, shown["message_id"], "✅ Floor press")
    await world.standin.confirmed(first)
    await world.standin.confirmed(second)
    assert await count(world, anna, "SessionCorrected") == 1
    assert "◐ Floor press" in labels_of(anna.last())
    assert await agrees(world, anna)


async def test_a_session_left_open_can_be_told_afterwards(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await world.passes(days=1)
    offered = await corrects(anna)
    shown = await anna.taps(offered[0])
    assert labels_of(shown)[0] == "– Floor press"
    await anna.taps("All done", shown)
    await anna.taps("Easy", anna.last())
    assert "1 day trained" in text_of(await anna.says("/progress"))
    assert await agrees(world, anna)


async def test_trained_without_telling_is_noted_and_only_once(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    await world.passes(days=2)
    offered = await corrects(anna)
    own = next(label for label in offered if "on my own" in label)
    page = anna.last()
    data = page["reply_markup"]["inline_keyboard"][offered.index(own)][0]["callback_data"]
    assert "it ends the gap" in text_of(await anna.taps(own, page))
    await anna.replays(data, page)
    assert "Only one session a day" in anna.toast()
    assert "2 days trained" in text_of(await anna.says("/progress"))
    assert await agrees(world, anna)


async def test_after_three_days_and_after_pain_it_is_too_late(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    offered = await corrects(anna)
    shown = await anna.taps(offered[0])
    await anna.says("/pain")
    await anna.taps("All done", shown)
    assert await count(world, anna, "SessionCorrected") == 0
    await anna.taps("Nothing was done", anna.newest_with("Nothing was done"))
    assert "Pain was told of since" in anna.toast()
    assert await count(world, anna, "SessionCorrected") == 0 and await agrees(world, anna)


async def test_old_and_forged_buttons_change_nothing(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    offered = await corrects(anna)
    shown = await anna.taps(offered[0])
    await world.passes(days=4)
    for data in (
        "sx:1:0:2",
        "sa:1:2",
        "ce:1:0",
        "so:999",
        "sa:1:9",
        "ce:1:7",
        "sx:1:77:0",
        "tu:1",
        "tu:9999999",
    ):
        await anna.replays(data, shown)
    assert await count(world, anna, "SessionCorrected") + await count(world, anna, "TrainedUntold") == 0


async def test_the_session_on_the_screen_goes_on_after_a_correction(world: World, anna: Chatter) -> None:
    await trained(world, anna)
    step = await anna.starts()
    offered = await corrects(anna)
    await anna.taps(next(label for label in offered if "Tuesday" in label))
    await anna.taps("Nothing was done")
    assert "How was it" in text_of(await anna.taps("Done", step))
    await anna.taps("Right")
    assert await agrees(world, anna)


async def test_why_a_second_session_of_a_day_is_not_offered_is_told(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Done")
    await anna.taps("Right")
    await corrects(anna)
    assert "A second session" not in text_of(anna.last())
    await anna.says("/today")
    await anna.taps("Done", await anna.taps("Once more"))
    assert len([each for each in await corrects(anna) if "correct it" in each]) == 1
    assert "A second session of a day counts for nothing" in text_of(anna.last())
