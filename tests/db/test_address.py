"""DATABASE_URL as operators write it: the driver and its words are our business."""

import pytest

from db import address


def test_what_hosters_append_is_said_in_the_drivers_words() -> None:
    url = address.read("postgresql://me:pw@host:6543/lumbo?sslmode=require&channel_binding=require")
    assert url.drivername == "postgresql+asyncpg" and url.port == 6543
    assert dict(url.query) == {"ssl": "require"}


def test_a_socket_stays_where_it_is() -> None:
    assert dict(address.read("postgresql://me@/lumbo?host=/run/postgresql").query) == {
        "host": "/run/postgresql"
    }


def test_a_word_that_no_driver_knows_is_named() -> None:
    with pytest.raises(address.AddressError, match="leave out colour"):
        address.read("postgresql://me:pw@host/lumbo?colour=red")
