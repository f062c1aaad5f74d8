"""One's own programme in the chat: exercises, versions, what is there, and what is offered."""

from datetime import timedelta

from bot.domain.happening import Effort
from bot.services.replay import Replay
from handlers.actions.choosing import LeaveOut, OptIn, ShowExercise, TakeBack, ToggleItem, UseVersion
from handlers.codec import encode
from tests.chat import CATALOGUE, Chatter, World, labels_of, text_of
from tests.stories.living import begun, lives, one, trained

IDS = list(CATALOGUE.exercises)


async def test_each_exercise_has_a_screen_with_rule_reason_and_what_comes_next(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 5)
    told = await one(anna, "Side leg raise")
    assert "3 × 5 s, each side" in told and "(step 2 of 9)" in told
    assert "Rule 12:" in told and "Next: grows with 2 more points." in told
    why = text_of(await anna.says("/why"))
    assert "Next: can grow from" in why or "Next: grows with" in why
    assert "Not in your sessions" in why and "Opens after: Bird dog." in why
    assert "Bird dog: Not before" in why


async def test_an_exercise_can_be_left_out_and_taken_back(world: World, anna: Chatter) -> None:
    await lives(world, anna, 5)
    await one(anna, "Side turn")
    await anna.taps("Leave it out")
    assert anna.sees("Left out by your own wish")
    await begun(anna)
    assert "of 3" in text_of(anna.newest_with("Done"))
    await anna.taps("Take it back")
    assert anna.sees("opens with one of the next full sessions")
    assert "Side turn" not in text_of(await anna.says("/today"))
    while "How was it" not in text_of(anna.last()):
        await anna.taps("Done")
    await anna.taps("Right")
    await world.passes(days=1)
    await begun(anna)
    assert "of 4" in text_of(anna.newest_with("Done"))
    assert "2 slow breaths" not in text_of(anna.last())  # it comes later in the session, at its lowest


async def test_the_easier_version_can_be_chosen_for_good_and_the_usual_one_again(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 4)
    await one(anna, "Floor press")
    await anna.taps("The easier version from now on")
    await begun(anna)
    assert "calves on a chair" in text_of(anna.newest_with("Done"))
    assert "Easier" not in labels_of(anna.newest_with("Done"))
    await world.passes(days=1)
    await anna.taps("The usual version again")
    await begun(anna)
    assert "calves on a chair" not in text_of(anna.newest_with("Done"))


async def test_every_choice_stands_in_the_log_from_which_the_plan_is_rebuilt(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 4)
    replay = Replay(world.app.database, world.app.services.sessions.programme)
    await one(anna, "Floor press")
    for choice in ("The easier version", "The usual version", "Leave it out", "Take it back"):
        await anna.taps(choice)
        assert await replay.differences(anna.id) == [], choice


async def test_what_hurt_twice_is_out_until_it_is_taken_back(world: World, anna: Chatter) -> None:
    await lives(world, anna, 5)
    for _ in range(2):
        await begun(anna)
        if not text_of(anna.newest_with("Done")).startswith("Side leg raise"):
            await anna.taps("Done")
        assert text_of(anna.newest_with("Done")).startswith("Side leg raise")
        await anna.taps("Pain")
        await anna.taps("2")
        services = world.app.services
        for _ in range(5):
            world.clock.move(timedelta(days=1))
            await services.pain.check_in(anna.id, 0)
        for card in (services.pain.emergency, services.pain.urgent):
            await card(anna.id, False)
        await services.pain.consulted(anna.id, True)
        await services.pain.cleared(anna.id, world.clock.now().date())
        await services.pain.restart(anna.id)
        await lives(world, anna, 8)
    assert "It hurt twice" in await one(anna, "Side leg raise")
    await anna.taps("Take it back")
    assert "Take it back" not in labels_of(anna.last())


async def test_after_three_skips_in_a_row_there_is_one_offer_with_three_ways(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 5)
    for _ in range(3):
        await trained(anna, skips="Side turn")
        offer = await anna.taps("Right")
        await world.passes(days=1)
    assert "Side turn was skipped three times" in text_of(offer)
    assert labels_of(offer) == ["Keep it", "Easier version", "Leave it out"]
    await anna.taps("Easier version", offer)
    assert anna.sees("You see its easier version")
    await begun(anna)
    await anna.taps("Done")
    await anna.taps("Done")
    assert "hands on your thighs" in text_of(anna.newest_with("Done"))


async def test_keeping_it_is_quiet_until_three_more_skips(world: World, anna: Chatter) -> None:
    await lives(world, anna, 5)
    offers = []
    for _ in range(6):
        await trained(anna, skips="Side turn")
        last = await anna.taps("Right")
        offers.append("skipped three times" in text_of(last))
        if offers[-1]:
            await anna.taps("Keep it", last)
            assert anna.sees("it stays as it is")
        await world.passes(days=1)
    assert offers == [False, False, True, False, False, True]


async def test_a_demanding_exercise_is_asked_for_and_a_no_is_taken(world: World, anna: Chatter) -> None:
    await lives(world, anna, 44)
    await trained(anna)
    offer = await anna.taps("Right")
    name = "Both legs back"
    assert name in text_of(offer)
    assert labels_of(offer) == ["Yes, add it", "Not now", "No, thank you"]
    await anna.taps("Not now", offer)
    await world.passes(days=1)
    await trained(anna)
    assert "Shall I add it" not in text_of(await anna.taps("Right"))
    world.clock.move(timedelta(days=1))
    await lives(world, anna, 13)
    await trained(anna)
    again = await anna.taps("Right")
    name = text_of(again).partition("exercise: ")[2].partition(".")[0]
    assert name in {guide.name for guide in CATALOGUE.guides.values()}
    await anna.taps("No, thank you", again)
    assert anna.sees("I will not ask again")
    assert "waits for your yes" in await one(anna, name)
    await anna.taps("Yes, add it")
    assert anna.sees("comes with one of the next sessions")


async def test_steady_weeks_are_fine_and_one_may_keep_it_so(world: World, anna: Chatter) -> None:
    await lives(world, anna, 5)
    # Hard now and then keeps the points away, and so the dose.
    for day in range(24):
        await lives(world, anna, 1, effort=Effort.RIGHT if day % 3 else Effort.HARD)
    await trained(anna)
    offer = await anna.taps("Right")
    name, steady, _ = text_of(offer).partition(" has been steady for three weeks")
    assert steady and labels_of(offer) == ["Keep it", "Easier version", "Leave it out"]
    await anna.taps("Keep it", offer)
    await world.passes(days=1)
    await trained(anna)
    assert f"{name} has been steady" not in text_of(await anna.taps("Right"))


async def test_nothing_left_is_no_dead_end(world: World, anna: Chatter) -> None:
    await anna.says("/today")
    await anna.taps("Done")
    await anna.taps("Right")
    await one(anna, "Floor press")
    await anna.taps("Leave it out")
    await world.passes(days=1)
    await begun(anna)
    shown = anna.newest_with("Exercises")
    assert "nothing in today's session" in text_of(shown)
    await anna.taps("Exercises", shown)
    await anna.taps("Floor press")
    await anna.taps("Take it back")
    assert "Floor press" in text_of(anna.newest_with("All exercises"))


async def test_an_old_button_for_something_locked_is_refused_with_the_reason(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 5)
    living = await anna.says("/settings")
    before = (await world.app.services.plans.standing(anna.id)).plan
    swimmer = IDS.index("swimmer")
    for action, reason in (
        (OptIn(swimmer), "Not now. Opens after: Bird dog."),
        (UseVersion(swimmer, 1), "Not now. Opens after: Bird dog."),
        (TakeBack(swimmer), "Already noted"),
        (OptIn(99), "earlier"),
        (ShowExercise(99), "earlier"),
        (LeaveOut(99), "earlier"),
        (ToggleItem(99), "earlier"),
    ):
        await anna.replays(encode(action), living)
        assert reason in anna.toast(), action
        assert (await world.app.services.plans.standing(anna.id)).plan == before


async def test_two_weeks_of_the_same_days_are_offered_as_the_plan(world: World, anna: Chatter) -> None:
    offers = []
    for _ in range(3):
        for days in (2, 2, 3):
            await trained(anna)
            last = await anna.taps("Right")
            if "feel your back" in text_of(last):
                await anna.taps("Yes", last)
            offers.append("Shall I plan those days" in text_of(last))
            world.clock.move(timedelta(days=days))
    assert any(offers)
    planned = await anna.taps("Yes, plan them")
    assert "from now on I come on" in text_of(planned) and " and " in text_of(planned)
    plan = (await world.app.services.plans.standing(anna.id)).plan
    assert plan is not None and len(plan.weekdays) == 3
