"""Countries by name, as people type one instead of a city; the names are those of Unicode's CLDR."""

from collections.abc import Iterator
from functools import cache

from babel import Locale

from content.cities import keys_of, normal

LANGUAGES = ("en", "es", "ru", "de")
BESIDE = {
    "america": "US", "britain": "GB", "england": "GB", "great britain": "GB", "holland": "NL",
    "northern ireland": "GB", "scotland": "GB", "uae": "AE", "uk": "GB", "usa": "US", "wales": "GB",
}  # fmt: skip
"""What people say that is not the name of a country in CLDR."""


def code_of(query: str) -> str | None:
    """The ISO code of the country that `query` names in one of the languages; None where it names none."""
    return _codes().get(normal(query))


@cache
def _codes() -> dict[str, str]:
    return dict(_named()) | BESIDE


def _named() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and len(code) == len("GB"):
                yield from ((key, code) for key in keys_of(str(name)))
