"""The reminders' way out: one POST, and of the answer only what has to be remembered."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bot.transport.calls import number_of
from bot.transport.request import AiohttpRequest


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that Telegram has accepted."""

    message_id: int


async def send(
    request: AiohttpRequest,
    base_url: str,
    method: str,
    payload: Mapping[str, object],
    crossing: AbstractContextManager[None] | None = None,
) -> Sent:
    """Send one message that uploads nothing; `base_url` ends with the token, None values are left out.

    `crossing` is entered right before it leaves and left once all of it is handed over, before any answer.
    Raises the errors PTB's `Bot` would (Forbidden, BadRequest, RetryAfter, ...), NotSent or MaybeSent.
    """
    return Sent(number_of(await request.call(f"{base_url}/{method}", payload, crossing=crossing)))
