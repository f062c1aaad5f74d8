"""Collects every sentence for translators: `python -m content.extract` writes `content/locale/lumbo.pot`."""

import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import BinaryIO

LOCALE = Path(__file__).parent / "locale"
TEMPLATE = LOCALE / "lumbo.pot"
# Besides gettext, ngettext, N_ and _, which Babel knows: `plural(texts, one, many, n)` of the views.
KEYWORDS = ("plural:2,3",)

Message = tuple[int, str | None, str, list[str]]


def exercise_sentences(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Message]:
    """A Babel extraction method: every text of `[words]`, with its line and what it is for.

    The poses, which lie beside the exercises, have no words.
    """
    source = fileobj.read().decode()
    table = tomllib.loads(source)
    lines = source.splitlines()
    for key, value in table.get("words", {}).items():
        for sentence in value if isinstance(value, list) else [value]:
            yield _line_of(sentence, lines), None, sentence, [f"{table['id']}: {key}"]


def collect(target: Path = TEMPLATE) -> None:
    """Write the template that translations start from to `target`."""
    from babel.messages.frontend import CommandLineInterface

    options = [f"--mapping-file={LOCALE / 'babel.cfg'}", f"--output-file={target.resolve()}"]
    options += ["--project=Lumbo", "--sort-by-file", "--add-comments=Translators:"]
    options += [f"--keyword={keyword}" for keyword in KEYWORDS]
    with chdir(LOCALE.parents[1]):  # places of sentences are written relative to the top folder
        CommandLineInterface().run(["pybabel", "--quiet", "extract", *options, "."])  # type: ignore[no-untyped-call]


def _line_of(sentence: str, lines: list[str]) -> int:
    """tomllib keeps no line numbers, so the line is where the sentence stands."""
    return next((number for number, line in enumerate(lines, start=1) if f'"{sentence}"' in line), 1)


if __name__ == "__main__":
    collect(*map(Path, sys.argv[1:2]))
