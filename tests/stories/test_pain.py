"""Pain stops everything at once, and the way back is gentle, slow and never by time alone."""

import re
from datetime import timedelta
from io import StringIO

import pytest

import db.sessions
from bot import log
from tests.chat import Chatter, World, labels_of, text_of

ADVICE = "doctor or physiotherapist"


async def paused(anna: Chatter, nrs: str = "3") -> None:
    """A pain report answered to its end without a warning sign."""
    await anna.says("/pain")
    await anna.taps(nrs)
    await anna.taps("Low back")
    await anna.taps("None of these")
    await anna.taps("None of these")


async def test_pain_stops_session_and_timer_in_the_same_moment(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    await world.passes(seconds=6)
    asked = await anna.taps("Pain")
    assert "Everything rests now" in text_of(asked) and ADVICE in text_of(asked)
    assert labels_of(asked) == [str(number) for number in range(11)]
    calls = len(world.standin.calls)
    await world.passes(minutes=5)
    assert [call.method for call in world.standin.calls[calls:] if call.chat_id is not None] == []
    assert ADVICE in text_of(await anna.says("/today"))
    assert not any("Done" in label for each in anna.messages() for label in labels_of(each))


async def test_pain_leaves_no_timer_to_be_drawn(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    tomorrow = world.clock.now() + timedelta(days=1)
    async with world.app.database.begin() as tx:
        assert await db.sessions.to_paint(tx, tomorrow, 9)
    await anna.taps("Pain")
    async with world.app.database.begin() as tx:
        assert not await db.sessions.to_paint(tx, tomorrow, 9)


async def test_three_questions_follow_and_every_message_says_whom_to_ask(anna: Chatter) -> None:
    await anna.says("/pain")
    for label in ("4", "Low back", "None of these", "None of these"):
        assert ADVICE in text_of(await anna.taps(label))
    assert anna.sees("Your plan rests")


async def test_how_the_session_was_may_still_be_told_after_pain_and_nobody_is_seen_tomorrow(
    anna: Chatter,
) -> None:
    await anna.says("/today")
    how = await anna.taps("Done")
    await paused(anna)
    await anna.taps("Easy", how)
    told = next(each for each in anna.messages() if each["message_id"] == how["message_id"])
    assert anna.toast() == "Noted." and "Your plan rests" in text_of(told)
    assert not anna.sees("See you")


async def test_while_paused_there_is_one_quiet_check_in_a_day_and_no_invitation(
    world: World, anna: Chatter
) -> None:
    await paused(anna)
    before = len(anna.messages())
    await world.passes(minutes=30)
    assert len(anna.messages()) == before
    for _ in range(24):
        await world.passes(hours=1)
    new = anna.messages()[before:]
    assert len(new) == 1 and "0 (nothing) to 10" in text_of(new[0])
    assert ADVICE in text_of(await anna.taps("3", new[0]))


async def test_what_was_put_off_does_not_come_after_pain(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    await anna.taps("In 1 h")
    await paused(anna)
    before = len(anna.messages())
    await world.passes(hours=1)
    assert len(anna.messages()) == before


async def test_the_safe_path_leads_back_and_only_by_ones_own_tap(world: World, anna: Chatter) -> None:
    for _ in range(3):
        await anna.starts()
        await anna.taps("Done")
        await anna.taps("Right")
        await world.passes(days=1)
    await paused(anna, "2")
    assert not any("Restart" in label for label in labels_of(await anna.says("/resume")))
    for _ in range(3):
        await world.passes(days=1)
        await anna.says("/resume")
        if any(label == "0" for label in labels_of(anna.last())):
            await anna.taps("0", anna.last())
    await anna.says("/resume")
    await anna.taps("I have talked")
    await anna.says("/resume")
    await anna.taps("Answer the card")
    await anna.taps("None of these")
    await anna.taps("None of these")
    await anna.taps("Restart gently")
    assert anna.sees("Welcome back, gently")
    assert "gentle way back" in text_of(await anna.says("/today"))


async def test_time_alone_brings_nothing_back(world: World, anna: Chatter) -> None:
    await paused(anna)
    for _ in range(60):
        await world.passes(days=1)
    assert "rests" in text_of(await anna.says("/today"))
    assert not anna.sees("Floor press")


async def test_a_warning_sign_sends_for_help_and_locks_the_plan(anna: Chatter) -> None:
    await anna.says("/pain")
    await anna.taps("6")
    await anna.taps("Low back")
    urgent = await anna.taps("One or more")
    assert "112" in text_of(urgent) and "get help now" in text_of(urgent)
    shown = await anna.says("/resume")
    assert "rests" in text_of(shown)
    assert not any("Restart" in label for label in labels_of(shown))


@pytest.mark.parametrize("nrs", ["7", "10"])
async def test_strong_pain_needs_a_clinicians_yes(world: World, anna: Chatter, nrs: str) -> None:
    await paused(anna, nrs)
    for _ in range(20):
        await world.passes(days=1)
    shown = await anna.says("/resume")
    assert "examine" in text_of(shown) and not any("Restart" in label for label in labels_of(shown))


async def test_pain_before_the_plan_begins_gets_the_same_advice(world: World) -> None:
    ben = world.person("Ben")
    assert ADVICE in text_of(await ben.says("/pain"))


async def test_old_session_buttons_open_nothing_while_the_plan_rests(anna: Chatter) -> None:
    living = await anna.says("/today")
    await paused(anna)
    data = living["reply_markup"]["inline_keyboard"][0]
    for key in data[:2]:
        await anna.replays(key["callback_data"], living)
    assert not anna.sees("How was it") and not anna.sees("Get ready")


async def test_a_redelivered_pain_report_counts_once(world: World, anna: Chatter) -> None:
    update_id = world.standin.says(anna.id, "/pain")
    await world.standin.confirmed(update_id)
    before = await world.app.services.privacy.export(anna.id)
    world.standin.plan({"kind": "duplicate", "count": 1})
    again = world.standin.says(anna.id, "hello")
    await world.standin.confirmed(again)
    after = await world.app.services.privacy.export(anna.id)
    assert before.count(b"PainReported") == after.count(b"PainReported") == 1


async def test_after_four_weeks_the_cards_are_asked_before_the_next_session(
    world: World, anna: Chatter
) -> None:
    await anna.says("/today")
    await anna.taps("Done")
    await anna.taps("Right")
    await world.passes(days=29)
    assert "Any of these" in text_of(await anna.says("/today"))
    await anna.taps("None of these")
    await anna.taps("None of these")
    step = await anna.taps("No")
    assert text_of(step).startswith("Floor press")


async def test_what_hurts_and_how_much_never_reaches_the_log(world: World, anna: Chatter) -> None:
    written = StringIO()
    log.set_up("DEBUG", stream=written)
    try:
        await anna.says("/today")
        await anna.taps("Pain")
        for label in ("6", "Low back", "None of these", "None of these"):
            await anna.taps(label)
        await world.passes(days=1, minutes=30)
        await anna.taps("2")
    finally:
        log.set_up("WARNING")
    assert not re.search("pain|nrs|back|checked|log_id", written.getvalue(), re.IGNORECASE), (
        written.getvalue()
    )
