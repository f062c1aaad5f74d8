"""Every way in which up to three bots may die over one reminder: rather a third copy than none."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.clock import StillClock
from bot.domain.reminder import MAX_BLIND_STARTS, MAX_TRIES, OccurrenceState, Sent
from bot.services.ports import Invitation, Outcome
from bot.services.reminders import Reminders
from bot.trail import Step, Trail
from db.engine import Database
from tests.dispatch.crowd import NOON, crowd


class Fate(Enum):
    """What one attempt came to: copies that arrived, steps in the trail, noted as left or not, the record."""

    DIED_BEFORE_THE_WIRE = (0, (), False, None)
    DIED_IN_THE_DOOR = (0, (Step.LEAVES,), False, None)
    DIED_OUTSIDE_THE_DOOR = (1, (Step.LEAVES,), False, None)
    DIED_BEFORE_THE_NOTE = (1, (Step.LEAVES, Step.LEFT), False, None)
    DIED_AFTER_THE_NOTE = (1, (Step.LEAVES, Step.LEFT), True, None)
    REFUSED_AND_DIED = (0, (Step.LEAVES, Step.LEFT), True, None, "a 429")
    ANSWER_LOST = (1, (Step.LEAVES, Step.LEFT), True, Sent.UNCLEAR)
    MESSAGE_LOST = (0, (Step.LEAVES, Step.LEFT), True, Sent.UNCLEAR)
    NEVER_LEFT = (0, (), False, Sent.NOT_SENT)
    CAME_TOO_FAST = (0, (Step.LEAVES, Step.LEFT), True, Sent.NOT_SENT)
    DELIVERED = (1, (Step.LEAVES, Step.LEFT), True, Sent.DELIVERED)

    @property
    def copies(self) -> int:
        """How many copies arrived."""
        return int(self.value[0])


BEFORE, IN_DOOR, OUTSIDE, UNNOTED = (
    Fate.DIED_BEFORE_THE_WIRE,
    Fate.DIED_IN_THE_DOOR,
    Fate.DIED_OUTSIDE_THE_DOOR,
    Fate.DIED_BEFORE_THE_NOTE,
)
NOT_ARRIVED = {Fate.MESSAGE_LOST, Fate.REFUSED_AND_DIED}
TROUBLES = [each for each in Fate if each is not Fate.DELIVERED]
Lives = Sequence[Fate]


class Attempts:
    """One bot after another on one database; person `n` meets the fates of the `n`-th line, then calm.

    With a folder all of them live on one machine since it started, else each on another one.
    """

    def __init__(self, database: Database, lines: Sequence[Lives], folder: Path | None) -> None:
        self.database, self.lines, self.folder = database, lines, folder
        self.clock = StillClock(NOON)
        self.met: list[list[Fate]] = [[] for _ in lines]

    async def live(self, name: str) -> None:
        """A bot that claims and starts everything that is due, and dies."""
        trail = Trail(self.folder or Path("/dev/null/elsewhere"), name, "this boot")
        bot = Reminders(self.database, self.clock, name, trail)
        trail.open()
        while claimed := await bot.claim():
            await self._send(bot, trail, await bot.start(claimed))
        trail.close(keep=True)

    async def _send(self, bot: Reminders, trail: Trail, started: Sequence[Invitation]) -> None:
        fates = {each.occurrence.id: self._next(each) for each in started}
        for each in started:
            for step in fates[each.occurrence.id].value[1]:
                trail.mark(each.occurrence.id, each.occurrence.starts + 1, step)
        await bot.note_on_wire([number for number, fate in fates.items() if fate.value[2]])
        ended = {each: fates[each.occurrence.id].value[3] for each in started}
        await bot.record([Outcome(each, sent, 1) for each, sent in ended.items() if sent])

    def _next(self, invitation: Invitation) -> Fate:
        number = invitation.occurrence.user_id - 1
        met = self.met[number]
        met.append(self.lines[number][len(met)] if len(met) < len(self.lines[number]) else Fate.DELIVERED)
        return met[-1]

    def copies(self, number: int) -> int:
        """How many copies of the reminder have arrived."""
        return sum(fate.copies for fate in self.met[number])

    def of(self, counts: Collection[int]) -> set[tuple[Fate, ...]]:
        """What was met by those of whose reminder so many copies have arrived."""
        return {tuple(met) for number, met in enumerate(self.met) if self.copies(number) in counts}


async def lived(
    database: Database, lines: Sequence[Lives], folder: Path | None = None, lives: int = 8
) -> Attempts:
    """What became of every line of fates, long after the last one."""
    await crowd(database, len(lines))
    attempts = Attempts(database, lines, folder)
    for life in range(lives):
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


async def test_on_one_machine_only_deaths_in_the_door_can_lose_or_send_thrice(
    database: Database, tmp_path: Path
) -> None:
    attempts = await lived(database, list(product(TROUBLES, repeat=MAX_BLIND_STARTS)), tmp_path)
    by_deaths = {line for line in attempts.of([0]) if not NOT_ARRIVED & set(line)}
    thrice = attempts.of([3])
    assert by_deaths and all(line.count(IN_DOOR) == MAX_BLIND_STARTS for line in by_deaths)
    assert thrice and all(line.count(OUTSIDE) >= 2 for line in thrice)
    assert not attempts.of(range(4, MAX_TRIES + 1))


async def test_however_often_bots_die_right_before_the_wire_the_reminder_comes(
    database: Database, tmp_path: Path
) -> None:
    lines = [(BEFORE,) * times for times in range(MAX_TRIES + 2)]
    attempts = await lived(database, lines, tmp_path, lives=MAX_TRIES + 4)
    assert [attempts.copies(number) for number in range(len(lines))] == [1] * MAX_TRIES + [0, 0]


async def test_elsewhere_only_deaths_around_the_wire_can_lose_or_send_thrice(database: Database) -> None:
    attempts = await lived(database, list(product(TROUBLES, repeat=MAX_BLIND_STARTS)))
    by_deaths = {line for line in attempts.of([0]) if not NOT_ARRIVED & set(line)}
    thrice = attempts.of([3])
    assert by_deaths and all({*line} <= {BEFORE, IN_DOOR} for line in by_deaths)
    assert thrice and all(line.count(OUTSIDE) + line.count(UNNOTED) >= 2 for line in thrice)
    assert not attempts.of(range(4, MAX_TRIES + 1))


async def test_no_reminder_stays_under_way(database: Database, tmp_path: Path) -> None:
    await lived(database, list(product(TROUBLES, repeat=2)), tmp_path)
    ends = {state for state, *_ in (await rows(database)).values()}
    assert ends == {OccurrenceState.SENT, OccurrenceState.UNKNOWN}


async def test_nobody_can_tell_a_death_in_the_door_from_one_outside_it(
    database: Database, tmp_path: Path
) -> None:
    """Why no rule whatever gives one copy at least and two at most: the same row has to be 0 and 2 copies."""
    await crowd(database, 2)
    attempts = Attempts(database, [(IN_DOOR, IN_DOOR), (OUTSIDE, OUTSIDE)], tmp_path)
    for life in ("first", "second"):
        await attempts.live(life)
        one, other = (await rows(database)).values()
        assert one == other
        attempts.clock.move(timedelta(seconds=61))
    assert [attempts.copies(number) for number in (0, 1)] == [0, 2]


@pytest.mark.parametrize("first", [UNNOTED, Fate.DIED_AFTER_THE_NOTE, Fate.ANSWER_LOST])
async def test_of_what_is_known_to_have_left_there_is_one_repeat(
    database: Database, tmp_path: Path, first: Fate
) -> None:
    attempts = await lived(database, [(first, fate) for fate in TROUBLES], tmp_path)
    assert all(1 <= attempts.copies(number) <= 2 for number in range(len(TROUBLES)))
