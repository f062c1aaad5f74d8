"""Moments in a person's own zone."""

from datetime import datetime

from bot.domain.person import Person
from content.texts import Texts


def moment(at: datetime, person: Person, texts: Texts) -> str:
    """A day and a time of day, as `Wednesday, 07:30`."""
    local = at.astimezone(person.tzinfo())
    return f"{texts.weekday(local.date())}, {texts.clock(local.time())}"
