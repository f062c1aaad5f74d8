"""Seals what people report about pain, so that a copied database does not tell it."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

# Every Fernet token starts like this until the year 2106; JSON never does.
_SEALED = "gAAAAA"


class SealError(Exception):
    """Something is sealed with a key that is not in FIELD_KEY; the message says what to do."""


class Seal:
    """Seals and opens texts with the Fernet keys of `FIELD_KEY`, separated by commas; the first one seals.

    Without a key it seals nothing. What was written before there was a key reads as it stands.
    """

    def __init__(self, keys: str = "") -> None:
        every = [key.strip() for key in keys.split(",") if key.strip()]
        self.marks = [_mark(key) for key in every]
        self._fernet = _fernet(every) if every else None
        self._first = _fernet(every[:1]) if every else None

    def shut(self, text: str) -> str:
        """`text` as it is to be stored."""
        return self._fernet.encrypt(text.encode()).decode() if self._fernet else text

    def open(self, stored: str) -> str:
        """The text behind a stored value; SealError when none of the keys fits."""
        if not stored.startswith(_SEALED):
            return stored
        if self._fernet is None:
            raise SealError("this database is sealed: set FIELD_KEY to the key it was written with")
        return _attempt(self._fernet.decrypt, stored)

    def renewed(self, stored: str) -> str | None:
        """A stored value sealed with the first key; None when it is already."""
        if stored.startswith(_SEALED) and self._first is not None:
            with suppress(SealError):
                _attempt(self._first.decrypt, stored)
                return None
        return self.shut(self.open(stored))


class Sealed(Protocol):
    """A transaction, as far as its seal goes."""

    seal: Seal


def of(tx: Sealed) -> Seal:
    """The seal of the database that `tx` belongs to."""
    return tx.seal


def new_key() -> str:
    """A fresh key for FIELD_KEY."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def _mark(key: str) -> str:
    """Tells keys apart without telling a key: 256 random bits cannot be guessed from their hash."""
    return hashlib.blake2b(key.encode(), digest_size=8, person=b"lumbo-seal").hexdigest()


def _fernet(keys: list[str]) -> Any:
    # cryptography takes a while to import, and most installations have no key.
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(key) for key in keys])


def _attempt(decrypt: Callable[[str], bytes], stored: str) -> str:
    from cryptography.fernet import InvalidToken

    try:
        return decrypt(stored).decode()
    except InvalidToken:
        raise SealError(
            "FIELD_KEY has no key for a part of this database: add the key it was written with, after a comma"
        ) from None
