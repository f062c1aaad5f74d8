"""The measures: the week from 0 to 10, and the person's own activities."""

from datetime import date

from bot.domain import activities, weekly
from bot.domain.habit import cleaned
from bot.domain.person import Awaiting, Person
from bot.domain.refusal import Refused
from bot.services.outcomes import PainAnswer, PainNoted
from handlers import home, questions
from handlers.actions.measuring import (
    AverageOfWeek,
    DropActivity,
    NameActivity,
    NotNow,
    RateActivity,
    TellMore,
    WorstOfWeek,
)
from handlers.screen import Reply, Screen
from handlers.turn import Turn
from handlers.views import pain, telling


async def average(action: AverageOfWeek, turn: Turn) -> Reply:
    """The average of the week."""
    sunday = _sunday(action.sunday)
    answer = await turn.services.pain.average_of_week(turn.user_id, sunday, action.nrs)
    return _after(answer, telling.ask_worst(sunday, min(action.nrs, 10), turn.texts), turn)


async def worst(action: WorstOfWeek, turn: Turn) -> Reply:
    """The worst of the week."""
    answer = await turn.services.pain.worst_of_week(turn.user_id, _sunday(action.sunday), action.nrs)
    return _after(answer, telling.noted(turn.texts), turn)


async def ask_name(_: NameActivity, turn: Turn) -> Reply:
    """The next text names an activity."""
    await turn.services.onboarding.ask(turn.user_id, Awaiting.ACTIVITY)
    return Reply(edit=telling.ask_name(turn.texts))


async def typed(text: str, _: Person, turn: Turn) -> Reply:
    """An activity in the person's own words."""
    words = cleaned(text)
    if words is None:
        return Reply(send=(telling.name_unclear(turn.texts),))
    answer = await turn.services.measures.name_activity(turn.user_id, words)
    if isinstance(answer, Refused):
        return Reply(send=(telling.name_unclear(turn.texts),))
    return Reply(send=(await questions.newest_activity(answer, turn),))


async def rate(action: RateActivity, turn: Turn) -> Reply:
    """How well an activity goes."""
    answer = await turn.services.measures.rate_activity(
        turn.user_id, action.number, action.wave, action.score
    )
    if isinstance(answer, Refused):
        return home.refused_reply(answer.reason, turn)
    return Reply(edit=await questions.next_activity(answer, turn))


async def drop(action: DropActivity, turn: Turn) -> Reply:
    """An activity was a slip."""
    answer = await turn.services.measures.drop_activity(turn.user_id, action.number)
    if isinstance(answer, Refused):
        return home.refused_reply(answer.reason, turn)
    return Reply(edit=telling.one_more(answer, turn.texts))


async def not_now(_: NotNow, turn: Turn) -> Reply:
    """No answer is fine; nothing typed is awaited any more."""
    await turn.services.measures.await_nothing(turn.user_id)
    return Reply(edit=telling.skipped(turn.texts))


async def more(_: TellMore, turn: Turn) -> Reply:
    """How the measures have moved."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    if standing.plan is None:
        return await home.present(turn)
    day = standing.person.day(turn.services.clock.now())
    moved = telling.measures(standing.plan, turn.texts)
    if weekly.is_due(standing.plan, day):
        return Reply(send=(moved, telling.ask_average(weekly.sunday_of(day), turn.texts)))
    if activities.unrated(standing.plan, day) is not None:
        return Reply(send=(moved, await questions.next_activity(standing.plan, turn)))
    return Reply(send=(moved,))


def _after(answer: PainAnswer, screen: Screen, turn: Turn) -> Reply:
    """On to the next question, or to those of pain."""
    if not isinstance(answer, PainNoted):
        return home.refused_reply(answer.reason if answer else None, turn)
    pause = answer.plan.pause
    return Reply(
        edit=pain.stopped(turn.texts, looking_back=True) if pause is not None and pause.unrated else screen
    )


def _sunday(ordinal: int) -> date:
    return date.fromordinal(min(max(1, ordinal), date.max.toordinal()))
