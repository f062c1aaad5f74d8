"""Logs by structlog: events and codes, never a token, a name, a text or a pain value."""

import hashlib
import logging
import re
import secrets
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
TALKATIVE = ("httpx", "httpcore", "telegram", "aiohttp", "apscheduler", "asyncio", "alembic")
_PEPPER = secrets.token_bytes(16)


def person(user_id: int) -> str:
    """A name for a user inside one process's log: lines belong together, but nobody can be looked up."""
    return hashlib.blake2b(str(user_id).encode(), key=_PEPPER, digest_size=4).hexdigest()


def redacted(text: str) -> str:
    """`text` without anything that looks like a bot token."""
    return _TOKEN.sub("[token]", text)


class _Redaction(logging.Filter):
    """Takes tokens out of a record's message, arguments and traceback before any handler sees them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redacted(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = redacted(logging.Formatter().formatException(record.exc_info))
        if record.exc_text:
            record.exc_text, record.exc_info = redacted(record.exc_text), None
        return True


def _redact_event(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: redacted(value) if isinstance(value, str) else value for key, value in event.items()}


def set_up(level: str = "INFO", form: str = "text", stream: TextIO | None = None) -> None:
    """Send all logs through one redacting handler to stderr (or `stream`)."""
    # A handler that cannot write would print the record itself, arguments and all.
    logging.raiseExceptions = False
    last: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=False,
            # The other formatters print local variables: names, texts, secrets.
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(_Redaction())
    logging.basicConfig(level=level, handlers=[handler], format="%(message)s", force=True)
    # PTB, httpx and aiohttp log whole requests at INFO or below: addresses with the token in them.
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.WARNING))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _redact_event,
            last,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=False,
    )
