"""Puts the questions around a session; used inside the transactions after which they are due."""

from collections.abc import Collection
from datetime import date, datetime

from bot.domain import activities, asking, explaining, offering, safety, weekly
from bot.domain.asking import Topic
from bot.domain.measures import QuestionAsked
from bot.domain.person import Person
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.services import coaching
from bot.services.outcomes import MorningDue, morning_due
from db import plans
from db.engine import Tx


async def ask_morning(tx: Tx, person: Person, programme: Programme, now: datetime) -> MorningDue | None:
    """The question about the morning after the last session, if it is due; it counts as put."""
    plan, day = await plans.held(tx, person.id), person.day(now)
    due = morning_due(plan, day, now) if plan else None
    if plan is not None and due is not None and plan.asked.get(Topic.MORNING) != day:
        await coaching.record(tx, person.id, QuestionAsked(at=now, day=day, topic=Topic.MORNING), programme)
    return due


async def ask_one(
    tx: Tx,
    user_id: int,
    plan: Plan,
    programme: Programme,
    now: datetime,
    day: date,
    among: Collection[Topic] = tuple(Topic),
) -> Topic | None:
    """The one question `among` these, if one is due and the plan runs; it counts as put."""
    if plan.state not in safety.TRAINING:
        return None
    due = {
        Topic.PRESS: explaining.press_question_due(plan),
        Topic.ACTIVITIES: activities.is_due(plan, day, plan.asked.get(Topic.ACTIVITIES)),
        Topic.WEEK: weekly.is_due(plan, day),
        Topic.OFFER: offering.due(plan, programme, day) is not None,
    }
    open_now = [each for each, is_due in due.items() if is_due and each in among]
    topic = asking.next_topic(open_now, plan.asked, day)
    if topic is not None:
        await coaching.record(tx, user_id, QuestionAsked(at=now, day=day, topic=topic), programme)
    return topic
