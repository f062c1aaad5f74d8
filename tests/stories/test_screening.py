"""The six screening cards: at the start, their outcomes, and every answer given anew later."""

import pytest

from bot.domain.plan import PlanState
from tests.chat import CATALOGUE, World, labels_of, text_of
from tests.stories.answering import examined, having, stands
from tests.stories.conftest import HARMLESS, agreed, screened

AGE, SIGNS, URGENT, HEALTH, PAIN, CONFIRM = HARMLESS
ALL = tuple(CATALOGUE.exercises)


# The outcomes.


async def test_an_emergency_sign_sends_for_help_on_that_very_tap(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE,))
    told = await anna.taps("One or more")
    assert "get help now" in text_of(told) and "112 or your local emergency number" in text_of(told)
    assert await stands(anna) == (PlanState.NEEDS_CLEARANCE, ())
    for command in ("/start", "/today", "/resume", "/safety"):
        shown = text_of(await anna.says(command))
        assert "rests" in shown and "112" in shown and "Before you go on" in shown
    assert not anna.sees("Floor press") and not anna.sees("Where are you") and not anna.sees("All is well")


async def test_the_way_back_from_an_emergency_sign_asks_what_was_left_open(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE,))
    await anna.taps("One or more")
    shown = await examined(world, anna)
    assert "Answer the questions that are still open" in text_of(shown)
    assert not any("Restart" in label for label in labels_of(shown))
    await anna.taps("Answer the remaining")
    for answer in ("A hernia", "Done"):
        await anna.taps(answer)
    shown = await anna.taps(CONFIRM)
    assert "A hernia" in text_of(shown)
    await anna.taps("A clinician said yes", await anna.says("/resume"))
    await anna.taps("Today")
    await anna.taps("Restart gently")
    assert await stands(anna) == (PlanState.RECOVERY, ("hernia",))
    assert "Where are you" in text_of(await anna.says("/today"))


async def test_an_urgent_sign_sends_to_the_doctor_today(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, SIGNS))
    told = text_of(await anna.taps("One or more"))
    assert "call your doctor today" in told and "112" in told
    assert await stands(anna) == (PlanState.NEEDS_CLEARANCE, ())
    assert "a doctor should look at today" in text_of(await anna.says("/today"))


async def test_nobody_under_18_trains_and_a_slip_is_mended(world: World) -> None:
    anna = world.person("Anna")
    told = await screened(anna, ("Under 18",))
    assert "18 and over" in text_of(told) and await stands(anna) == (PlanState.NEEDS_CLEARANCE, ())
    for _ in range(3):
        await world.passes(days=30)
    assert "18 and over" in text_of(await anna.says("/today"))
    await anna.taps("I tapped the wrong age")
    for answer in HARMLESS:
        shown = await anna.taps(answer)
    assert "Where are you" in text_of(shown) and await stands(anna) == (PlanState.ACTIVE, ())


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (("50–69", "Yes", SIGNS, URGENT, HEALTH, PAIN, CONFIRM), "New back pain at your age"),
        (("70 or over", "No", "No", SIGNS, URGENT, HEALTH, PAIN, CONFIRM), "Little movement so far"),
        ((AGE, SIGNS, URGENT, HEALTH, "1", CONFIRM), "Pain today"),
        ((AGE, SIGNS, URGENT, HEALTH, "10", CONFIRM), "Pain today"),
    ],
)
async def test_age_and_pain_ask_for_a_clinicians_yes_with_their_reason(
    world: World, answers: tuple[str, ...], reason: str
) -> None:
    anna = world.person("Anna")
    await screened(anna, answers)
    assert anna.sees(reason) and (await stands(anna))[0] is PlanState.NEEDS_CLEARANCE
    assert "Where are you" in text_of(anna.last())
    shown = await examined(world, anna)
    assert "somebody examined you and said yes" in text_of(shown)
    await anna.taps("Restart gently")
    assert (await stands(anna))[0] is PlanState.ACTIVE


async def test_older_people_who_are_well_get_through_as_quickly(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, ("70 or over", "No", "Yes", SIGNS, URGENT, HEALTH, PAIN, CONFIRM))
    assert await stands(anna) == (PlanState.ACTIVE, ())


@pytest.mark.parametrize(
    ("label", "tags", "gone"),
    [
        ("Osteoporosis", ("osteoporosis",), "Curl and reach · Curl, hands on waist"),
        ("A disc problem", ("disc",), "Curl and reach · Curl, hands on waist"),
        ("A narrow spinal", ("narrowing",), "Both legs back · Chest lift · Swimmer"),
        ("Back or belly surgery", ("hernia",), "Scissors"),
        ("Pregnant", ("pregnancy",), "only these stay: Side leg raise · Bird dog · Side turn"),
        ("Heart trouble", ("heart",), "holds of at most 5 seconds"),
        ("A hernia", ("hernia",), "Scissors"),
        ("Leg pain below", (), ""),
        ("Back pain for over", (), ""),
        ("I was told not to", (), ""),
    ],
)
async def test_each_health_item_has_its_reason_and_its_tag(
    world: World, label: str, tags: tuple[str, ...], gone: str
) -> None:
    anna = world.person("Anna")
    await having(anna, label)
    assert await stands(anna) == (PlanState.NEEDS_CLEARANCE, tags)
    told = text_of(await anna.says("/safety"))
    assert f"{label}" in told and "doctor or physiotherapist" in told and gone in told
    await examined(world, anna)
    await anna.taps("Restart gently")
    assert await stands(anna) == (PlanState.ACTIVE, tags)
    assert gone in text_of(await anna.says("/safety"))


@pytest.mark.parametrize(
    ("label", "tags", "told"),
    [
        ("Wrist or knee", ("wrist_knee",), "in an easier form: Bird dog · Side turn"),
        ("Hip", ("hip",), "left out: Side leg raise"),
        ("Shoulder", (), "nothing is left out"),
        ("Neck", ("neck",), "in an easier form: Curl"),
        ("Stiff for half an hour", (), "mention it to your doctor"),
    ],
)
async def test_a_joint_alone_shapes_the_exercises_and_needs_no_clinician(
    world: World, label: str, tags: tuple[str, ...], told: str
) -> None:
    anna = world.person("Anna")
    await having(anna, label)
    assert anna.sees(told) and await stands(anna) == (PlanState.ACTIVE, tags)
    assert "Where are you" in text_of(anna.last())


# Between the cards.


async def test_the_bot_may_be_restarted_between_any_two_cards(world: World) -> None:
    anna = world.person("Anna")
    await agreed(anna)
    answers = ("70 or over", "No", "Yes", SIGNS, URGENT, "Hip", "Neck", "Hip", "Done", "0", CONFIRM)
    for answer in answers:
        await world.restart()
        await anna.taps(answer)
    assert await stands(anna) == (PlanState.ACTIVE, ("neck",))


@pytest.mark.parametrize(
    "command", ["/start", "/today", "/resume", "/pause", "/safety", "/settings", "/progress", "what?"]
)
async def test_every_way_in_leads_to_the_card_that_is_open(world: World, command: str) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, SIGNS))
    assert "fever, shivers" in text_of(await anna.says(command))


async def test_a_card_tapped_twice_counts_once(world: World) -> None:
    anna = world.person("Anna")
    shown = await agreed(anna)
    for answer in (AGE, SIGNS, URGENT, "Hip", "Done", PAIN, CONFIRM):
        label = next(each for each in labels_of(shown) if answer in each)
        first = world.standin.taps(anna.id, shown["message_id"], label)
        second = world.standin.taps(anna.id, shown["message_id"], label)
        await world.standin.confirmed(first)
        await world.standin.confirmed(second)
        shown = anna.last()
    export = await world.app.services.privacy.export(anna.id)
    assert export.count(b'"Screened"') == 1
    assert await stands(anna) == (PlanState.ACTIVE, ("hip",))


async def test_an_old_card_still_answers_and_nothing_gets_lost(world: World) -> None:
    anna = world.person("Anna")
    first = await agreed(anna)
    await anna.says("/start")
    for answer in HARMLESS:
        await anna.taps(answer)
    await anna.says("Berlin")
    await anna.taps("Yes")
    await anna.taps("07:00")
    await anna.taps(AGE, first)
    assert anna.sees("nothing has changed")
    await anna.replays("sc:3:0", first)
    await anna.replays("sc:7:1", first)
    assert await stands(anna) == (PlanState.ACTIVE, ())
    await anna.replays("sc:0:2", first)
    assert anna.sees("any new back pain")


async def test_a_forged_answer_gets_a_word_and_changes_nothing(world: World) -> None:
    anna = world.person("Anna")
    shown = await agreed(anna)
    for data in ("sc:0:9", "sc:99:0", "sc:6:11", "sc:3:7", "tk:99:1", "oc:99", "sc:5:9"):
        await anna.replays(data, shown)
    assert (await stands(anna))[0] is PlanState.ONBOARDING
    await anna.says("/start")
    for answer in HARMLESS:
        await anna.taps(answer)
    assert await stands(anna) == (PlanState.ACTIVE, ())


async def test_none_beside_a_tick_is_refused_with_a_clear_sentence(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, SIGNS, URGENT))
    assert "Nothing is ticked yet" in text_of(await anna.taps("Done"))
    await anna.taps("A hernia")
    told = await anna.taps("None of these")
    assert "You ticked A hernia, so None of these cannot be true" in text_of(told)
    assert any(label == "☑ A hernia" for label in labels_of(told))
    await anna.taps("A hernia")
    assert "How much pain" in text_of(await anna.taps("None of these"))


async def test_the_answers_can_be_looked_over_and_changed_before_they_are_confirmed(world: World) -> None:
    anna = world.person("Anna")
    shown = await screened(anna, (AGE, SIGNS, URGENT, "A hernia", "Done", "3"))
    assert "18–49 · A hernia · pain 3" in text_of(shown)
    for answer in ("Change health", "A hernia", "None of these", "Change pain", "0"):
        shown = await anna.taps(answer)
    assert "18–49 · no health item · pain 0" in text_of(shown)
    await anna.taps(CONFIRM)
    assert await stands(anna) == (PlanState.ACTIVE, ())


async def test_signs_answered_yesterday_are_asked_again(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, SIGNS, URGENT))
    await world.passes(hours=30)
    await anna.taps("None of these", await anna.says("/start"))
    shown = await anna.says("/start")
    assert "between your legs" in text_of(shown)


async def test_pain_reported_between_the_cards_stops_everything(world: World) -> None:
    anna = world.person("Anna")
    await screened(anna, (AGE, SIGNS))
    assert "Everything rests now" in text_of(await anna.says("/pain"))
    assert (await stands(anna))[0] is PlanState.NEEDS_CLEARANCE
