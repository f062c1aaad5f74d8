"""Adherence as kindness: a moment of one's own, a goal with slack, warm words, newcomers left in peace."""

from datetime import timedelta

from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.conftest import screened, settled
from tests.stories.test_look_back import trained


async def test_a_moment_and_a_spot_are_chosen_by_two_taps_and_stand_in_the_reminder(
    world: World, anna: Chatter
) -> None:
    assert "All set" in text_of(anna.last())
    assert "And where?" in text_of(await anna.taps("After coffee or tea"))
    noted = text_of(await anna.taps("By the window"))
    assert "After coffee or tea, by the window: I unroll my mat." in noted
    assert "5-minute version" in noted and "2-3 months" in noted
    await world.passes(minutes=30)
    assert "As you planned: after coffee or tea, by the window." in text_of(anna.last())
    assert "after coffee or tea, by the window" in text_of(await anna.says("/settings"))


async def test_the_question_is_passed_over_with_one_tap_or_none(world: World, anna: Chatter) -> None:
    ben = await settled(world.person("Ben"))
    assert "without a fixed moment" in text_of(await anna.taps("Skip"))
    await world.passes(minutes=30)
    for chatter in (anna, ben):
        assert "As you planned" not in chatter.invitations()[0]
        assert text_of(await chatter.taps("▶️ Start", chatter.last())).startswith("Floor press")


async def test_ones_own_words_are_cleaned_escaped_sealed_away_from_reminders_and_changeable(
    world: World, anna: Chatter
) -> None:
    await anna.taps("In my own words")
    assert "shorter" in text_of(await anna.says("x" * 61))
    assert "shorter" in text_of(await anna.says("x" * 500))
    assert "shorter" in text_of(await anna.says("\u200b"))
    asked = await anna.says("  after <b>feeding</b>\n the cat & dog\u202e ")
    assert "After <b>feeding</b> the cat & dog: noted. And where?" in text_of(asked)
    assert labels_of(await anna.taps("In my own words")) == ["Skip"]
    noted = text_of(await anna.says("under the old oak"))
    assert "After <b>feeding</b> the cat & dog, under the old oak: I unroll my mat." in noted
    await world.passes(minutes=30)
    assert len(anna.invitations()) == 1 and "As you planned" not in anna.invitations()[0]
    assert "under the old oak" in text_of(await anna.says("/settings"))
    assert b"under the old oak" in await world.app.services.privacy.export(anna.id)
    await anna.taps("My moment")
    await anna.taps("Before breakfast")
    await anna.taps("Skip")
    shown = text_of(await anna.says("/settings"))
    assert "Your moment: before breakfast" in shown
    assert b"oak" not in await world.app.services.privacy.export(anna.id)


async def test_a_gap_ends_with_a_warm_word_in_the_reminder_and_at_the_start(
    world: World, anna: Chatter
) -> None:
    await trained(anna)
    await world.passes(days=1, minutes=30)  # a day goes by
    await world.passes(days=1)
    assert "A day without it changes nothing" in anna.invitations()[-1]
    await anna.taps("No", await anna.taps("▶️ Start"))
    assert anna.sees("🌱 Back again")
    await anna.taps("Done")
    await anna.taps("Right")
    await world.passes(days=20)
    await anna.starts()
    assert anna.sees("🌱 So good that you are here again")


async def test_the_weeks_are_told_kindly(world: World, anna: Chatter) -> None:
    await world.passes(days=6)  # the next Monday
    for day in range(7):
        if day != 3:
            await trained(anna)
        await world.passes(days=1)
    shown = text_of(await anna.says("/progress"))
    assert "Weeks on track so far: 1." in shown and "2-3 months" in shown
    await trained(anna)
    assert "Last week: 6 days. Lovely. Weeks on track so far: 1." in text_of(anna.newest_saying("Noted"))
    await world.passes(days=1)
    await trained(anna)
    assert "Last week" not in text_of(anna.newest_saying("Noted"))
    assert "This week: 2 days so far, on the way to 6." in text_of(await anna.says("/progress"))


async def test_a_newcomer_who_stops_is_spoken_to_twice(world: World) -> None:
    anna, ben = world.person("Anna"), world.person("Ben")
    for chatter in (anna, ben):
        await chatter.says("/start")
    await anna.taps("Yes, I agree")
    came = []
    for hour in range(1, 100):
        before = len(anna.messages())
        await world.passes(hours=1)
        came += [hour] if len(anna.messages()) > before else []
    assert came == [24, 72]
    assert len(ben.messages()) == 1  # who has not agreed is left alone
    assert "doctor or physiotherapist" in text_of(await anna.taps("Go on"))


async def test_whom_a_card_has_stopped_is_not_asked_to_go_on(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, ("18–49", "One or more"))
    for _ in range(80):
        await world.passes(hours=1)
    assert not anna.sees("in the middle of getting to know")


async def test_who_finishes_the_first_questions_hears_no_word_about_them(world: World, anna: Chatter) -> None:
    for _ in range(80):
        await world.passes(hours=1)
    assert not anna.sees("in the middle of getting to know")


async def test_words_to_a_newcomer_do_not_come_at_night_once_the_zone_is_known(world: World) -> None:
    anna = world.person("Anna")
    world.clock.move(timedelta(hours=20))  # three at night in Berlin
    await screened(anna)
    await anna.says("Europe/Berlin")
    await anna.taps("Yes")
    came = []
    for _ in range(100):
        before = len(anna.messages())
        await world.passes(hours=1)
        came += [world.clock.now().hour] if len(anna.messages()) > before else []
    assert came == [6, 6]  # seven in the morning in Berlin


async def test_twelve_mornings_bring_twelve_invitations(world: World, anna: Chatter) -> None:
    await world.passes(minutes=30)
    read = [text_of(anna.last())]
    for _ in range(11):
        await anna.taps("Not today")
        await world.passes(days=1)
        read.append(text_of(anna.last()).partition("\n")[0])
    assert len(set(read)) == 12
