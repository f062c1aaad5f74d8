"""Moments in a person's own zone."""

from datetime import datetime

from bot.domain.person import Person
from content.texts import Texts
from handlers.turn import Turn


async def next_time(turn: Turn) -> str | None:
    """When the person is invited next; None while the plan rests."""
    person = await turn.services.onboarding.who(turn.user_id, turn.language)
    due = await turn.services.reminders.next_invitation(turn.user_id)
    return moment(due, person, turn.texts) if due else None


def moment(at: datetime, person: Person, texts: Texts) -> str:
    """A day and a time of day, as `Wednesday, 07:30`."""
    local = at.astimezone(person.tzinfo())
    return f"{texts.weekday(local.date())}, {texts.clock(local.time())}"
