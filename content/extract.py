"""Collects the sentences of the exercise files for translators; `locale/babel.cfg` names it to Babel."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

Message = tuple[int, str | None, str, list[str]]


def exercise_sentences(
    fileobj: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Message]:
    """A Babel extraction method: every text of `[words]`, with its line and what it is for."""
    source = fileobj.read().decode()
    table = tomllib.loads(source)
    lines = source.splitlines()
    for key, value in table["words"].items():
        for sentence in value if isinstance(value, list) else [value]:
            yield _line_of(sentence, lines), None, sentence, [f"{table['id']}: {key}"]


def _line_of(sentence: str, lines: list[str]) -> int:
    """tomllib keeps no line numbers, so the line is where the sentence stands."""
    return next((number for number, line in enumerate(lines, start=1) if f'"{sentence}"' in line), 1)
