"""The screening cards: filled in at the start, changed at any time; each answer counts on its own tap."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import db.people
import db.plans
import db.sessions
from bot.clock import Clock
from bot.domain import cards, session, tags
from bot.domain.cards import Card, Draft
from bot.domain.log import CheckedIn, EmergencyAnswered, Event, Screened, SessionClosed, UrgentAnswered
from bot.domain.missing import what_is_missing
from bot.domain.person import Person, listening
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.refusal import Refused
from bot.domain.screening import AgeBand, Answers, Health
from bot.domain.session import Stale
from bot.services import coaching, planning, stopping
from bot.services.holds import next_drawing
from bot.services.outcomes import CardAnswer, CardNoted, CardRefused, Standing, Step, step_of
from db.engine import Database, Tx


@dataclass(frozen=True)
class Screening:
    """Each method is one transaction; None is answered where there is nobody to screen yet."""

    db: Database
    clock: Clock
    programme: Programme

    async def cards(self, user_id: int) -> Draft | None:
        """The cards as they are filled in."""
        async with self.db.read() as tx:
            person, plan = await db.people.get(tx, user_id), await db.plans.get(tx, user_id)
        return _draft(person, plan, self.clock.now()) if person and plan else None

    async def answer(self, user_id: int, card: Card, answer: int) -> CardAnswer:
        """One card: an index of the age bands, 0-10 for the pain, 1 or 0 for anything else."""
        now = self.clock.now()
        return await self._fill(user_id, card, lambda draft: cards.answered(draft, card, answer, now))

    async def tick(self, user_id: int, item: Health, on: bool) -> CardAnswer:
        """One tick of the health card, set or taken away."""
        return await self._fill(user_id, Card.HEALTH, lambda draft: cards.ticked(draft, item, on))

    async def _fill(self, user_id: int, card: Card, change: Callable[[Draft], Draft | Refused]) -> CardAnswer:
        now = self.clock.now()
        async with self.db.begin() as tx:
            plan, person = await db.plans.held(tx, user_id), await db.people.get(tx, user_id)
            if plan is None or person is None:
                return None
            await planning.heard(tx, person)
            draft, day = _draft(person, plan, now), person.day(now)
            filled = change(draft)
            if isinstance(filled, Refused):
                return CardRefused(card, filled.reason, draft)
            event = _event(card, filled, plan, now, day)
            after = await self._hear(tx, person, plan, event, now)
            kept = listening(replace(person, cards=_left(person.cards, filled, event)))
            await db.people.save(tx, kept)
            step = await self._spared(tx, person, plan, after, now)
            stands = Standing(kept, after, what_is_missing(after, now, day))
            return CardNoted(plan, stands, draft.first, event, step)

    async def _hear(self, tx: Tx, person: Person, plan: Plan, event: Event | None, now: datetime) -> Plan:
        """The plan after the event, if there is one and the rules take it."""
        after = await stopping.heard(tx, person, plan, event, self.programme, now) if event else plan
        return plan if isinstance(after, Refused) else after

    async def _spared(self, tx: Tx, person: Person, before: Plan, plan: Plan, now: datetime) -> Step | None:
        """The open session without what a new answer has taken out; None when nothing changed in it."""
        stored = await db.sessions.open_of(tx, person.id)
        if stored is None or before.tags == plan.tags:
            return None
        effect = tags.effect(plan.tags, self.programme.exercises.values())
        spared = session.without(stored.session, effect.removed, effect.eased)
        if isinstance(spared, Stale):
            return None
        drawing = next_drawing(spared, self.programme, now)
        saved = await db.sessions.save(tx, stored, spared, paint_at=drawing, now=now)
        if spared.present is None:
            closed = SessionClosed(
                at=now, day=person.day(now), session_id=stored.id, results=session.results(spared)
            )
            await coaching.record(tx, person.id, closed, self.programme)
        return step_of(saved) if saved else None


def _draft(person: Person, plan: Plan, now: datetime) -> Draft:
    """The cards under way, or those that were answered before."""
    if person.cards is None:
        return cards.reopened(plan.answers)
    stopped = plan.pause is not None and plan.pause.after_pain
    return cards.without_signs(person.cards) if stopped else cards.lasting(person.cards, now)


def _event(card: Card, filled: Draft, plan: Plan, now: datetime, day: date) -> Event | None:
    """What an answer is for the log: warning signs at once; the rest when nothing is left to ask."""
    if card is Card.EMERGENCY and (filled.emergency or not filled.asks_now):
        return EmergencyAnswered(at=now, day=day, any=bool(filled.emergency))
    if card is Card.URGENT and (filled.urgent or not filled.asks_now):
        return UrgentAnswered(at=now, day=day, any=bool(filled.urgent))
    if card is Card.PAIN_NOW and not filled.asks_now:
        return CheckedIn(at=now, day=day, nrs=filled.pain_now or 0)
    if filled.age is AgeBand.UNDER_18 and filled.first:
        return Screened(at=now, day=day, answers=Answers(AgeBand.UNDER_18), anew=False)
    if cards.next_card(filled) is not None:
        return None
    answers = cards.answers_of(filled, plan.answers)
    same = answers == plan.answers
    return None if same else Screened(at=now, day=day, answers=answers, anew=filled.asks_now)


def _left(before: Draft | None, filled: Draft, event: Event | None) -> Draft | None:
    """What is still to be filled in after the answer."""
    if filled.first and filled.age is AgeBand.UNDER_18:
        return replace(filled, age=None)
    if not filled.asks_now and isinstance(event, EmergencyAnswered | UrgentAnswered | CheckedIn):
        return before
    return filled if cards.next_card(filled) is not None else None
