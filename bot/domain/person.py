"""The person in the chat, and the questions to answer before the first exercise."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zlib import crc32
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.attention import Attention
from bot.domain.cards import Draft
from bot.domain.habit import Cue, Spot


class Question(StrEnum):
    """What Lumbo has to know before the first session, in the order it asks."""

    CONSENT = "consent"
    SPECIALIST = "specialist"
    CARDS = "cards"
    ZONE = "zone"
    HOUR = "hour"


class Awaiting(StrEnum):
    """Which typed answer the next text message may be."""

    ZONE = "zone"
    HOUR = "hour"
    CUE = "cue"
    SPOT = "spot"
    CLEARED = "cleared"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Person:
    """One user: `id` is Telegram's, which is also the id of the private chat.

    `draft_zone` is a zone found but not yet confirmed; `specialist` is None until answered.
    `cue` and `spot` are the if-then plan.
    `cards` are the screening cards while they are being filled in, at the start or anew.
    """

    id: int
    language: str = "en"
    zone: str | None = None
    draft_zone: str | None = None
    hour: time | None = None
    awaiting: Awaiting | None = None
    consented_at: datetime | None = None
    specialist: bool | None = None
    cards: Draft | None = None
    reachable: bool = True
    cue: Cue | None = None
    spot: Spot | None = None
    attention: Attention = field(default_factory=Attention)

    @property
    def proposed_zones(self) -> tuple[str, ...]:
        """The zones found for what the person typed or shared, not yet confirmed."""
        return tuple(self.draft_zone.split()) if self.draft_zone else ()

    def tzinfo(self) -> ZoneInfo | None:
        """The person's time zone; None before it is known, and when its name exists no more."""
        try:
            return ZoneInfo(self.zone) if self.zone else None
        except (ZoneInfoNotFoundError, ValueError):
            return None

    def day(self, now: datetime) -> date:
        """The person's local date at `now`; by UTC before the zone is known."""
        return now.astimezone(self.tzinfo() or UTC).date()


def mark_of(zones: tuple[str, ...]) -> int:
    """A number that tells one list of zones from another, for the buttons that pick from it."""
    return crc32(" ".join(zones).encode())


def next_question(person: Person) -> Question | None:
    """The first question without an answer that lets the person go on; None when all are answered."""
    answered = {
        Question.CONSENT: person.consented_at is not None,
        Question.SPECIALIST: person.specialist is True,
        Question.CARDS: person.cards is None or not person.cards.first,
        Question.ZONE: person.tzinfo() is not None,
        Question.HOUR: person.hour is not None,
    }
    return next((question for question in Question if not answered[question]), None)


TYPED = {Question.ZONE: Awaiting.ZONE, Question.HOUR: Awaiting.HOUR}


def listening(person: Person) -> Person:
    """While zone or hour are the next question, a typed text answers it."""
    question = next_question(person)
    if person.awaiting is not None or question not in TYPED:
        return person
    return replace(person, awaiting=TYPED[question])
