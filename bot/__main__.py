"""The command line: `python -m bot run | demo | check | replay | backup | restore | keys`.

A command is imported when it is asked for, and nothing else with it: nearly all of a start is imports.
"""

import argparse
import gc
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from bot import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    try:
        arguments = parser().parse_args(argv)
        module, name = arguments.command
        return int(getattr(_imported(module), name)(arguments) or 0)
    except KeyboardInterrupt:
        return 0
    except Exception as error:
        code, line = _imported("bot.verdict").of(error)
        if not code:
            raise
        print(line, file=sys.stderr)
        return int(code)


def _imported(module: str) -> ModuleType:
    """A module of ours with all that it needs: it stays, so nobody looks through it for garbage."""
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()


def parser() -> argparse.ArgumentParser:
    """Reads the command line; `command` is the module and the function that it asks for."""
    found = argparse.ArgumentParser(
        "python -m bot", description="Lumbo, a coach for the lower back on Telegram."
    )
    found.add_argument("--version", action="version", version=__version__)
    found.add_argument("--env-file", type=Path, default=Path(".env"), help="settings file (default: .env)")
    commands = found.add_subparsers(
        required=True, metavar="run | demo | check | replay | backup | restore | keys"
    )
    run = commands.add_parser("run", help="the bot on Telegram")
    run.set_defaults(command=("bot.running", "run"))
    page = commands.add_parser("demo", help="the bot in a local chat page, without a token")
    page.add_argument("--port", type=_port, default=0, help="port of the page (default: a free one)")
    page.add_argument("--no-browser", action="store_true", help="only print the address")
    page.set_defaults(command=("bot.demonstration", "demo"))
    check = commands.add_parser("check", help="validate exercises, texts and pictures")
    check.set_defaults(command=("bot.inspection", "check"))
    rebuilt = commands.add_parser("replay", help="rebuild a plan from its log and show any difference")
    rebuilt.add_argument("user_id", type=_person, help="whose plan")
    rebuilt.set_defaults(command=("bot.inspection", "replay"))
    _add_maintenance(commands)
    return found


def _port(text: str) -> int:
    """A whole number that can be a port; 0 takes a free one."""
    return _whole(text, range(65536), "a port is a whole number from 0 to 65535")


def _person(text: str) -> int:
    """A whole number that can be Telegram's for a person."""
    return _whole(text, range(1, 2**63), "a person's number in Telegram is a whole number above 0")


def _whole(text: str, allowed: range, advice: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 20 and int(text) in allowed:
        return int(text)
    raise argparse.ArgumentTypeError(f"{advice}, not {text[:40]!r}")


def _add_maintenance(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    copy = commands.add_parser("backup", help="copy the SQLite database while the bot runs")
    copy.add_argument("target", type=Path, help="file to write")
    copy.set_defaults(command=("bot.maintenance", "back_up"))
    back = commands.add_parser("restore", help="put a backup in the place of the database")
    back.add_argument("source", type=Path, nargs="?", help="the backup (PostgreSQL: none, after pg_restore)")
    back.set_defaults(command=("bot.maintenance", "put_back"))
    keys = commands.add_parser("keys", help="make a FIELD_KEY, or seal everything with the first one")
    keys.add_argument("what", choices=("new", "rotate"))
    keys.set_defaults(command=("bot.maintenance", "keys"))


if __name__ == "__main__":
    # A supervisor may change its mind while everything is still being imported: that is no crash either.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.exit(main())
