"""Who may import whom: the arrows of the house, and the libraries that stay in one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "content", "db")

# The longest prefix that fits a module is its room; a room may import its own prefix and these.
ARROWS: dict[str, tuple[str, ...]] = {
    "bot": ("bot", "handlers", "content", "db"),
    "bot.clock": (),
    "bot.settings": (),
    "bot.log": (),
    "bot.domain": (),
    "bot.transport": ("bot.clock",),
    "bot.demo": (),
    "bot.scheduler": ("bot.domain",),
    "bot.services": ("bot.domain", "bot.clock", "content", "db"),
    "bot.trail": ("bot.domain", "db.custody"),
    "bot.departures": ("bot.domain", "bot.trail"),
    "bot.dispatcher": ("bot.domain", "bot.services", "bot.departures", "bot.trail"),
    "bot.simulation": ("bot.domain", "bot.services", "bot.clock", "content", "db"),
    "content": ("bot.domain",),
    "db": ("bot.domain",),
    "handlers": ("bot.domain", "bot.services", "bot.clock", "bot.transport", "bot.log", "content"),
    "handlers.actions": (),
    "handlers.screen": ("handlers.actions",),
    "handlers.views": (
        "bot.domain",
        "bot.services.outcomes",
        "bot.services.past",
        "bot.services.ports",
        "bot.services.standings",
        "content",
        "handlers.screen",
        "handlers.actions",
    ),
}
LIBRARIES: dict[str, tuple[str, ...]] = {
    "telegram": ("handlers", "bot.app", "bot.assembly", "bot.verdict", "bot.transport"),
    "sqlmodel": ("db",),
    "sqlalchemy": ("db",),
    "apscheduler": ("bot.scheduler",),
    "aiohttp": ("bot.transport", "bot.demo", "bot.app", "bot.assembly", "bot.operations"),
    "prometheus_client": ("bot.metrics",),
    "cryptography": ("db.sealing",),
    "numba": ("content.drawing",),
    "av": ("content.drawing",),
    "numpy": ("content.drawing",),
}


def modules() -> Iterator[tuple[str, Path]]:
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            if "versions" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module in OURS:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def within(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def room(name: str) -> str:
    return max((prefix for prefix in ARROWS if within(name, prefix)), key=len)


def complaints(name: str, imported: str) -> Iterator[str]:
    library = imported.partition(".")[0]
    if library in LIBRARIES and not any(within(name, place) for place in LIBRARIES[library]):
        yield f"{name} must not import {library}"
    if within(name, "handlers.views") and library == "telegram":
        yield f"{name} must not import telegram"
    if library in OURS:
        home = room(name)
        if not any(within(imported, prefix) for prefix in (home, *ARROWS[home])):
            yield f"{name} must not import {imported}"


def test_every_import_follows_the_arrows() -> None:
    assert [
        line for name, path in modules() for imported in imports(path) for line in complaints(name, imported)
    ] == []


@pytest.mark.parametrize(
    ("name", "imported"),
    [
        ("bot.domain.pain", "handlers.screen"),
        ("bot.domain.pain", "db.tables"),
        ("handlers.session", "db.sessions"),
        ("handlers.views.pain", "telegram"),
        ("content.catalogue", "bot.services.pain"),
        ("bot.demo.server", "bot.clock"),
        ("bot.services.pain", "sqlmodel"),
        ("bot.simulation.life", "bot.transport.request"),
        ("content.catalogue", "numpy"),
    ],
)
def test_a_wrong_arrow_is_found(name: str, imported: str) -> None:
    assert list(complaints(name, imported))
