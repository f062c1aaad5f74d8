"""Logs carry events, never a token."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot import log

TOKEN = "123456:AA-canary-token"


@pytest.fixture(params=["text", "json"], autouse=True)
def written(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    stream = StringIO()
    log.set_up("DEBUG", request.param, stream)
    yield stream
    log.set_up("WARNING")


def test_a_token_in_a_message_an_argument_or_a_traceback_is_taken_out(
    written: StringIO,
) -> None:
    logging.getLogger("any").warning("calling %s", f"https://api.telegram.org/bot{TOKEN}/getMe")
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("any").exception("failed")
        structlog.get_logger().exception("failed", address=TOKEN)
    assert "canary" not in written.getvalue() and written.getvalue().count("[token]") >= 4


def test_libraries_that_log_whole_requests_are_kept_quiet(written: StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST somewhere")
    assert "POST" not in written.getvalue()


def test_a_person_has_the_same_name_in_all_lines_but_it_is_not_their_id() -> None:
    assert log.person(42) == log.person(42) != log.person(43)
    assert log.person(42) != "42"
