"""The words of one language: sentences by gettext; times, dates and numbers by Babel."""

import datetime
import gettext
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

DOMAIN = "lumbo"
SOURCE = "en"
A_MONDAY = datetime.date(2024, 1, 1)
LOCALE = Path(__file__).parent / "locale"

# People everywhere read the English texts, so they are given 24-hour times and unambiguous dates.
_FORMATS = {"en": "en_GB"}


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a sentence for translation where it is written down; it is translated where it is shown."""
    return message


def available_languages(folder: Path = LOCALE) -> tuple[str, ...]:
    """Every language that there are texts in, English first."""
    found = {path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return (SOURCE, *sorted(found - {SOURCE}))


class Texts:
    """Says things in one language. A code without texts, as "pt-BR", falls back on "pt", then on English."""

    def __init__(self, language: str, folder: Path = LOCALE) -> None:
        short = language.replace("_", "-").partition("-")[0].lower()
        self.language = short if short in available_languages(folder) else SOURCE
        self._sentences = gettext.translation(DOMAIN, folder, [self.language], fallback=True)
        self._locale = Locale.parse(_FORMATS.get(self.language, self.language))

    def gettext(self, message: str) -> str:
        """The sentence in this language, or as it is."""
        return self._sentences.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form of the sentence that goes with `count`."""
        return self._sentences.ngettext(singular, plural, count)

    def clock(self, moment: datetime.time) -> str:
        """A time of day, as 07:30."""
        return format_time(moment, format="short", locale=self._locale)

    def day(self, day: datetime.date) -> str:
        """A day near enough to need no year, as 24 November."""
        return format_date(day, format=self._locale.datetime_skeletons["MMMMd"].pattern, locale=self._locale)

    def weekday(self, day: datetime.date, *, short: bool = False) -> str:
        """The name of the day of the week, as Tuesday, or Tue."""
        return format_date(day, format="ccc" if short else "cccc", locale=self._locale)

    def weekdays(self, numbers: Iterable[int]) -> str:
        """The names of days of the week by their numbers, Monday 0, as Tuesday, Thursday and Saturday."""
        names = [self.weekday(A_MONDAY + datetime.timedelta(days=each)) for each in sorted(numbers)]
        return format_list(names, locale=self._locale)

    def decimal(self, value: float, digits: int = 1) -> str:
        """A number rounded to `digits` decimals, all of them shown."""
        return format_decimal(value, format=f"#,##0.{'0' * digits}", locale=self._locale)
