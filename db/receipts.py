"""Receipts: which updates of Telegram took effect, so that a redelivered one changes nothing.

The intake names the update at hand with `handling`; the first transaction that commits while it is
handled writes the receipt with it. So effect and receipt happen together or not at all.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, text

from bot.domain.faults import AlreadyHandled
from db.prepared import RECEIPT, run

if TYPE_CHECKING:
    from db.engine import Tx

_WRITE = text("INSERT INTO receipt (key, at) VALUES (:key, :at) ON CONFLICT DO NOTHING").bindparams(
    bindparam("at", type_=RECEIPT.c.at.type)
)
_FORGET = RECEIPT.delete().where(RECEIPT.c.at < bindparam("moment"))
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Receipt:
    """The update being handled; `settled` once its effect is committed."""

    key: str
    at: datetime
    settled: bool = False


_at_hand: ContextVar[Receipt | None] = ContextVar("receipt", default=None)


def key_of(update: Mapping[str, object]) -> str:
    """A key equal for every delivery of the same update, and for no other.

    Telegram may restart its ids after a quiet week, so the id alone would not do.
    """
    body = json.dumps(update, sort_keys=True, default=str).encode()
    return hashlib.blake2b(body, digest_size=16).hexdigest()


@contextmanager
def handling(update: Mapping[str, object], at: datetime) -> Iterator[Receipt]:
    """While inside, the first committed transaction carries the receipt of `update`."""
    receipt = Receipt(key_of(update), at)
    token = _at_hand.set(receipt)
    try:
        yield receipt
    finally:
        _at_hand.reset(token)


@contextmanager
def aside() -> Iterator[None]:
    """While inside, transactions carry no receipt: they may happen twice, and the effect is still to come."""
    token = _at_hand.set(None)
    try:
        yield
    finally:
        _at_hand.reset(token)


async def claim(tx: "Tx") -> Receipt | None:
    """Write the receipt of the update at hand; AlreadyHandled when there is one."""
    receipt = _at_hand.get()
    if receipt is None or receipt.settled:
        return None
    written = await run(tx, _WRITE, key=receipt.key, at=receipt.at)
    if not written.rowcount:
        # What follows only shows where things stand; its small notes need no receipt of their own.
        receipt.settled = True
        raise AlreadyHandled
    return receipt


def settle(receipt: Receipt | None) -> None:
    """Note that the transaction with this receipt is committed."""
    if receipt is not None:
        receipt.settled = True


async def forget_before(tx: "Tx", moment: datetime) -> None:
    """Drop receipts older than `moment`; Telegram keeps an update for 24 hours at most."""
    await run(tx, _FORGET, moment=moment)


async def try_out(tx: "Tx") -> None:
    """Write a receipt of nothing and take it back: what cannot be written fails, and nothing stays."""
    await run(tx, _WRITE, key="", at=_NEVER)
    await run(tx, _FORGET, moment=_NEVER + timedelta(seconds=1))
