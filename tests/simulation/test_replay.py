"""The stored plan against its log."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from bot.clock import StillClock
from bot.domain.programme import Programme
from bot.services.onboarding import Onboarding
from bot.services.pain import PainReports
from bot.services.replay import Replay
from bot.services.screening import Screening
from bot.simulation.hands import HARMLESS
from content import catalogue
from db.engine import Database
from db.prepared import PLAN, run

PROGRAMME = Programme(catalogue.load().exercises)
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ANNA = 7


async def arrived(database: Database) -> None:
    """Anna answers everything and reports pain of 6."""
    clock = StillClock(MORNING)
    onboarding, screening = Onboarding(database, clock), Screening(database, clock, PROGRAMME)
    await onboarding.consent(ANNA, "en")
    await onboarding.specialist(ANNA, yes=True)
    for card, answer in HARMLESS.items():
        await screening.answer(ANNA, card, answer)
    await onboarding.propose_zones(ANNA, ("Europe/Madrid",))
    await onboarding.confirm_zone(ANNA, yes=True)
    await onboarding.set_hour(ANNA, time(8))
    pain = PainReports(database, clock, PROGRAMME)
    await pain.report(ANNA)
    await pain.rate(ANNA, 6)


async def differences(database: Database) -> Sequence[str] | None:
    return await Replay(database, PROGRAMME).differences(ANNA)


async def spoil(database: Database, place: Sequence[str], value: object) -> None:
    """Change one value of the stored plan behind the log's back."""
    async with database.begin() as tx:
        found = await run(tx, select(PLAN.c.snapshot).where(PLAN.c.user_id == ANNA))
        document = json.loads(str(found.scalar()))
        inner = document
        for name in place[:-1]:
            inner = inner[name]
        inner[place[-1]] = value
        await run(tx, PLAN.update(), snapshot=json.dumps(document))


async def test_a_plan_is_what_its_log_says(database: Database) -> None:
    await arrived(database)
    assert await differences(database) == []


async def test_nobody_has_no_plan(database: Database) -> None:
    assert await differences(database) is None


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (("progress", "press", "rung"), 9, "progress.press.rung: the log says 3, the plan 9"),
        (("state",), "active", "state"),
        (("pause", "trigger"), 2, "pause.trigger"),
    ],
)
async def test_a_changed_plan_is_found_out_and_pain_is_not_told(
    database: Database, place: Sequence[str], value: object, line: str
) -> None:
    await arrived(database)
    await spoil(database, place, value)
    assert await differences(database) == [line]
