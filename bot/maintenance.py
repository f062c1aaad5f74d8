"""What an operator does beside running the bot: back up, restore, and change the key of sealed reports."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Callable

from bot.clock import SystemClock
from bot.settings import Settings, SettingsError, load
from db import custody, restore, rotation, sealing
from db.engine import Database
from db.migrate import migrate
from db.restore import Restored


def back_up(arguments: Namespace) -> None:
    """Copy the SQLite database while the bot runs."""
    custody.back_up(load(arguments.env_file).database_url, arguments.target)
    _say(f"Saved to {arguments.target}")


def put_back(arguments: Namespace) -> None:
    """Put a backup in the place of the database."""
    settings = load(arguments.env_file)
    if arguments.source is not None:
        now, key = SystemClock().now(), settings.field_key.get_secret_value()
        done = asyncio.run(restore.restore(settings.database_url, arguments.source, now, key))
    elif custody.file_of(settings.database_url) is None:
        done = asyncio.run(_settle(settings))
    else:
        raise SettingsError("name the backup to restore: python -m bot restore FILE")
    _say(f"Restored. Reminders of the past ended: {done.expired}; people forgotten again: {done.forgotten}")
    if done.replaced:
        _say(f"The former database is {done.replaced}")


def keys(arguments: Namespace) -> None:
    """Make a FIELD_KEY, or seal everything with the first one."""
    _KEYS[arguments.what](arguments)


async def _settle(settings: Settings) -> Restored:
    database = Database(settings.database_url, settings.field_key.get_secret_value())
    try:
        return await restore.settle(database, (), SystemClock().now())
    finally:
        await database.close()


def _new_key(_: Namespace) -> None:
    _say(sealing.new_key())


def _rotate(arguments: Namespace) -> None:
    settings = load(arguments.env_file)
    if not settings.field_key.get_secret_value():
        raise SettingsError("FIELD_KEY is empty: `python -m bot keys new` prints a key for it")
    with custody.held(settings.database_url):
        changed = asyncio.run(_renew(settings))
    _say(f"Sealed with the first key: {changed} entries. The other keys can leave FIELD_KEY now.")


async def _renew(settings: Settings) -> int:
    database = Database(settings.database_url, settings.field_key.get_secret_value())
    try:
        await migrate(database, SystemClock().now())
        return await rotation.rotate(database)
    finally:
        await database.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


_KEYS: dict[str, Callable[[Namespace], None]] = {"new": _new_key, "rotate": _rotate}
