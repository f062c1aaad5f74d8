"""The questions that are put one at a time: after a session, or to somebody who is here without one."""

from datetime import date

from bot.domain import activities, weekly
from bot.domain.asking import Topic
from bot.domain.plan import Plan
from bot.services.outcomes import MorningDue
from handlers.screen import Screen
from handlers.turn import Turn
from handlers.views import measuring, telling


async def put(asked: MorningDue | Topic | None, turn: Turn) -> tuple[Screen, ...]:
    """The question about the morning, the week or the person's own activities, if it is one of them."""
    match asked:
        case MorningDue():
            return (measuring.ask_morning(asked, turn.texts, then_start=False),)
        case Topic.ACTIVITIES:
            return (await _about_activities(turn),)
        case Topic.WEEK:
            return (await _about_week(turn),)
        case _:
            return ()


async def newest_activity(plan: Plan, turn: Turn) -> Screen:
    """The activity that was named just now."""
    wave = activities.wave_of(plan, await _today(turn)) or 0
    return telling.rate(plan, len(plan.activities) - 1, wave, turn.texts)


async def next_activity(plan: Plan, turn: Turn) -> Screen:
    """The next activity without an answer in this wave; then whether there is one more."""
    day = await _today(turn)
    number, wave = activities.unrated(plan, day), activities.wave_of(plan, day)
    if number is None or wave is None:
        return telling.one_more(plan, turn.texts)
    return telling.rate(plan, number, wave, turn.texts)


async def _about_activities(turn: Turn) -> Screen:
    """The question of a wave: name some, or rate the next one."""
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    plan = standing.plan or Plan()
    if not any(each.name for each in plan.activities):
        return telling.ask_activities(turn.texts)
    return await next_activity(plan, turn)


async def _about_week(turn: Turn) -> Screen:
    """The first question about the week."""
    return telling.ask_average(weekly.sunday_of(await _today(turn)), turn.texts)


async def _today(turn: Turn) -> date:
    person = await turn.services.onboarding.who(turn.user_id, turn.language)
    return person.day(turn.services.clock.now())
