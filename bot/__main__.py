"""The command line: `python -m bot run | demo | check | replay | backup | restore | keys`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from telegram.error import Conflict, InvalidToken

from bot import __version__, log, maintenance
from bot.app import serve
from bot.assembly import build
from bot.clock import SystemClock
from bot.domain.faults import StorageUnavailable
from bot.domain.programme import Programme
from bot.services.replay import Replay
from bot.settings import SettingsError, load
from content import catalogue
from content.error import ContentError
from db import custody, migrate, sealing
from db.engine import Database

# What a supervisor can tell apart: 2 wrong settings or content, 3 the database, 4 the token, 5 a rival.
WRONG_SETTINGS, DATABASE, TOKEN, RIVAL = 2, 3, 4, 5


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.command(arguments) or 0)
    except KeyboardInterrupt:
        return 0
    except Exception as error:
        code, line = _verdict(error)
        if not code:
            raise
        print(line, file=sys.stderr)
        return code


def _verdict(error: Exception) -> tuple[int, object]:
    """The exit code for an error that has a remedy, and the line that names it; 0 for any other."""
    match error:
        case SettingsError() | ContentError():
            return WRONG_SETTINGS, error
        case custody.CustodyError() | migrate.SchemaError() | sealing.SealError():
            return DATABASE, error
        case StorageUnavailable():
            return (
                DATABASE,
                f"the database does not answer ({error}): look at DATABASE_URL, its server and disk",
            )
        case InvalidToken():
            return TOKEN, "Telegram does not know this TELEGRAM_BOT_TOKEN: copy it again from @BotFather"
        case Conflict():
            return RIVAL, "another program is polling with this token: stop it first, or set WEBHOOK_URL"
    return 0, ""


def run(arguments: argparse.Namespace) -> None:
    """The bot on Telegram."""
    settings = load(arguments.env_file)
    log.set_up(settings.log_level, settings.log_format)
    _ = settings.token
    with custody.held(settings.database_url):
        app = build(settings, SystemClock(), catalogue.load())
        drive(lambda stopping: serve(app, stopping))


def demo(arguments: argparse.Namespace) -> None:
    """The bot in a local chat page."""
    # Only the demo needs the stand-in of Telegram; the running bot does without its memory.
    from bot import demonstration

    log.set_up("WARNING")
    drive(lambda stopping: demonstration.show(arguments.port, not arguments.no_browser, stopping))


def _pose_problems() -> list[str]:
    """What is wrong with the poses; a machine that only runs the bot has no tools to check them."""
    if find_spec("numpy") is None:
        print("The poses were left out: make setup installs what checking them needs.")
        return []
    from content.drawing import check as poses

    return poses.problems()


def check(_: argparse.Namespace) -> int:
    """Validate exercises, texts, pictures and poses; 1 when something is wrong."""
    found = [*catalogue.problems(), *_pose_problems()]
    for problem in found:
        print(problem)
    if not found:
        print("Exercises, texts, pictures and poses are in order.")
    return 1 if found else 0


def replay(arguments: argparse.Namespace) -> int:
    """Rebuild a person's plan from their log; 1 when the stored plan is another."""
    found = asyncio.run(_differences(arguments))
    for line in found or ():
        print(line)
    if not found:
        print("There is no such plan." if found is None else "The plan is what its log says.")
    return 1 if found else 0


async def _differences(arguments: argparse.Namespace) -> Sequence[str] | None:
    settings = load(arguments.env_file)
    database = Database(settings.database_url, settings.field_key.get_secret_value())
    try:
        return await Replay(database, Programme(catalogue.load().exercises)).differences(arguments.user_id)
    finally:
        await database.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m bot", description="Lumbo, a coach for the lower back on Telegram."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--env-file", type=Path, default=Path(".env"), help="settings file (default: .env)")
    commands = parser.add_subparsers(
        required=True, metavar="run | demo | check | replay | backup | restore | keys"
    )
    commands.add_parser("run", help="the bot on Telegram").set_defaults(command=run)
    page = commands.add_parser("demo", help="the bot in a local chat page, without a token")
    page.add_argument("--port", type=int, default=0, help="port of the page (default: a free one)")
    page.add_argument("--no-browser", action="store_true", help="only print the address")
    page.set_defaults(command=demo)
    commands.add_parser("check", help="validate exercises, texts and pictures").set_defaults(command=check)
    rebuilt = commands.add_parser("replay", help="rebuild a plan from its log and show any difference")
    rebuilt.add_argument("user_id", type=int, help="whose plan")
    rebuilt.set_defaults(command=replay)
    maintenance.add_to(commands)
    return parser


def drive(work: Any) -> None:
    """Run `work` on a fast loop until it ends or a signal asks it to."""

    async def until_signalled() -> None:
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stopping.set)
        job: Coroutine[Any, Any, None] = work(stopping)
        await job

    # A commit comes back from its thread as soon as the loop has a moment, not after Python's 5 ms.
    sys.setswitchinterval(0.0005)
    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        runner.run(until_signalled())


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed (it does not exist for Windows), else Python's own loop."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


if __name__ == "__main__":
    sys.exit(main())
