"""Days of training for stories: by the services that the buttons call, or tap by tap."""

from datetime import timedelta

from bot.domain.happening import Effort
from bot.services.outcomes import CardsDue, Finished, MorningDue, Step, UpAsked
from tests.chat import Chatter, World, labels_of, text_of


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
        if isinstance(answer, CardsDue):
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
