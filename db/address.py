"""What stands in DATABASE_URL, read once for everybody who opens the database."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

_FORMS = "type sqlite:///data/lumbo.db or postgresql://user:password@host/name"
_WORDS = {"host", "port", "sslmode", "ssl", "target_session_attrs", "prepared_statement_cache_size"}
# What hosters append and the driver has no word for; it negotiates this by itself.
_NEEDLESS = ["channel_binding", "gssencmode"]


class AddressError(Exception):
    """No database can stand behind this address; the message is one line that says what to type."""


def read(url: str) -> URL:
    """The parts of `url`; AddressError when it names no file, no port or what no driver understands."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise AddressError(f"DATABASE_URL cannot be used: {_FORMS}") from None
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in {None, "", ":memory:"}:
            raise AddressError(f"DATABASE_URL cannot be used: it names no file; {_FORMS}")
        return parsed
    return _for_the_driver(parsed)


def _for_the_driver(url: URL) -> URL:
    """A PostgreSQL address with the driver's name and its words for those of libpq."""
    url = url.difference_update_query(_NEEDLESS)
    if strange := url.query.keys() - _WORDS:
        raise AddressError(
            f"DATABASE_URL cannot be used: leave out {min(strange)}; "
            f"behind the ? stand {', '.join(sorted(_WORDS))}"
        )
    if (mode := url.query.get("sslmode")) is not None:
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return url.set(drivername="postgresql+asyncpg")
