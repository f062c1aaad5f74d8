"""The if-then plan, and how often a person wants to hear from Lumbo."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import db.own_words
import db.people
from bot.domain.habit import Cue, Habit, Spot
from bot.domain.person import Awaiting, Person
from bot.services import planning
from db.engine import Database, Tx


@dataclass(frozen=True)
class Habits:
    """What helps a person to begin by themselves; each method is one transaction."""

    db: Database

    async def of(self, user_id: int) -> Habit:
        """The if-then plan as chosen so far."""
        async with self.db.read() as tx:
            person = await db.people.get(tx, user_id)
            return await _habit(tx, person or Person(user_id))

    async def choose_cue(self, user_id: int, cue: Cue | None, words: str = "") -> Habit:
        """Begin after this; None for nothing in particular."""
        return await self._choose(user_id, lambda habit: replace(habit, cue=cue, own_cue=words))

    async def choose_spot(self, user_id: int, spot: Spot | None, words: str = "") -> Habit:
        """Begin there; None for nowhere in particular."""
        return await self._choose(user_id, lambda habit: replace(habit, spot=spot, own_spot=words))

    async def ask_words(self, user_id: int, awaiting: Awaiting) -> None:
        """The next typed text is the cue, or the spot."""
        await self._change(user_id, lambda person: replace(person, awaiting=awaiting))

    async def nudge(self, user_id: int, on: bool) -> None:
        """Whether a second message may come when the first stays unanswered."""

        def changed(person: Person) -> Person:
            return replace(person, attention=replace(person.attention, nudging=on))

        await self._change(user_id, changed)

    async def keep_hour(self, user_id: int) -> Person:
        """The hour is right as it is: a sign of life, and nothing else."""
        return await self._change(user_id, lambda person: person)

    async def _choose(self, user_id: int, choose: Callable[[Habit], Habit]) -> Habit:
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            if person is None:
                return Habit()
            chosen = choose(await _habit(tx, person))
            await db.people.save(tx, replace(person, cue=chosen.cue, spot=chosen.spot, awaiting=None))
            await db.own_words.save(tx, user_id, chosen.own_cue, chosen.own_spot)
            await planning.heard(tx, person)
            return chosen

    async def _change(self, user_id: int, change: Callable[[Person], Person]) -> Person:
        async with self.db.begin() as tx:
            person = await db.people.get(tx, user_id)
            if person is None:
                return Person(user_id)
            changed = change(person)
            await db.people.save(tx, changed)
            await planning.heard(tx, person)
            return changed


async def _habit(tx: Tx, person: Person) -> Habit:
    own = Cue.OWN is person.cue or Spot.OWN is person.spot
    words = await db.own_words.get(tx, person.id) if own else ("", "")
    return Habit(person.cue, person.spot, *words)
