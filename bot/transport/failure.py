"""What went wrong with a call to Telegram: did it never leave, may it have arrived, or was it refused?"""

import os
import re
from collections.abc import Mapping
from datetime import timedelta

import aiohttp
import orjson
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.transport import wire

# Without it every RetryAfter warns, because its field is about to become a timedelta.
os.environ["PTB_TIMEDELTA"] = "1"

# Telegram says how long to wait; a 429 that does not is given this many seconds.
UNSPOKEN_WAIT = 5

_BEFORE_THE_WIRE = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)
_A_DAY = 86_400
_SENSIBLE = {"retry_after": (1, _A_DAY), "migrate_to_chat_id": (-(2**63), -1)}
# A description may quote the message it refuses, and a proxy may echo the address.
_QUOTED = re.compile(r'"[^"]*"')
_TOKEN = re.compile(r"\d+:[\w-]{10,}")


class NotSent(NetworkError):
    """The request never reached Telegram: repeating it cannot double anything."""

    __slots__ = ()


class MaybeSent(TimedOut):
    """No readable answer came back: the request may have taken effect or not."""

    __slots__ = ()


class Dropped(TelegramError):
    """Something that may be left out (Lane.PAINT, TIDY, ECHO) would have had to wait, so it was not sent."""

    __slots__ = ()


def from_exception(error: Exception) -> NetworkError:
    """The error for a failed exchange; it names the cause's class only, since causes carry the address."""
    name = type(error).__name__
    if isinstance(error, _BEFORE_THE_WIRE):
        return NotSent(f"Telegram was not reached ({name})")
    return MaybeSent(f"Telegram gave no answer ({name})")


def refusal(status: int, payload: bytes) -> bytes:
    """A refusal (HTTP status 300 and up) cut down to what PTB's own mapping needs.

    Raises NotSent for a redirect, RetryAfter for a 429 that names no time, and MaybeSent for whatever
    is not an answer of the Bot API: a proxy's page must neither end the bot nor mark a person as gone.
    """
    if status < 400:
        raise NotSent(f"Something before Telegram answered with a redirect ({status})")
    answer = wire.parsed(payload)
    known = answer if isinstance(answer, dict) and answer.get("ok") is False else None
    parameters = _parameters(known or {})
    if status == 429 and "retry_after" not in parameters:
        raise RetryAfter(UNSPOKEN_WAIT)
    if known is None or status >= 500:
        raise MaybeSent(f"Not an answer of the Bot API (status {status})")
    text = _TOKEN.sub("…", _QUOTED.sub('"…"', str(known.get("description") or "")))[:300]
    return orjson.dumps({"result": None, "description": text, "parameters": parameters})


def seconds(error: RetryAfter) -> float:
    """How long Telegram asked to wait, in seconds; at least one."""
    wait = error.retry_after
    return max(1.0, wait.total_seconds() if isinstance(wait, timedelta) else float(wait))


def _parameters(answer: Mapping[str, object]) -> dict[str, int]:
    """What Telegram says besides; a number that it never gives (Infinity, a century) counts as not given."""
    found = answer.get("parameters")
    if not isinstance(found, dict):
        return {}
    numbers = {name: found.get(name) for name in _SENSIBLE}
    return {
        name: int(value)
        for name, value in numbers.items()
        if isinstance(value, int | float) and _SENSIBLE[name][0] <= value <= _SENSIBLE[name][1]
    }
