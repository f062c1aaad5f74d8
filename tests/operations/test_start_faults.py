"""What is wrong at the start is said in one line, with an exit code, and nothing is damaged."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.verdict import DATABASE, TOKEN, WRONG_SETTINGS
from db import custody, sealing

ROOT = Path(__file__).parent.parent.parent
# Root may write everywhere, so as root we give that up for the one process that must not.
WITHOUT_ROOTS_WAY = (
    ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"] if os.geteuid() == 0 else []
)
TOKEN_TEXT = "1000:canary-token-canary"
RIGHT_TOKEN = "1000:the-right-token"


class Operator:
    """Somebody at a shell with settings in the environment."""

    def __init__(self, folder: Path, api: str) -> None:
        self.folder, self.path = folder, folder / "lumbo.db"
        self.environment = {
            "PATH": os.environ["PATH"], "TELEGRAM_BOT_TOKEN": TOKEN_TEXT, "TELEGRAM_API_URL": api,
            "DATABASE_URL": f"sqlite:///{self.path}",
        }  # fmt: skip

    def types(self, *words: str, before: Sequence[str] = (), **settings: str) -> tuple[int, str]:
        """Run `python -m bot` to its end: exit code and what it said on stderr."""
        done = subprocess.run(  # noqa: S603
            [*before, sys.executable, "-m", "bot", "--env-file", str(self.folder / "none"), *words],
            cwd=ROOT, env=self.environment | settings, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        return done.returncode, done.stderr

    def is_told(self, code: int, *parts: str, before: Sequence[str] = (), **settings: str) -> None:
        """`run` ends with this code and one line that has these parts."""
        ended, said = self.types("run", before=before, **settings)
        assert ended == code, said
        assert "Traceback" not in said and len(said.strip().splitlines()) == 1, said
        assert all(part in said for part in parts), said
        assert "canary" not in said


@pytest.fixture(scope="session")
def api() -> Iterator[str]:
    """The address of a stand-in that knows another token than the operator's."""
    words = [sys.executable, "-m", "bot.demo", "--port", "0", "--token", RIGHT_TOKEN]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        yield str(json.loads(server.stdout.readline())["url"])
        server.terminate()


@pytest.fixture
def operator(api: str) -> Iterator[Operator]:
    """An operator in a folder that any user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="lumbo-faults-"))
    folder.chmod(0o755)
    yield Operator(folder, api)
    shutil.rmtree(folder)


def content(path: Path) -> bytes:
    return path.read_bytes()


def test_a_wrong_token(operator: Operator) -> None:
    operator.is_told(TOKEN, "TELEGRAM_BOT_TOKEN", "@BotFather")


def test_no_token(operator: Operator) -> None:
    operator.is_told(WRONG_SETTINGS, "TELEGRAM_BOT_TOKEN", "@BotFather", TELEGRAM_BOT_TOKEN="")


def test_a_webhook_without_https(operator: Operator) -> None:
    operator.is_told(WRONG_SETTINGS, "WEBHOOK_URL", "https://", WEBHOOK_URL="http://example.org/hook")


def test_a_broken_field_key(operator: Operator) -> None:
    operator.is_told(WRONG_SETTINGS, "FIELD_KEY", "keys new", FIELD_KEY="password")


def test_a_second_process_on_the_same_file(operator: Operator) -> None:
    with custody.held(operator.environment["DATABASE_URL"]):
        operator.is_told(DATABASE, "another Lumbo", "stop it first")


def test_a_file_that_is_no_database(operator: Operator) -> None:
    operator.path.write_bytes(b"a shopping list" * 500)
    operator.is_told(DATABASE, "damaged", "restore")
    assert content(operator.path) == b"a shopping list" * 500


def test_a_damaged_database(operator: Operator, sqlite_template: Path) -> None:
    whole = bytearray(content(sqlite_template))
    for page in range(2, len(whole) // 4096, 2):
        whole[page * 4096 : page * 4096 + 2000] = bytes(2000)
    operator.path.write_bytes(whole)
    operator.is_told(DATABASE, "damaged", "restore")
    assert content(operator.path) == whole


def test_a_database_that_another_program_keeps_to_itself_is_not_called_damaged(
    operator: Operator, sqlite_template: Path
) -> None:
    shutil.copy(sqlite_template, operator.path)
    with contextlib.closing(sqlite3.connect(operator.path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        operator.is_told(DATABASE, "another program", str(operator.path))


def test_a_database_from_the_future(operator: Operator, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, operator.path)
    with contextlib.closing(sqlite3.connect(operator.path)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    before = content(operator.path)
    operator.is_told(DATABASE, "newer Lumbo")
    assert content(operator.path) == before and not list(operator.folder.glob("*.bak"))


def test_a_sealed_database_without_its_key(operator: Operator) -> None:
    key = sealing.new_key()
    assert operator.types("keys", "rotate", FIELD_KEY=key) == (0, "")
    before = content(operator.path)
    operator.is_told(DATABASE, "FIELD_KEY")
    assert content(operator.path) == before
    operator.is_told(TOKEN, "@BotFather", FIELD_KEY=f"{sealing.new_key()},{key}")


def test_a_read_only_database(operator: Operator, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, operator.path)
    operator.path.chmod(0o444)
    operator.is_told(DATABASE, "read-only", str(operator.path), before=WITHOUT_ROOTS_WAY)


def test_a_folder_that_cannot_be_written(operator: Operator) -> None:
    operator.folder.chmod(0o555)
    operator.is_told(DATABASE, "cannot be written", before=WITHOUT_ROOTS_WAY)
    operator.folder.chmod(0o755)


def test_a_folder_that_is_a_file(operator: Operator) -> None:
    (operator.folder / "file").touch()
    operator.is_told(DATABASE, "cannot be written", DATABASE_URL=f"sqlite:///{operator.folder}/file/lumbo.db")


def test_a_folder_in_the_place_of_the_database(operator: Operator) -> None:
    operator.is_told(DATABASE, "is no file", DATABASE_URL=f"sqlite:///{operator.folder}")


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql://me:canary@127.0.0.1:port/lumbo",
        "postgresql://me:canary@127.0.0.1/lumbo?colour=canary",
    ],
)
def test_an_address_that_no_database_can_have(operator: Operator, address: str) -> None:
    operator.is_told(WRONG_SETTINGS, "DATABASE_URL", DATABASE_URL=address)


@pytest.mark.parametrize("name", ["METRICS_LISTEN", "WEBHOOK_LISTEN"])
def test_a_place_to_listen_that_is_taken(operator: Operator, api: str, name: str) -> None:
    """The stand-in itself stands where the bot is told to listen."""
    taken = {name: api.removeprefix("http://"), "WEBHOOK_URL": "https://example.org/hook"}
    right = {"TELEGRAM_BOT_TOKEN": RIGHT_TOKEN}
    operator.is_told(WRONG_SETTINGS, name, "taken", **taken, **right)


def test_a_demo_whose_port_is_taken_or_none(operator: Operator, api: str) -> None:
    taken = api.rpartition(":")[2]
    code, said = operator.types("demo", "--no-browser", "--port", taken)
    assert code == WRONG_SETTINGS and said.startswith(f"port {taken} is taken")
    for none in ("-1", "70000", "first"):
        code, said = operator.types("demo", "--no-browser", "--port", none)
        assert code == WRONG_SETTINGS and "Traceback" not in said


@pytest.mark.parametrize("place", ["..:8080", "x" * 80 + ":8080", "999.0.0.1:8080"])
def test_a_place_to_listen_that_no_machine_can_have(operator: Operator, place: str) -> None:
    operator.is_told(WRONG_SETTINGS, "METRICS_LISTEN", "HOST:PORT", METRICS_LISTEN=place)


def test_files_that_cannot_be_reached(operator: Operator, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, operator.path)
    closed, too_long = operator.folder / "closed", "x" * 5000
    closed.mkdir()
    (closed / "file").touch()
    closed.chmod(0)
    for words in (("backup", f"{closed}/copy"), ("restore", f"{closed}/file"), ("restore", too_long)):
        code, said = operator.types(*words, before=WITHOUT_ROOTS_WAY)
        assert code == DATABASE and "Traceback" not in said and len(said.strip().splitlines()) == 1, said
    closed.chmod(0o755)


def test_a_plan_is_not_rebuilt_without_a_database_of_this_version(operator: Operator) -> None:
    code, said = operator.types("replay", "7")
    assert code == DATABASE and "start the bot once first" in said and not list(operator.folder.iterdir())
    operator.path.touch()
    code, said = operator.types("replay", "7")
    assert code == DATABASE and "start the bot once first" in said


@pytest.mark.parametrize("number", ["0", "seven", "99999999999999999999999"])
def test_a_plan_of_nobody_is_not_rebuilt(operator: Operator, number: str) -> None:
    code, said = operator.types("replay", number)
    assert code == WRONG_SETTINGS and "above 0" in said


def test_a_start_that_is_called_off_is_no_crash(operator: Operator) -> None:
    """Python tells each import, so that the signal comes in the middle of them."""
    words = [sys.executable, "-X", "importtime", "-m", "bot", "--env-file", "none", "run"]
    with subprocess.Popen(  # noqa: S603
        words, cwd=ROOT, env=operator.environment, stderr=subprocess.PIPE, text=True
    ) as bot:
        assert bot.stderr is not None
        next(line for line in bot.stderr if "pydantic" in line)
        bot.terminate()
        said = bot.stderr.read()
    assert bot.returncode == 0 and "Traceback" not in said


def test_a_full_disk(operator: Operator) -> None:
    """A limit on a file's size is what a test can have of a full disk."""
    words = "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); " \
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); " \
        "sys.argv[0] = 'bot'; runpy.run_module('bot', run_name='__main__')"  # fmt: skip
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", words, "--env-file", "none", "run"],
        cwd=ROOT, env=operator.environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == DATABASE and done.stderr.startswith("the database does not answer"), done.stderr


@pytest.mark.parametrize("where", ["postgres@127.0.0.1:9/lumbo", "postgres@/nowhere?host={socket}"])
def test_a_postgresql_that_is_not_there(operator: Operator, postgres: str, where: str) -> None:
    address = f"postgresql://{where.format(socket=postgres)}"
    operator.is_told(DATABASE, "DATABASE_URL", DATABASE_URL=address)
