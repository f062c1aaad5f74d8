"""A diary whose every step is held against the rules that the watch of the fleet knows (`bot.simulation`)."""

from copy import deepcopy
from typing import Any

from bot.domain.coach import apply
from bot.domain.log import Event
from bot.domain.plan import Plan
from bot.domain.refusal import Refused
from bot.simulation.amending import CORRECTIONS, amend
from bot.simulation.books import Books, Moment
from bot.simulation.invariants import CHECKS_AFTER
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME


class Watched(Diary):
    """Nothing that is said to it may break a rule."""

    def __init__(self) -> None:
        """A newcomer with empty books."""
        super().__init__()
        self.books = Books(PROGRAMME)

    def copy(self) -> "Watched":
        """The same person with the same books, to go another way."""
        twin = Watched()
        for name, value in vars(self).items():
            setattr(twin, name, value.copy() if isinstance(value, list) else value)
        twin.books = deepcopy(self.books, {id(PROGRAMME): PROGRAMME})
        return twin

    def say(self, kind: type[Event], **fields: Any) -> Plan | Refused:
        """One event; a refused one changes nothing."""
        before = self.plan
        after = super().say(kind, **fields)
        if isinstance(after, Refused):
            assert self.plan is before
            return after
        event = self.log[-1]
        rebuilt = after if isinstance(event, CORRECTIONS) else apply(before, event, PROGRAMME)
        broken = self.see(Moment(before, event, after, rebuilt))
        assert not broken, broken
        return after

    def see(self, moment: Moment) -> dict[str, str]:
        """Hold a moment against the rules, write it into the books; which rules were broken, and how."""
        checks = CHECKS_AFTER[type(moment.event)]
        broken = {name: words for name, check in checks for words in check(self.books, moment)}
        self.books.note(moment)
        if isinstance(moment.event, CORRECTIONS):
            amend(self.books, moment)
        return broken
