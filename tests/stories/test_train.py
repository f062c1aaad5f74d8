"""A session from Start to the answer how it was."""

from tests.chat import Chatter, World, labels_of, text_of
from tests.stories.conftest import settled
from tests.stories.living import begun, lives

FIRST_DOSE = "5 × 5 s"


async def test_the_first_session_is_the_floor_press_with_picture_steps_and_dose(anna: Chatter) -> None:
    step = await anna.says("/today")
    first_line, *_ = text_of(step).splitlines()
    assert first_line == "Floor press"
    assert FIRST_DOSE in text_of(step) and "1. " in text_of(step) and "Exercise 1 of 1" in text_of(step)
    assert step.get("photo") or step.get("animation")
    assert [label.split(" ", 1)[-1] for label in labels_of(step)] == [
        "Done", "Hold timer", "Pain", "Skip", "Easier", "to", "muscles",
    ]  # fmt: skip


async def test_done_asks_how_it_was_and_the_answer_gives_reasons(anna: Chatter) -> None:
    await anna.says("/today")
    asked = await anna.taps("Done")
    assert "How was it" in text_of(asked) and labels_of(asked)[:3] == ["Easy", "Right", "Hard"]
    told = await anna.taps("Right")
    assert "Floor press" in text_of(told) and "Wednesday, 07:30" in text_of(told)


async def test_how_to_easier_and_skip_lead_back_to_the_exercise(anna: Chatter) -> None:
    await anna.says("/today")
    assert "Avoid:" in text_of(await anna.taps("How to"))
    await anna.taps("Easier")
    assert anna.sees("calves on a chair")
    living = anna.newest_with("Hold timer")
    assert "Easier" not in labels_of(living)
    await anna.taps("Skip", living)
    assert anna.sees("Did you do a part")
    await anna.taps("Back to the exercise", anna.newest_with("Nothing"))
    assert anna.newest_with("Hold timer")["message_id"] == living["message_id"]
    await anna.taps("Skip")
    asked = await anna.taps("Nothing")
    assert "How was it" in text_of(asked)


async def test_today_twice_goes_on_in_a_new_message_and_the_old_one_loses_its_buttons(anna: Chatter) -> None:
    first = await anna.says("/today")
    second = await anna.says("/today")
    assert second["message_id"] > first["message_id"]
    stripped = next(each for each in anna.messages() if each["message_id"] == first["message_id"])
    assert labels_of(stripped) == [] and labels_of(second)


async def test_the_hold_timer_counts_rests_and_rings_with_a_new_message(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    living = anna.newest_with("Hold timer")
    await anna.taps("Hold timer")
    assert anna.sees("Get ready")
    before = len(anna.messages())
    await world.passes(seconds=5)
    assert anna.sees("Hold and keep breathing · 1 of 5 · 5 seconds")
    await world.passes(seconds=8)
    assert anna.sees("2 of 5")
    assert len(anna.messages()) == before
    await world.passes(minutes=1)
    bell = anna.last()
    assert "That was it" in text_of(bell) and len(anna.messages()) == before + 1
    assert any("Hold timer" in label for label in labels_of(find(anna, living["message_id"])))
    assert "How was it" in text_of(await anna.taps("Done", bell))


async def test_the_phone_rings_in_time_and_the_exercise_comes_back_when_there_is_room(
    world: World, anna: Chatter
) -> None:
    await anna.says("/today")
    living = anna.newest_with("Hold timer")
    await anna.taps("Hold timer")
    with world.app.painter.show.calls.limiter._chat(anna.id).under_way():
        await world.passes(minutes=1)
        assert "That was it" in text_of(anna.last())
        await world.passes(seconds=3)
        assert any("Stop timer" in label for label in labels_of(find(anna, living["message_id"])))
    await world.passes(seconds=3)
    assert any("Hold timer" in label for label in labels_of(find(anna, living["message_id"])))


async def test_what_a_late_tap_showed_is_not_drawn_again(world: World, anna: Chatter) -> None:
    living = await anna.says("/today")
    await anna.taps("Hold timer")
    with world.app.painter.show.calls.limiter._chat(anna.id).under_way():
        await world.passes(minutes=1)
        late = find(anna, living["message_id"])
    await anna.taps("Stop timer", late)
    assert anna.toast() == "Already noted."
    await world.passes(seconds=3)
    assert all(call.accepted for call in world.standin.calls)


async def test_the_hold_timer_can_be_paused_resumed_and_stopped(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    await world.passes(seconds=7)
    await anna.taps("Pause timer")
    assert anna.sees("The timer is paused")
    await world.passes(minutes=10)
    assert not anna.sees("That was it")
    await anna.taps("Go on")
    await world.passes(seconds=6)
    assert anna.sees("2 of 5")
    await anna.taps("Stop timer")
    assert "Done" in labels_of(anna.newest_with("Hold timer"))[0]
    await world.passes(minutes=10)
    assert not anna.sees("That was it")


async def test_tired_muscles_are_told_from_pain_while_the_timer_runs(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Hold timer")
    told = await anna.taps("Tired muscles")
    assert "Tired is fine" in text_of(told)
    await world.passes(seconds=6)
    assert "Hold and keep breathing" in text_of(await anna.taps("Go on", told))


async def test_a_double_tap_counts_once_and_both_are_answered(world: World, anna: Chatter) -> None:
    living = await anna.says("/today")
    done = next(label for label in labels_of(living) if "Done" in label)
    first = world.standin.taps(anna.id, living["message_id"], done)
    second = world.standin.taps(anna.id, living["message_id"], done)
    await world.standin.confirmed(first)
    await world.standin.confirmed(second)
    assert len(world.standin.toasts(anna.id)) >= 2
    assert sum("How was it" in text_of(each) for each in anna.messages()) == 1
    assert [call for call in world.standin.calls if call.result is None and not call.accepted] == []


async def test_yesterdays_buttons_say_so_and_change_nothing(world: World, anna: Chatter) -> None:
    old = await anna.says("/today")
    await world.passes(days=1)
    assert "ended with its day" in text_of(await anna.taps("Done", old))
    await anna.replays("do:1:0", anna.last())
    assert "earlier" in anna.toast()
    step = await anna.says("/today")
    assert "Exercise 1 of 1" in text_of(step)


async def test_a_session_that_midnight_ends_says_so_and_keeps_what_was_done(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 4)
    await begun(anna)
    await anna.taps("Done")
    await world.passes(hours=17, minutes=30)
    told = await anna.taps("Done")
    assert "ended with its day" in text_of(told)
    assert labels_of(told) == ["▶️ Start today's session", "Correct a day"]
    await anna.taps("correct it", await anna.taps("Correct a day", told))
    assert "✅ Floor press" in labels_of(anna.last())


async def test_the_press_opens_the_rest_after_three_days_and_a_yes(world: World, anna: Chatter) -> None:
    for _ in range(3):
        await anna.starts()
        await anna.taps("Done")
        last = await anna.taps("Right")
        await world.passes(days=1)
    assert "feel your back press your hand" in text_of(last)
    await anna.taps("Yes")
    step = await anna.starts()
    assert "Exercise 1 of 4" in text_of(step)


async def test_two_people_never_meet(world: World) -> None:
    anna, ben = await settled(world.person("Anna")), await settled(world.person("Ben"), "New York", "9pm")
    hers = await anna.says("/today")
    his = await ben.says("/today")
    data = hers["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ben.replays(data, his)
    assert "earlier" in ben.toast()
    assert not anna.sees("How was it") and not ben.sees("How was it")


async def test_a_forged_or_broken_button_gets_a_word_and_changes_nothing(anna: Chatter) -> None:
    living = await anna.says("/today")
    for data in (
        "do:1:99",
        "do:999:0",
        "xx",
        "do:1",
        "ef:1:7",
        "ho:9999",
        "pp:99",
        "wd:9",
        "ca:5:1",
        "oi:400",
    ):
        await anna.replays(data, living)
        assert anna.toast() or anna.last()
    assert not anna.sees("How was it")


def find(chatter: Chatter, message_id: int) -> dict[str, object]:
    return next(each for each in chatter.messages() if each["message_id"] == message_id)
