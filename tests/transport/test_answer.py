"""Answers as servers write them, in whatever pieces they come."""

import pytest

from bot.transport.answer import Answer, Garbled, read

BODY = b'{"ok":true,"result":true}'
DATE = "Thu, 26 Nov 2026 16:00:00 GMT"
PLAIN = b"HTTP/1.1 200 OK\r\nDate: %s\r\nContent-Length: %d\r\n\r\n%s" % (DATE.encode(), len(BODY), BODY)
CHUNKED = (
    b"HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"3;name=value\r\n<ht\r\nA\r\nml>\r\n\r\n0\r\n\r\n0\r\nTrailer: yes\r\n\r\n"
)
WHOLE = [
    ("a length", PLAIN, Answer(200, BODY, DATE, True)),
    ("chunks", CHUNKED, Answer(502, b"<html>\r\n\r\n0\r\n", None, True)),
    ("bye", b"HTTP/1.1 429\r\nconnection:Close\r\ncontent-length:1\r\n\r\nx", Answer(429, b"x", None, False)),
    ("an old server", b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", Answer(200, b"{}", None, False)),
    ("a go-on before it", b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN, Answer(200, BODY, DATE, True)),
    ("no content", b"HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", Answer(204, b"", None, True)),
    ("no reason", b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}", Answer(200, b"{}", None, True)),
]  # fmt: skip
GARBLED = [
    b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    b"HTTP/2 200\r\n\r\n",
    b"x" * 70_000,
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n12345",
    b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n12345",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}{}{}",
]


@pytest.mark.parametrize(("name", "data", "expected"), WHOLE, ids=[row[0] for row in WHOLE])
def test_an_answer_is_whole_with_its_last_byte_and_not_before(
    name: str, data: bytes, expected: Answer
) -> None:
    assert [read(data[:length]) for length in range(len(data))] == [None] * len(data)
    assert read(data) == expected


def test_what_has_no_length_ends_with_the_connection() -> None:
    data = b"HTTP/1.1 200 OK\r\n\r\n{}"
    assert read(data) is None
    assert read(data, over=True) == Answer(200, b"{}", None, False)


def test_half_an_answer_is_none_even_when_nothing_more_comes() -> None:
    for whole in (PLAIN, CHUNKED):
        assert [read(whole[:length], over=True) for length in range(len(whole))] == [None] * len(whole)


def test_what_comes_behind_an_answer_ends_the_use_of_its_connection() -> None:
    assert read(PLAIN + b"HTTP/1.1 408") == Answer(200, BODY, DATE, False)


@pytest.mark.parametrize("data", GARBLED)
def test_what_is_no_answer_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(Garbled):
        read(data)
