"""The screening cards as they are filled in: what is asked next, and which answers contradict each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.pain import NRS
from bot.domain.refusal import Refusal, Refused
from bot.domain.rescreening import FRESH
from bot.domain.screening import FROM_50, AgeBand, Answers, Health

AGES = tuple(AgeBand)


class Card(StrEnum):
    """Each question of the cards, in the order in which they are asked; the age card has two more."""

    AGE = "age"
    NEW_PAIN = "new_pain"
    ACTIVE = "active"
    EMERGENCY = "emergency"
    URGENT = "urgent"
    HEALTH = "health"
    PAIN_NOW = "pain_now"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far; None is not answered yet. `health` are the ticks, final once `health_done`.

    `first`: these are the first cards, and exercise waits for them; else one answer is being changed.
    `asks_now`: warning signs and pain are among these cards; else they are answered by themselves.
    `signs_at` is when the first card of warning signs was answered; `examined` as in `Answers`.
    """

    age: AgeBand | None = None
    new_pain: bool | None = None
    active: bool | None = None
    emergency: bool | None = None
    urgent: bool | None = None
    health: frozenset[Health] = frozenset()
    health_done: bool = False
    pain_now: int | None = None
    confirmed: bool = False
    signs_at: datetime | None = None
    examined: bool = False
    first: bool = True
    asks_now: bool = True


def reopened(answers: Answers | None) -> Draft:
    """The answers given before, to be changed one at a time; without any, age and health are asked.

    Warning signs and pain are answered by themselves, so they are not asked again here.
    """
    draft = Draft(confirmed=True, first=False, asks_now=False)
    if answers is None:
        return draft
    return replace(
        draft,
        age=answers.age,
        new_pain=answers.new_pain,
        active=answers.active,
        health=answers.health,
        health_done=True,
        examined=answers.examined,
    )


def lasting(draft: Draft, at: datetime) -> Draft:
    """The draft as it still holds at `at`: warning signs and pain of another day are asked again."""
    if not draft.first or draft.signs_at is None or at - draft.signs_at <= FRESH:
        return draft
    return replace(draft, emergency=None, urgent=None, pain_now=None, signs_at=None)


def without_signs(draft: Draft) -> Draft:
    """The draft where everything has stopped: the way back asks for warning signs and pain by itself."""
    return replace(draft, emergency=None, urgent=None, pain_now=None, asks_now=False)


def next_card(draft: Draft) -> Card | None:
    """The first card without an answer; None when all are answered."""
    older, later = draft.age in FROM_50, not draft.asks_now
    answered = {
        Card.AGE: draft.age is not None,
        Card.NEW_PAIN: not older or draft.new_pain is not None,
        Card.ACTIVE: draft.age is not AgeBand.FROM_70 or draft.active is not None,
        Card.EMERGENCY: later or draft.emergency is not None,
        Card.URGENT: later or draft.urgent is not None,
        Card.HEALTH: draft.health_done,
        Card.PAIN_NOW: later or draft.pain_now is not None,
        Card.CONFIRM: draft.confirmed,
    }
    return next((card for card in Card if not answered[card]), None)


def answered(draft: Draft, card: Card, answer: int, at: datetime) -> Draft | Refused:
    """The draft with one answer: an index of AGES, 0-10 for the pain, 1 or 0 for anything else."""
    allowed = {Card.AGE: range(len(AGES)), Card.PAIN_NOW: NRS}.get(card, range(2))
    if answer not in allowed:
        return Refused(Refusal.OUT_OF_RANGE)
    if card is Card.HEALTH:
        return finished(draft, none=not answer)
    return _FILL[card](draft, answer, at)


def _aged(draft: Draft, age: AgeBand) -> Draft:
    """A new age band asks its own questions again; the same one tapped twice does not."""
    if age is draft.age:
        return draft
    return replace(draft, age=age, new_pain=None, active=None, examined=False)


def _said(draft: Draft, card: Card, yes: bool) -> Draft:
    """A yes or no of the age card; another one than before wants a clinician's look again."""
    if card is Card.NEW_PAIN:
        return replace(draft, new_pain=yes, examined=draft.examined and draft.new_pain is yes)
    return replace(draft, active=yes, examined=draft.examined and draft.active is yes)


_FILL: Mapping[Card, Callable[[Draft, int, datetime], Draft]] = {
    Card.AGE: lambda draft, answer, _: _aged(draft, AGES[answer]),
    Card.NEW_PAIN: lambda draft, answer, _: _said(draft, Card.NEW_PAIN, bool(answer)),
    Card.ACTIVE: lambda draft, answer, _: _said(draft, Card.ACTIVE, bool(answer)),
    Card.EMERGENCY: lambda draft, answer, at: replace(draft, emergency=bool(answer), signs_at=at),
    Card.URGENT: lambda draft, answer, _: replace(draft, urgent=bool(answer)),
    Card.PAIN_NOW: lambda draft, answer, _: replace(draft, pain_now=answer),
    Card.CONFIRM: lambda draft, answer, _: replace(draft, confirmed=draft.confirmed or bool(answer)),
}


def ticked(draft: Draft, item: Health, on: bool) -> Draft:
    """The health card with one tick set or taken away; it is open again until it is finished."""
    health = draft.health | {item} if on else draft.health - {item}
    return replace(draft, health=health, health_done=False)


def finished(draft: Draft, *, none: bool) -> Draft | Refused:
    """The health card closed, by None or with its ticks; None beside ticks, or no tick at all, is refused."""
    if none == bool(draft.health):
        return Refused(Refusal.CONTRADICTORY)
    return replace(draft, health_done=True)


def answers_of(draft: Draft, before: Answers | None) -> Answers:
    """The cards of a finished draft; the pain said `before` stays until a restart has asked for it.

    Warning signs that were named have gone into the log by themselves.
    """
    assert draft.age is not None  # noqa: S101  (finished)
    kept = before.pain_now if before and not draft.first else 0
    return Answers(
        age=draft.age,
        health=draft.health,
        pain_now=draft.pain_now or kept,
        new_pain=bool(draft.new_pain),
        active=draft.active is not False,
        confirmed=draft.confirmed,
        examined=draft.examined,
    )
