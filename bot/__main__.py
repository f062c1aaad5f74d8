"""The command line: `python -m bot run | demo | check | backup`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from telegram.error import Conflict, InvalidToken

from bot import __version__, demonstration, log
from bot.app import build, serve
from bot.clock import SystemClock
from bot.domain.faults import StorageUnavailable
from bot.settings import Settings, SettingsError, load
from content import catalogue
from content.error import ContentError
from db import custody, migrate

# What a supervisor can tell apart: 2 wrong settings or content, 3 the database, 4 the token, 5 a rival.
WRONG_SETTINGS, DATABASE, TOKEN, RIVAL = 2, 3, 4, 5


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.command(arguments) or 0)
    except (SettingsError, ContentError) as error:
        return _fail(error, WRONG_SETTINGS)
    except (StorageUnavailable, custody.CustodyError, migrate.SchemaError) as error:
        return _fail(error, DATABASE)
    except InvalidToken:
        return _fail("Telegram does not know this TELEGRAM_BOT_TOKEN: copy it again from @BotFather", TOKEN)
    except Conflict:
        return _fail("another program is polling with this token: stop it first, or set WEBHOOK_URL", RIVAL)
    except KeyboardInterrupt:
        return 0


def run(arguments: argparse.Namespace) -> None:
    """The bot on Telegram."""
    settings = load(arguments.env_file)
    log.set_up(settings.log_level, settings.log_format)
    _ = settings.token
    with custody.held(settings.database_url):
        app = build(settings, SystemClock(), catalogue.load())
        _drive(lambda stopping: serve(app, stopping))


def demo(arguments: argparse.Namespace) -> None:
    """The bot in a local chat page."""
    log.set_up("WARNING")
    _drive(lambda stopping: demonstration.show(arguments.port, not arguments.no_browser, stopping))


def check(_: argparse.Namespace) -> int:
    """Validate exercises, texts and pictures; 1 when something is wrong."""
    found = catalogue.problems()
    for problem in found:
        print(problem)
    if not found:
        print("Exercises, texts and pictures are in order.")
    return 1 if found else 0


def backup(arguments: argparse.Namespace) -> None:
    """Copy the SQLite database while the bot may go on running."""
    settings: Settings = load(arguments.env_file)
    custody.back_up(settings.database_url, arguments.target)
    print(f"Saved to {arguments.target}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m bot", description="Lumbo, a coach for the lower back on Telegram."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--env-file", type=Path, default=Path(".env"), help="settings file (default: .env)")
    commands = parser.add_subparsers(required=True, metavar="run | demo | check | backup")
    commands.add_parser("run", help="the bot on Telegram").set_defaults(command=run)
    page = commands.add_parser("demo", help="the bot in a local chat page, without a token")
    page.add_argument("--port", type=int, default=0, help="port of the page (default: a free one)")
    page.add_argument("--no-browser", action="store_true", help="only print the address")
    page.set_defaults(command=demo)
    commands.add_parser("check", help="validate exercises, texts and pictures").set_defaults(command=check)
    copy = commands.add_parser("backup", help="copy the SQLite database")
    copy.add_argument("target", type=Path, help="file to write")
    copy.set_defaults(command=backup)
    return parser


def _drive(work: Any) -> None:
    """Run `work` on a fast loop until it ends or a signal asks it to."""

    async def until_signalled() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stopping.set)
        job: Coroutine[Any, Any, None] = work(stopping)
        await job

    asyncio.run(until_signalled())


def _fail(error: object, code: int) -> int:
    print(error, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
