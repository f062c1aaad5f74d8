"""The demo's page as files: nothing foreign, nothing missing, nothing that turns words into markup."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest

from bot.demo import page_api

PAGE: Final = page_api.PAGE
INDEX: Final = (PAGE / "index.html").read_text("utf-8")
SOURCES: Final = sorted(path for path in PAGE.iterdir() if path.suffix in {".js", ".css", ".html", ".svg"})
MODULES: Final = sorted(PAGE.glob("*.js"))
SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"
HOOKS: Final = {
    "index.html": "chat composer send command-menu reply-keyboard start"
    " clock clock-ten clock-morning clock-week second-person",
    "bubble.js": "message",
    "inline-keyboard.js": "inline-button",
    "notices.js": "toast",
}

Element = tuple[str, dict[str, str | None]]


class Reader(HTMLParser):
    """Collects the elements of a page with their attributes and the words directly inside."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an opening tag."""
        self.elements.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def elements() -> list[Element]:
    """Every element of index.html."""
    reader = Reader()
    reader.feed(INDEX)
    return reader.elements


def ids(elements: list[Element]) -> Counter[str]:
    """How often each id stands on the page."""
    return Counter(attrs["id"] or "" for _, attrs in elements if "id" in attrs)


def test_the_browser_is_told_to_load_from_this_server_only(elements: list[Element]) -> None:
    policy = next(a["content"] or "" for _, a in elements if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == "'none'"
    assert {source for rule in rules.values() for source in rule.split()} == {"'self'", "'none'", "blob:"}
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_file_of_the_page_names_an_address_outside(path: Path) -> None:
    words = path.read_text("utf-8").replace(SVG_NAMESPACE, "")
    assert not re.findall(r"(?:https?:)?//[\w-]+\.\w+|@import|data:\w+/", words)


def test_every_file_that_the_page_asks_for_is_there(elements: list[Element]) -> None:
    asked = {
        attrs.get("src") or attrs.get("href") for tag, attrs in elements if tag in {"script", "link", "img"}
    }
    names = [(address or "").removeprefix("/page/") for address in asked]
    names += [
        name for path in MODULES for name in re.findall(r'from "\./([\w.-]+)"', path.read_text("utf-8"))
    ]
    names += [
        name
        for path in PAGE.glob("*.css")
        for name in re.findall(r'url\("([^"]+)"\)', path.read_text("utf-8"))
    ]
    assert len(names) > 10
    assert [name for name in names if not (PAGE / name).is_file()] == []


def test_no_module_is_left_over() -> None:
    everything = INDEX + "".join(path.read_text("utf-8") for path in MODULES)
    assert [path.name for path in MODULES if f"/{path.name}" not in everything] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_and_never_turns_words_into_markup(path: Path) -> None:
    words = path.read_text("utf-8")
    assert words.count("\n") < 250
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", words
    )


@pytest.mark.parametrize(("name", "hooks"), HOOKS.items())
def test_the_hooks_for_browser_stories_are_there(name: str, hooks: str) -> None:
    words = (PAGE / name).read_text("utf-8")
    found = set(re.findall(r'data-testid"?[=:] ?"([\w-]+)"|dataset\.testid = "([\w-]+)"', words))
    assert set(hooks.split()) <= {name for pair in found for name in pair}


def test_every_id_is_there_once_and_every_reference_meets_one(elements: list[Element]) -> None:
    there = ids(elements)
    assert [name for name, times in there.items() if times > 1] == []
    wanted = {a[key] for _, a in elements for key in ("for", "aria-labelledby", "aria-controls") if key in a}
    wanted |= {
        found for path in MODULES for found in re.findall(r'byId\("([\w-]+)"\)', path.read_text("utf-8"))
    }
    assert len(wanted) > 20
    assert wanted - set(there) == set()


def test_new_messages_are_read_out_politely_and_the_message_box_can_be_reached_at_once(
    elements: list[Element],
) -> None:
    log = next(attrs for _, attrs in elements if attrs.get("role") == "log")
    assert log["aria-live"] == "polite"
    links = [attrs for tag, attrs in elements if tag == "a"]
    assert links[0]["href"] == "#message-box"


def test_pictures_and_clickable_things_have_words_or_are_marked_as_decoration(
    elements: list[Element],
) -> None:
    assert all("alt" in attrs for tag, attrs in elements if tag == "img")
    assert all(attrs.get("type") in {"button", "submit"} for tag, attrs in elements if tag == "button")


def test_styles_serve_dark_rooms_and_people_who_want_less_motion() -> None:
    styles = "".join(path.read_text("utf-8") for path in PAGE.glob("*.css"))
    for wish in ("prefers-color-scheme: dark", "prefers-reduced-motion: reduce", ":focus-visible"):
        assert wish in styles
