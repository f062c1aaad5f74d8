"""The first questions and the settings: consent, the specialist's yes, time zone, hour; not the cards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time

import db.people
import db.receipts
from bot.clock import Clock
from bot.domain.person import Awaiting, Person, listening, mark_of
from bot.services import coaching, planning
from db.engine import Database


@dataclass(frozen=True)
class Onboarding:
    """Everything a person tells about themselves; each method is one transaction."""

    db: Database
    clock: Clock

    async def who(self, user_id: int, language: str) -> Person:
        """The person as known; a stranger is a Person without consent, of whom nothing is kept."""
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id)
        return person or Person(user_id, language=language)

    async def consent(self, user_id: int, language: str) -> Person:
        """Note the agreement to keep answers: the first thing that is kept at all."""
        now = self.clock.now()
        async with self.db.begin() as tx:
            person = await db.people.arrive(tx, user_id, language, now)
            agreed = listening(replace(person, consented_at=person.consented_at or now))
            await db.people.save(tx, agreed)
            if person.consented_at is None:
                await planning.plan_first(tx, agreed, now)
            return agreed

    async def decline(self, user_id: int) -> bool:
        """No consent: nothing is kept. False, and nothing goes, for who had agreed: that takes two taps."""
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            if person is not None and person.consented_at is not None:
                return False
            await db.people.forget(tx, user_id)
        return True

    async def reachable(self, user_id: int, reachable: bool) -> None:
        """Note whether messages reach the person; plans the next reminder when they do again."""
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id)
        if person is None or person.reachable == reachable:
            return
        now = self.clock.now()
        async with self.db.begin() as tx:
            await db.people.mark_reachable(tx, user_id, reachable, now)
            if reachable:
                await planning.plan_next(tx, person, now)

    async def is_here(self, user_id: int) -> None:
        """Note that a person writes a command: they can be reached, and answer no earlier question."""
        # A receipt written here would let a report of pain be lost by whoever dies before it is written.
        with db.receipts.aside():
            await self.reachable(user_id, True)
            async with self.db.read() as tx:
                person = await db.people.get(tx, user_id)
            if person is not None and person.awaiting is not None:
                await self.ask(user_id, None)

    async def specialist(self, user_id: int, yes: bool) -> Person:
        """Note whether a doctor or physiotherapist agreed to gentle exercise."""
        return await self._change(user_id, lambda person: replace(person, specialist=yes))

    async def ask(self, user_id: int, awaiting: Awaiting | None) -> Person:
        """The next typed text answers this question."""
        return await self._change(user_id, lambda person: replace(person, awaiting=awaiting))

    async def propose_zones(self, user_id: int, zones: tuple[str, ...]) -> Person:
        """Keep the zones found, to be picked from or confirmed."""
        draft = " ".join(zones) or None
        return await self._change(user_id, lambda person: replace(person, draft_zone=draft))

    async def pick_zone(self, user_id: int, index: int, listed: int) -> Person:
        """Take one of the zones found, each shown with its time; a button of another list changes nothing."""

        def picked(person: Person) -> Person:
            zones = person.proposed_zones
            known = index < len(zones) and listed == mark_of(zones)
            return _living_in(person, zones[index]) if known else person

        return await self._change(user_id, picked)

    async def confirm_zone(self, user_id: int, yes: bool) -> Person:
        """Take the one zone found, or drop it and ask again."""

        def confirmed(person: Person) -> Person:
            zones = person.proposed_zones
            if not yes:
                return replace(person, draft_zone=None, awaiting=Awaiting.ZONE)
            return _living_in(person, zones[0]) if len(zones) == 1 else person

        return await self._change(user_id, confirmed)

    async def set_hour(self, user_id: int, hour: time) -> Person:
        """Remind at this local hour."""
        return await self._change(user_id, lambda person: replace(person, hour=hour, awaiting=None))

    async def _change(self, user_id: int, change: Callable[[Person], Person]) -> Person:
        """Apply `change`; a new zone or hour plans the reminders anew, the specialist's yes begins a plan."""
        async with self.db.begin() as tx:
            before = await db.people.get(tx, user_id)
            if before is None or before.consented_at is None:
                return Person(user_id)
            await planning.heard(tx, before)
            after = listening(await coaching.begin(tx, change(before)))
            if after != before:
                await db.people.save(tx, after)
            if (before.zone, before.hour) != (after.zone, after.hour):
                await planning.plan_moved(tx, after, self.clock.now())
                await planning.plan_first(tx, after, self.clock.now())
            return after


def _living_in(person: Person, zone: str) -> Person:
    return replace(person, zone=zone, draft_zone=None, awaiting=None)
