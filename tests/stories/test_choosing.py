"""One's own programme in the chat: exercises, versions, what is there, what is offered, and mornings."""

from datetime import timedelta

from bot.domain.happening import Effort
from bot.domain.refusal import Refusal
from bot.services.outcomes import Closed, Finished, MorningDue, Step, UpAsked
from handlers.actions.choosing import LeaveOut, OptIn, ShowExercise, TakeBack, ToggleItem, UseVersion
from handlers.codec import encode
from tests.chat import CATALOGUE, Chatter, World, labels_of, text_of

IDS = list(CATALOGUE.exercises)


async def lives(
    world: World,
    anna: Chatter,
    days: int,
    *,
    effort: Effort = Effort.RIGHT,
    skips: str = "",
    wants: bool = False,
) -> None:
    """Days of training, by the services that the buttons call; what is offered is left alone, or wanted."""
    services = world.app.services
    for _ in range(days):
        answer = await services.sessions.start(anna.id)
        if isinstance(answer, MorningDue):
            await services.measures.morning(anna.id, answer.session_id, tired=False)
            answer = await services.sessions.start(anna.id, heard=True)
        if isinstance(answer, Closed) and answer.reason is Refusal.RESCREEN_DUE:
            await services.pain.emergency(anna.id, False)
            await services.pain.urgent(anna.id, False)
            answer = await services.sessions.start(anna.id, heard=True)
        if isinstance(answer, UpAsked):
            answer = await services.sessions.answer_up(anna.id, True)
        while isinstance(answer, Step):
            answer = await services.sessions.complete(anna.id, answer.session_id, answer.session.cursor)
        assert isinstance(answer, Finished), answer
        rated = await services.sessions.rate(anna.id, answer.session_id, effort)
        await services.sessions.press_felt(anna.id, True)
        offer = getattr(rated, "offer", None)
        if wants and offer and offer.exercise_id:
            await services.plans.want(anna.id, offer.exercise_id, yes=True)
        world.clock.move(timedelta(days=1))


async def trained(anna: Chatter, *, skips: str = "") -> None:
    """Today's session in the chat, up to the question how it was."""
    await begun(anna)
    if "up for an hour" in text_of(anna.last()):
        await anna.taps("Yes", anna.last())
    for _ in range(9):
        if "How was it" in text_of(anna.last()):
            return
        if skips and text_of(anna.newest_with("Done")).startswith(skips):
            await anna.taps("Skip")
            await anna.taps("Nothing")
        else:
            await anna.taps("Done")


async def begun(anna: Chatter) -> None:
    """Today's session, with a good morning behind one if it is asked."""
    asked = await anna.says("/today")
    if "No" in labels_of(asked):
        await anna.taps("No", asked)


async def one(anna: Chatter, name: str) -> str:
    """The screen of one exercise, by the settings."""
    await anna.says("/settings")
    await anna.taps("Exercises")
    await anna.taps(name)
    return text_of(anna.newest_with("All exercises"))


async def test_each_exercise_has_a_screen_with_rule_reason_and_what_comes_next(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 5)
    told = await one(anna, "Side leg raise")
    assert "3 × 5 s, each side" in told and "(step 2 of 9)" in told
    assert "Rule 12:" in told and "Next: grows with 2 more points." in told
    why = text_of(await anna.says("/why"))
    assert "Next: can grow from" in why or "Next: grows with" in why
    assert "Not in your sessions" in why and "Opens after this one: Bird dog." in why
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
    assert "Side turn was left three times" in text_of(offer)
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
        offers.append("left three times" in text_of(last))
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


async def test_without_a_roll_moderate_exercises_are_eased_and_demanding_ones_stay_out(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 100, wants=True)
    services = world.app.services
    await services.plans.toggle_item(
        anna.id, list(type(next(iter(CATALOGUE.exercises["swimmer"].equipment))))[1]
    )
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


async def test_bending_waits_for_an_hour_after_getting_up(world: World, anna: Chatter) -> None:
    await lives(world, anna, 47)
    while world.clock.now().weekday() != 2:
        await lives(world, anna, 1)
    services = world.app.services
    await begun(anna)
    asked = anna.last()
    assert "up for an hour" in text_of(asked) and labels_of(asked) == ["Yes", "Not yet"]
    await anna.taps("Not yet", asked)
    seen = []
    while "How was it" not in text_of(anna.last()):
        seen.append(text_of(anna.newest_with("Done")).splitlines()[0])
        await anna.taps("Done")
    assert "Curl and reach" not in seen and "Side leg raise" in seen
    await anna.taps("Right")
    plan = (await services.plans.standing(anna.id)).plan
    assert plan is not None and plan.progress["curl_reach"].skips == 0
    assert plan.done_on[-1] == plan.counted_on  # it counts as a whole session
    await world.passes(days=2)
    await begun(anna)
    await anna.taps("Yes", anna.last())
    await anna.taps("Done")
    assert text_of(anna.newest_with("Done")).startswith("Curl and reach")


async def test_in_the_afternoon_nobody_is_asked(world: World, anna: Chatter) -> None:
    await lives(world, anna, 47)
    while world.clock.now().weekday() != 2:
        await lives(world, anna, 1)
    await world.passes(hours=6)
    await begun(anna)
    assert "up for an hour" not in text_of(anna.last())
    await anna.taps("Done")
    assert text_of(anna.newest_with("Done")).startswith("Curl and reach")


async def test_an_old_button_for_something_locked_is_refused_with_the_reason(
    world: World, anna: Chatter
) -> None:
    await lives(world, anna, 5)
    living = await anna.says("/settings")
    before = (await world.app.services.plans.standing(anna.id)).plan
    swimmer = IDS.index("swimmer")
    for action, reason in (
        (OptIn(swimmer), "Not now. Opens after this one: Bird dog."),
        (UseVersion(swimmer, 1), "Not now. Opens after this one: Bird dog."),
        (TakeBack(swimmer), "Already noted"),
        (OptIn(99), "earlier"),
        (ShowExercise(99), "earlier"),
        (LeaveOut(99), "earlier"),
        (ToggleItem(99), "earlier"),
    ):
        await anna.replays(encode(action), living)
        assert reason in anna.toast(), action
        assert (await world.app.services.plans.standing(anna.id)).plan == before


async def test_an_illness_waits_for_a_well_day(world: World, anna: Chatter) -> None:
    await lives(world, anna, 2)
    await anna.says("/pause")
    await anna.taps("I am ill")
    assert "Get well first" in text_of(anna.last()) and "not before" in text_of(anna.last())
    assert "not before" in text_of(await anna.says("/resume"))
    assert labels_of(anna.last()) == []
    await world.passes(hours=25)
    await anna.says("/resume")
    await anna.taps("I have been well for a whole day")
    assert anna.sees("Welcome back")
    assert "Floor press" in text_of(await anna.says("/today")) or "session" in text_of(anna.last())


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
    await anna.taps("Yes, plan them")
    plan = (await world.app.services.plans.standing(anna.id)).plan
    assert plan is not None and len(plan.weekdays) == 3
