"""Reads an hour of the day as people type it: 7:30, 07.30, 19h, 7h15, 7pm, 730."""

import re
import unicodedata
from datetime import time

_HOUR = re.compile(
    r"""(?:at\s+|um\s+|a\s+las\s+|в\s+)?
        (?P<hour>\d{1,2})
        (?:\s*[:.,h]\s*(?P<minute>\d{2})|(?P<packed>\d{2})|\s*h)?
        \s*(?P<half>[ap]\.?\s?m\.?)?
        (?:\s*(?:uhr|h|hours|o.?clock))?""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 20


def parse_hour(typed: str) -> time | None:
    """The hour that `typed` names, or None when it names none."""
    text = unicodedata.normalize("NFKC", typed[: 4 * _LONGEST]).strip().casefold()
    found = _HOUR.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["packed"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
