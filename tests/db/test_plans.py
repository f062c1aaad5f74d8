"""A plan that is read by somebody who has just started is the one that was written."""

from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import text

from bot.domain.plan import Plan
from db import people, plans
from db.engine import Database
from tests.domain.diary import Diary

NOW = datetime(2026, 11, 24, tzinfo=UTC)


async def test_nothing_of_a_plan_is_lost_on_its_way_to_the_table(database: Database) -> None:
    """Whoever wrote it remembers it; so the words themselves are read."""
    life = Diary().enrol().train_daily(20)
    assert any(progress.points for progress in life.plan.progress.values())
    async with database.begin() as tx:
        await people.arrive(tx, 7, "en", NOW)
        await plans.open_plan(tx, 7, Plan())
        await plans.advance(tx, 7, life.log[-1], life.plan)
    async with database.read() as tx:
        words = (await tx.exec(text("SELECT snapshot FROM plan"))).scalar_one()
    assert TypeAdapter(Plan).validate_json(words) == life.plan
