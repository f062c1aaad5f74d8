"""The one place where words become Telegram's HTML: everything that comes in here goes out escaped."""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from content.texts import Texts


class Say(Protocol):
    """A sentence in the person's language, its variables filled in, escaped."""

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence as HTML."""
        ...


def speak(texts: Texts) -> Say:
    """The function that views call `_`, so that translators' tools find every sentence."""

    def say(sentence: str, /, **values: object) -> str:
        return escape(texts.gettext(sentence).format(**values), quote=False)

    return say


def plural(texts: Texts, one: str, many: str, n: int, **values: object) -> str:
    """The form of a sentence that fits `n` (filled in as {n}), escaped."""
    return escape(texts.ngettext(one, many, n).format(n=n, **values), quote=False)


def bold(html: str) -> str:
    """`html` in bold."""
    return f"<b>{html}</b>"


def italic(html: str) -> str:
    """`html` in italics."""
    return f"<i>{html}</i>"


def numbered(sentences: Iterable[str]) -> str:
    """One numbered line each."""
    return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))


def paragraphs(*parts: str | None) -> str:
    """The parts that say something, with an empty line between them."""
    return "\n\n".join(part for part in parts if part)
