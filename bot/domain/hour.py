"""Reads an hour of the day as people type it: 7:30, 07.30, 19h, 7h15, 7pm, 730, half past seven."""

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
_LONGEST = 40
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = (
    *((re.compile(rf"\b{word}\b"), str(number)) for number, word in enumerate(_NUMBERS, 1)),
    (re.compile(r"\bnoon\b"), "12:00"),
    (re.compile(r"\bmidnight\b"), "0:00"),
    (re.compile(r"\bin the morning\b"), "am"),
    (re.compile(r"\b(?:in the (?:afternoon|evening)|at night)\b"), "pm"),
    (re.compile(r"\bhalf past (\d+)\b"), r"\1:30"),
    (re.compile(r"\b(?:a )?quarter past (\d+)\b"), r"\1:15"),
)
"""English words for hours, and how they are written in digits."""


def parse_hour(typed: str) -> time | None:
    """The hour that `typed` names, or None when it names none."""
    text = unicodedata.normalize("NFKC", typed[: 4 * _LONGEST]).strip().casefold()
    found = _HOUR.fullmatch(_in_digits(text)) if len(text) <= _LONGEST else None
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["packed"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _in_digits(text: str) -> str:
    for words, digits in _WORDS:
        text = words.sub(digits, text)
    return text
