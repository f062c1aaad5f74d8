"""A date as people type it."""

import re
from datetime import date

_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})", re.ASCII),
)


def parse_day(text: str) -> date | None:
    """The date of `2026-03-31` or `31.3.2026`; None for anything else, also for one with slashes.

    With slashes nobody can tell whether the month or the day comes first.
    """
    for form in _FORMS:
        if found := form.fullmatch(text.strip()):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None
