"""The smallest transaction that a bot with SQLModel makes of a tap: read a row, count it up, commit."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


class Tapped(SQLModel, table=True):
    """How often somebody tapped."""

    user_id: int = Field(primary_key=True)
    times: int = 0


async def counting(file: str, handler: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    """`handler` after a transaction that is as safe as Lumbo's: BEGIN IMMEDIATE, WAL, synchronous=FULL."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}")

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sessions = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)

    async def counted(query: Any) -> None:
        async with sessions() as session:
            row = await session.get(Tapped, query.from_user.id) or Tapped(user_id=query.from_user.id)
            row.times += 1
            session.add(row)
            await session.commit()
        await handler(query)

    return counted
