"""Every answer of the screening cards given anew, and the cards that come again by themselves."""

from bot.domain.plan import PlanState
from tests.chat import CATALOGUE, Chatter, World, labels_of, text_of
from tests.stories.answering import examined, having, opened, stands, today
from tests.stories.conftest import HARMLESS, screened, settled
from tests.stories.living import lives

AGE, SIGNS, URGENT, HEALTH, PAIN, CONFIRM = HARMLESS
ALL = tuple(CATALOGUE.exercises)


async def test_a_health_answer_changes_the_open_session_at_once(world: World, anna: Chatter) -> None:
    await opened(world, anna)
    await today(anna)
    await anna.says("/safety")
    for label in ("Health", "Wrist or knee", "Hip"):
        await anna.taps(label)
    told = text_of(await anna.taps("Done", anna.newest_with("None of these")))
    assert "Your open session has changed" in told and "Side leg raise" in told and "easier form" in told
    step = await anna.taps("Back to the exercise")
    seen = [text_of(step)]
    while any("Done" in label for label in labels_of(step)):
        step = await anna.taps("Done", step)
        seen.append(text_of(step))
    assert not any(text.startswith("Side leg raise") for text in seen)
    assert (await stands(anna))[0] is PlanState.ACTIVE


async def test_the_exercise_on_the_screen_goes_with_the_answer_and_its_old_button_does_nothing(
    world: World, anna: Chatter
) -> None:
    await opened(world, anna)
    living = await today(anna)
    while not text_of(living).startswith("Side leg raise"):
        living = await anna.taps("Done", living)
    await anna.says("/safety")
    await anna.taps("Health")
    await anna.taps("Hip")
    await anna.taps("Done", anna.newest_with("None of these"))
    done = next(label for label in labels_of(living) if "Done" in label)
    await anna.taps(done, living)
    assert not text_of(anna.last()).startswith("Side leg raise")
    assert not any(text_of(each).startswith("Side leg raise") for each in anna.messages()[-2:])


async def test_a_change_left_half_way_says_so_and_can_be_finished(anna: Chatter) -> None:
    await anna.says("/safety")
    for label in ("Health", "Hip"):
        await anna.taps(label)
    assert await stands(anna) == (PlanState.ACTIVE, ())
    assert "not finished yet" in text_of(await anna.says("/safety"))
    await anna.taps("Finish the change")
    await anna.taps("Done")
    assert await stands(anna) == (PlanState.ACTIVE, ("hip",))
    assert "not finished yet" not in text_of(await anna.says("/safety"))


async def test_an_item_that_wants_a_clinician_stops_the_open_session(world: World, anna: Chatter) -> None:
    living = await anna.says("/today")
    await anna.says("/safety")
    for label in ("Health", "Pregnant"):
        await anna.taps(label)
    told = text_of(await anna.taps("Done", anna.newest_with("None of these")))
    assert "rests" in told and "only these stay" in told
    assert await stands(anna) == (PlanState.NEEDS_CLEARANCE, ("pregnancy",))
    await anna.taps("Done", living)
    assert "earlier" in anna.toast()


async def test_an_item_taken_back_opens_the_plan_again_but_pain_does_not(world: World, anna: Chatter) -> None:
    await anna.says("/safety")
    for label in ("Health", "A hernia"):
        await anna.taps(label)
    await anna.taps("Done")
    assert await stands(anna) == (PlanState.NEEDS_CLEARANCE, ("hernia",))
    await anna.says("/safety")
    for label in ("Health", "A hernia", "None of these"):
        await anna.taps(label)
    assert await stands(anna) == (PlanState.ACTIVE, ())
    ben = world.person("Ben")
    await screened(ben, (AGE, SIGNS, URGENT, "Hip", "Done", "2", CONFIRM))
    await ben.says("/safety")
    for label in ("Health", "Hip", "None of these"):
        await ben.taps(label)
    assert await stands(ben) == (PlanState.NEEDS_CLEARANCE, ())


async def test_an_item_that_was_cleared_is_not_asked_about_again(world: World) -> None:
    anna = world.person("Anna")
    await having(anna, "A hernia")
    await examined(world, anna)
    await anna.taps("Restart gently")
    await anna.says("/today")
    await anna.says("Berlin")
    await anna.taps("Yes")
    await anna.taps("07:00")
    await anna.says("/safety")
    for label in ("Health", "Neck"):
        await anna.taps(label)
    await anna.taps("Done")
    assert await stands(anna) == (PlanState.ACTIVE, ("hernia", "neck"))


async def test_changing_an_answer_does_not_pass_for_the_card_of_warning_signs(
    world: World, anna: Chatter
) -> None:
    await anna.says("/pain")
    for label in ("2", "Low back", "None of these", "None of these"):
        await anna.taps(label)
    await world.passes(days=3)
    await anna.says("/safety")
    for label in ("Health", "Hip"):
        await anna.taps(label)
    shown = await anna.taps("Done")
    assert "Answer the card of emergency signs" in text_of(shown)


async def test_warning_signs_and_pain_can_be_said_from_safety(world: World, anna: Chatter) -> None:
    await anna.says("/safety")
    await anna.taps("Urgent signs")
    assert "Noted" in text_of(await anna.taps("None of these"))
    await anna.says("/safety")
    await anna.taps("Pain now")
    assert (await stands(anna))[0] is PlanState.ACTIVE
    await anna.taps("2")
    assert (await stands(anna))[0] is PlanState.PAUSED_PAIN
    await anna.says("/safety")
    await anna.taps("Emergency signs")
    told = text_of(await anna.taps("One or more"))
    assert "get help now" in told and "Call 112, or go" in told
    assert (await stands(anna))[0] is PlanState.NEEDS_CLEARANCE


async def test_a_clearance_in_the_future_or_that_is_no_date_changes_nothing(world: World) -> None:
    anna = world.person("Anna")
    await having(anna, "A hernia")
    await anna.taps("A clinician said yes")
    assert "still to come" in text_of(await anna.says("2026-11-26"))
    assert "did not catch a date" in text_of(await anna.says("last week"))
    assert "Let a doctor or physiotherapist examine you" in text_of(await anna.says("/resume"))
    await anna.taps("A clinician said yes")
    await anna.says("20.11.2026")
    assert anna.sees("said yes on 20 November")


async def test_the_number_to_call_is_that_of_the_country(world: World) -> None:
    anna = await settled(world.person("Anna"), "Tokyo")
    assert "119" in text_of(await anna.says("/help"))
    await anna.says("/pain")
    await anna.taps("3")
    await anna.taps("Low back")
    assert "Call 119, or go" in text_of(await anna.taps("One or more"))
    assert "119" in text_of(await anna.says("/resume"))
    ben = world.person("Ben")
    assert "112 or your local" in text_of(await ben.says("/help"))


async def test_after_four_weeks_two_short_questions_lead_straight_back(world: World, anna: Chatter) -> None:
    await world.passes(days=28)
    asked = text_of(await anna.says("/today"))
    assert "Two short questions first" in asked and "before you start again" not in asked
    second = text_of(await anna.taps("None of these"))
    assert "fever, shivers" in second and "before you start again" not in second
    assert text_of(await anna.taps("None of these")).startswith("Floor press")


async def test_after_a_long_gap_pain_is_asked_about_once_and_as_it_is_now(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 5)
    await world.passes(days=30)
    await anna.taps("5-minute version", await anna.says("/start"))
    await anna.taps("None of these")
    asked = await anna.taps("None of these")
    assert text_of(asked).startswith("And just now: does anything hurt?")
    assert labels_of(asked) == ["No", "Yes, pain", "Skip"]
    assert "Exercise 1 of 3" in text_of(await anna.taps("No", asked))


async def test_a_sign_on_a_card_that_came_by_itself_stops_everything(world: World, anna: Chatter) -> None:
    await world.passes(days=28)
    await anna.says("/today")
    await anna.taps("None of these")
    assert "call your doctor today" in text_of(await anna.taps("One or more"))
    assert (await stands(anna))[0] is PlanState.NEEDS_CLEARANCE
