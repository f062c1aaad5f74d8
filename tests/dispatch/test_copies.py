"""Every way in which up to three bots may die over one reminder: rather a third copy than none."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from itertools import product

import pytest
from sqlalchemy import text

from bot.clock import StillClock
from bot.domain.reminder import MAX_BLIND_STARTS, OccurrenceState, Sent
from bot.services.ports import Invitation, Outcome
from bot.services.reminders import Reminders
from db.engine import Database
from tests.dispatch.crowd import NOON, crowd


class Fate(Enum):
    """What one attempt came to: copies that arrived, whether it was noted to have left, what was recorded."""

    DIED_BEFORE_THE_WIRE = (0, False, None)
    DIED_BEFORE_THE_NOTE = (1, False, None)
    DIED_AFTER_THE_NOTE = (1, True, None)
    REFUSED_AND_DIED = (0, True, None, "a 429")
    ANSWER_LOST = (1, True, Sent.UNCLEAR)
    MESSAGE_LOST = (0, True, Sent.UNCLEAR)
    NEVER_LEFT = (0, False, Sent.NOT_SENT)
    CAME_TOO_FAST = (0, True, Sent.NOT_SENT)
    DELIVERED = (1, True, Sent.DELIVERED)


BEFORE, UNNOTED = Fate.DIED_BEFORE_THE_WIRE, Fate.DIED_BEFORE_THE_NOTE
NOT_ARRIVED = {Fate.MESSAGE_LOST, Fate.REFUSED_AND_DIED}
TROUBLES = [each for each in Fate if each is not Fate.DELIVERED]
Lives = Sequence[Fate]


class Attempts:
    """One bot after another on one database; person `n` meets the fates of the `n`-th line, then calm."""

    def __init__(self, database: Database, lines: Sequence[Lives]) -> None:
        self.database, self.lines = database, lines
        self.clock = StillClock(NOON)
        self.met: list[list[Fate]] = [[] for _ in lines]

    async def live(self, name: str) -> None:
        """A bot that claims and starts everything that is due."""
        bot = Reminders(self.database, self.clock, name)
        while claimed := await bot.claim():
            await self._send(bot, await bot.start(claimed))

    async def _send(self, bot: Reminders, started: Sequence[Invitation]) -> None:
        fates = {each.occurrence.id: self._next(each) for each in started}
        noted = [number for number, fate in fates.items() if fate.value[1]]
        await bot.note_on_wire(noted)
        ended = {each: fates[each.occurrence.id].value[2] for each in started}
        await bot.record([Outcome(each, sent, 1) for each, sent in ended.items() if sent])

    def _next(self, invitation: Invitation) -> Fate:
        number = invitation.occurrence.user_id - 1
        met = self.met[number]
        met.append(self.lines[number][len(met)] if len(met) < len(self.lines[number]) else Fate.DELIVERED)
        return met[-1]

    def copies(self, number: int) -> int:
        """How many copies of the reminder have arrived."""
        return sum(fate.value[0] for fate in self.met[number])


async def lived(database: Database, lines: Sequence[Lives]) -> Attempts:
    """What became of every line of fates, long after the last one."""
    await crowd(database, len(lines))
    attempts = Attempts(database, lines)
    for life in range(8):
        await attempts.live(f"life {life}")
        attempts.clock.move(timedelta(seconds=61))
    return attempts


async def rows(database: Database) -> Mapping[int, tuple[str, int, bool, datetime]]:
    """Of each person today: everything that a bot knows of what was tried before."""
    async with database.read() as tx:
        found = await tx.exec(
            text("SELECT user_id, state, starts, on_wire, wake_at FROM occurrence WHERE starts > 0")
        )
        return {user: (state, starts, bool(on_wire), wake) for user, state, starts, on_wire, wake in found}


async def test_nothing_is_lost_and_nothing_comes_thrice_but_by_what_is_told_here(database: Database) -> None:
    attempts = await lived(database, list(product(TROUBLES, repeat=MAX_BLIND_STARTS)))
    lost, thrice = set(), set()
    for number, met in enumerate(attempts.met):
        copies = attempts.copies(number)
        assert copies <= MAX_BLIND_STARTS
        if copies == 0:
            lost.add(tuple(met))
        if copies > 2:
            thrice.add(tuple(met))
    by_deaths = {line for line in lost if not NOT_ARRIVED & set(line)}
    assert by_deaths == {(BEFORE,) * MAX_BLIND_STARTS}, "three deaths, each right before the wire"
    assert thrice and all(line.count(UNNOTED) >= 2 for line in thrice), "two deaths, each right after it"


async def test_no_reminder_stays_under_way(database: Database) -> None:
    await lived(database, list(product(TROUBLES, repeat=2)))
    ends = {state for state, *_ in (await rows(database)).values()}
    assert ends == {OccurrenceState.SENT, OccurrenceState.UNKNOWN}


async def test_nobody_can_tell_a_death_before_the_wire_from_one_right_after_it(database: Database) -> None:
    """Why no rule whatever gives one copy at least and two at most: the same row has to be 0 and 2 copies."""
    await crowd(database, 2)
    attempts = Attempts(database, [(BEFORE, BEFORE), (UNNOTED, UNNOTED)])
    for life in ("first", "second"):
        await attempts.live(life)
        one, other = (await rows(database)).values()
        assert one == other
        attempts.clock.move(timedelta(seconds=61))
    assert [attempts.copies(number) for number in (0, 1)] == [0, 2]


@pytest.mark.parametrize("first", [Fate.DIED_AFTER_THE_NOTE, Fate.ANSWER_LOST])
async def test_of_what_is_known_to_have_left_there_is_one_repeat(database: Database, first: Fate) -> None:
    attempts = await lived(database, [(first, fate) for fate in TROUBLES])
    assert all(1 <= attempts.copies(number) <= 2 for number in range(len(TROUBLES)))
