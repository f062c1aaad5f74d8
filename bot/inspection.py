"""What an operator or an author looks through: content, poses, and whether a plan is what its log says."""

import asyncio
from argparse import Namespace
from collections.abc import Sequence
from importlib.util import find_spec

from bot.domain.programme import Programme
from bot.services.replay import Replay
from bot.settings import load
from content import catalogue
from db import custody
from db.engine import Database
from db.migrate import require_current


def check(_: Namespace) -> int:
    """Validate exercises, texts, pictures and poses; 1 when something is wrong."""
    found = [*catalogue.problems(), *_pose_problems()]
    for problem in found:
        print(problem)
    if not found:
        print("Everything that was looked at is in order.")
    return 1 if found else 0


def replay(arguments: Namespace) -> int:
    """Rebuild a person's plan from their log; 1 when the stored plan is another."""
    found = asyncio.run(_differences(arguments))
    for line in found or ():
        print(line)
    if not found:
        print("There is no such plan." if found is None else "The plan is what its log says.")
    return 1 if found else 0


def _pose_problems() -> list[str]:
    """What is wrong with the poses; a machine that only runs the bot has no tools to check them."""
    if find_spec("numpy") is None:
        print("The poses were left out: make setup installs what checking them needs.")
        return []
    from content.drawing import check as poses

    return poses.problems()


async def _differences(arguments: Namespace) -> Sequence[str] | None:
    settings = load(arguments.env_file)
    custody.existing(settings.database_url)
    database = Database(settings.database_url, settings.field_key.get_secret_value())
    try:
        await require_current(database)
        return await Replay(database, Programme(catalogue.load().exercises)).differences(arguments.user_id)
    finally:
        await database.close()
